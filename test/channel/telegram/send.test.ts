import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../../src/channel/telegram/adapter.ts';
import { SendError } from '../../../src/core/error.ts';
import type { MediaId } from '../../../src/core/model.ts';
import { createLogBook } from '../log-book.ts';
import { createPair, hoa, noMedia, type Pair, quick } from './harness.ts';

const address = String(hoa.id);
const token = '1000000001:A-made-up-token-that-must-not-leak';

const failure = async (sending: Promise<unknown>): Promise<SendError> => {
  const error = await sending.catch((thrown: unknown) => thrown);
  if (!(error instanceof SendError)) throw new Error(`no SendError: ${String(error)}`);
  return error;
};

describe('sending over Telegram', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await createPair({ token });
    pair.standIn.act(hoa, { kind: 'text', text: '/start' });
  });
  afterEach(() => pair.close());
  const send = (text: string) => pair.channel.send(address, { text }, noMedia);
  const fail = (code: number, description: string, retryAfter?: number) =>
    pair.standIn.faults.order({
      method: 'sendMessage',
      times: 1,
      effect: { kind: 'error', code, description, retryAfter },
    });
  const texts = () => (pair.standIn.chat(hoa.id)?.kept ?? []).map(({ message }) => message.text).slice(1);

  it.each([
    [429, 'Too Many Requests: retry after 17', { kind: 'throttled', afterMs: 17_000 }, 17],
    [403, 'Forbidden: bot was blocked by the user', { kind: 'blocked' }],
    [403, "Forbidden: bot can't initiate conversation with a user", { kind: 'blocked' }],
    [400, 'Bad Request: chat not found', { kind: 'blocked' }],
    [400, 'Bad Request: user is deactivated', { kind: 'blocked' }],
    [400, 'Bad Request: message text is empty', { kind: 'rejected' }],
    [413, 'Request Entity Too Large', { kind: 'rejected' }],
    [401, 'Unauthorized', { kind: 'config' }],
    [404, 'Not Found', { kind: 'config' }],
    [500, 'Internal Server Error', { kind: 'unreachable' }],
    [502, 'Bad Gateway', { kind: 'unreachable' }],
    [504, 'Gateway Timeout', { kind: 'unknown' }],
  ] as const)('%i %s', async (code, description, fault, retryAfter?: number) => {
    fail(code, description, retryAfter);
    expect((await failure(send('một'))).fault).toEqual(fault);
    await send('hai');
    expect(texts()).toEqual(['hai']);
  });

  it('knows that a message surely did not leave: nobody listens, no such host', async () => {
    const { log } = createLogBook();
    const full = createServer();
    await new Promise<void>((resolve) => full.listen(0, '127.0.0.1', resolve));
    const { port } = full.address() as AddressInfo;
    await new Promise((resolve) => full.close(resolve));
    for (const apiRoot of [`http://127.0.0.1:${port}`, 'http://no-such-host.invalid']) {
      const channel = createTelegramChannel({ token, apiRoot, webhook: null, log, timing: quick });
      const error = await failure(channel.send(address, { text: 'một' }, noMedia));
      expect(error.fault).toEqual({ kind: 'unreachable' });
      expect(error.message).not.toContain(token);
    }
  });

  it.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed', (socket: Socket) => socket.end()],
    ['left hanging', () => undefined],
  ])('knows that a connection %s before TLS stood carried nothing', async (_, greet) => {
    const { log } = createLogBook();
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      greet(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const apiRoot = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const timing = { ...quick, connectTimeoutMs: 500 };
    const channel = createTelegramChannel({ token, apiRoot, webhook: null, log, timing });
    expect((await failure(channel.send(address, { text: 'một' }, noMedia))).fault.kind).toBe('unreachable');
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('does not know what became of a message when the answer does not come in time', async () => {
    await pair.close();
    pair = await createPair({ token }, { timing: { ...quick, callTimeoutMs: 1_000 } });
    pair.standIn.act(hoa, { kind: 'text', text: '/start' });
    pair.standIn.faults.order({ method: 'sendMessage', times: 1, effect: { kind: 'delay', ms: 20_000 } });
    expect((await failure(send('một'))).fault).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['the connection breaks after the request', { kind: 'drop_after' }],
    ['the connection breaks with the request on it', { kind: 'drop_before' }],
  ] as const)('does not know what became of a message when %s', async (_, effect) => {
    pair.standIn.faults.order({ method: 'sendMessage', times: 1, effect });
    expect((await failure(send('một'))).fault).toEqual({ kind: 'unknown' });
  });

  it('never shows the token, whatever goes wrong', async () => {
    const effects = [
      { kind: 'page' },
      { kind: 'drop_before' },
      { kind: 'error', code: 400, description: `Bad Request: /bot${token}/x ${token}` },
      { kind: 'error', code: 500, description: 'x' },
    ] as const;
    for (const effect of effects) {
      pair.standIn.faults.order({ method: 'sendMessage', times: 1, effect });
      const error = await failure(send('bí mật'));
      const shown = JSON.stringify([error.message, error.detail, error.stack, error, String(error.cause)]);
      expect(shown).not.toContain(token);
      expect(shown).not.toContain('bí mật');
    }
  });

  it('goes on at the part that failed, so that nobody reads the beginning twice', async () => {
    const text = `${'a'.repeat(4000)}\n\n${'b'.repeat(4000)}\n\n${'c'.repeat(4000)}`;
    const order = { method: 'sendMessage', times: 1, after: 1 };
    pair.standIn.faults.order({
      ...order,
      effect: { kind: 'error', code: 429, description: 'x', retryAfter: 3 },
    });
    expect((await failure(send(text))).fault).toEqual({ kind: 'throttled', afterMs: 3000 });
    await send(text);
    expect(texts().map((part) => part?.[0])).toEqual(['a', 'b', 'c']);
    await send(text);
    expect(texts()).toHaveLength(6);
  });

  it('uploads a photo once and sends it by id afterwards, until Telegram has forgotten it', async () => {
    const photo = 'honey' as MediaId;
    let reads = 0;
    const media = {
      read: async () => {
        reads += 1;
        return { bytes: new Uint8Array([0xff, 0xd8, 0xff]), mime: 'image/jpeg' };
      },
    };
    const show = () => pair.channel.send(address, { text: 'Hũ mật ong', photo }, media);
    await show();
    await show();
    expect(reads).toBe(1);
    const gone = { kind: 'error', code: 400, description: 'Bad Request: wrong file identifier' } as const;
    pair.standIn.faults.order({ method: 'sendPhoto', times: 1, effect: gone });
    await show();
    expect(reads).toBe(2);
    expect(texts()).toHaveLength(3);
  });

  it('sends a document under its own name, whatever is in it', async () => {
    const media = { read: async () => ({ bytes: new Uint8Array([37, 80]), mime: 'application/pdf' }) };
    const document = { media: 'doc' as MediaId, name: 'Phiếu đăng ký "ý tưởng"\r\nX: y.pdf' };
    await pair.channel.send(address, { text: '', document }, media);
    const sent = pair.standIn.chat(hoa.id)?.kept.at(-1)?.message.document;
    expect(sent?.file_name).toBe('Phiếu đăng ký _ý tưởng___X: y.pdf');
    expect(pair.standIn.file(sent?.file_id ?? '')?.bytes).toEqual(new Uint8Array([37, 80]));
  });

  it('gives the bot name for links', async () => {
    expect(await pair.channel.botName()).toBe('ocop_simulated_bot');
  });
});

describe('fetching a file', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await createPair({ token });
  });
  afterEach(() => pair.close());
  const sent = (bytes: Uint8Array) => {
    pair.standIn.act(hoa, { kind: 'document', bytes, mime: 'application/pdf' });
    return pair.standIn.chat(hoa.id)?.kept.at(-1)?.message.document?.file_id ?? '';
  };

  it('gives nothing for one larger than Telegram lets bots have', async () => {
    const ref = sent(new Uint8Array(20 * 1024 * 1024 + 1));
    expect(await pair.channel.fetchFile({ ref }, 100 * 1024 * 1024)).toBeNull();
  });

  it('stops at the cap even when the declared size lied', async () => {
    const ref = sent(new Uint8Array(3000));
    const file = pair.standIn.world.files.byId(ref);
    Object.assign(file ?? {}, { size: 10 });
    expect(await pair.channel.fetchFile({ ref, size: 10 }, 2999)).toBeNull();
  });

  it.each([
    ['an unknown file', null, 'rejected'],
    ['a lost connection while asking', { method: 'getFile', effect: { kind: 'drop_after' } }, 'unreachable'],
    ['a lost connection while loading', { method: 'file', effect: { kind: 'drop_before' } }, 'unreachable'],
    [
      'a file server in trouble',
      { method: 'file', effect: { kind: 'error', code: 502, description: 'Bad Gateway' } },
      'unreachable',
    ],
  ] as const)('names the fault: %s', async (_, order, kind) => {
    const ref = sent(new Uint8Array(30));
    if (order !== null) pair.standIn.faults.order({ ...order, times: 1 });
    const error = await failure(pair.channel.fetchFile({ ref: order === null ? 'gone' : ref }, 1000));
    expect(error.fault.kind).toBe(kind);
    expect(error.message).not.toContain(token);
  });

  it.each([
    'https://evil.example/x',
    '//evil.example/x',
    '../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
  ])('never follows a path outside the API root: %s', async (path) => {
    const ref = sent(new Uint8Array(30));
    Object.assign(pair.standIn.world.files.byId(ref) ?? {}, { path });
    const error = await failure(pair.channel.fetchFile({ ref }, 1000));
    expect(error.fault).toEqual({ kind: 'rejected' });
  });
});
