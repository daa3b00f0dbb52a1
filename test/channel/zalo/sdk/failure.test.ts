import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createZaloClient,
  fixedToken,
  isLayoutRefused,
  type TokenSource,
  type ZaloApiError,
  ZaloError,
} from '../../../../src/channel/zalo/sdk/mod.ts';
import { type Act, refusal, type ScriptedServer, startScriptedServer, success } from './scripted-server.ts';

const USER = '246845883529197923';
const SENT = success({ message_id: 'm1' });
let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

const clientWith = (tokens: TokenSource = fixedToken('token-1'), url = server.url, timeoutMs = 10_000) =>
  createZaloClient({
    tokens,
    roots: { openapi: url, business: url },
    timeoutMs,
    now: () => 125_000,
    jitterMs: () => 7,
  });

async function failureOf(act: Act, work?: (client: ReturnType<typeof clientWith>) => Promise<unknown>) {
  server.script(act);
  // Only a server that never answers may be given up early: a slow machine must not look like one.
  const client = clientWith(fixedToken('token-1'), server.url, 'hang' in act ? 1_000 : 20_000);
  const run = work ?? ((c) => c.messages.send(USER, { kind: 'text', text: 'a' }));
  const error = await run(client).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ZaloError);
  return error as ZaloApiError;
}

describe('the decision whether a call went well', () => {
  test('HTTP 200 with an error body is a failure', async () => {
    const error = await failureOf(refusal(-201, 'user_id is invalid!'));
    expect(error).toMatchObject({
      name: 'ZaloApiError',
      code: -201,
      outcome: 'refused',
      status: 200,
      zaloMessage: 'user_id is invalid!',
      fault: { class: 'request' },
    });
    expect(error.message).not.toContain('token-1');
  });

  test('an error code sent as a string counts like a number', async () => {
    expect(await failureOf({ json: { error: '-230', message: 'x' } })).toMatchObject({
      code: -230,
      fault: { class: 'window' },
    });
  });

  test('an error that is no number is held', async () => {
    expect(await failureOf({ json: { error: 'oops', message: 'x' } })).toMatchObject({
      code: null,
      fault: { class: 'held' },
    });
  });

  test.each([
    ['HTTP 502 with HTML', { text: '<html>bad gateway</html>', status: 502 }, 'server'],
    ['HTTP 500 with a success body', { json: { data: {}, error: 0 }, status: 500 }, 'server'],
    ['HTML with HTTP 200', { text: '<html>hello</html>' }, 'not_json'],
    ['JSON that is cut off', { text: '{"data":{"message_id":"1"' }, 'not_json'],
    ['JSON that is no object', { text: '[1,2]' }, 'not_json'],
    ['an empty body', { text: '' }, 'not_json'],
    ['no error and no data', { json: { message: 'Success' } }, 'malformed'],
    ['error null and no data', { json: { error: null } }, 'malformed'],
    ['Success without a message id', success({}), 'malformed'],
    ['a connection cut before the request is read', { drop: 'at_once' }, 'dropped'],
    ['a connection cut before the reply', { drop: 'after_body' }, 'dropped'],
    ['a connection cut inside the reply', { drop: 'in_reply' }, 'dropped'],
    ['no reply in time', { hang: true }, 'timeout'],
  ] as const)('%s leaves the outcome of a send unknown', async (_, act, fault) => {
    const error = await failureOf(act);
    expect(error).toMatchObject({ name: 'ZaloTransportError', fault, outcome: 'unknown' });
    expect(server.seen.length).toBeLessThanOrEqual(1);
  });

  test('a connection that cannot be opened was surely not executed', async () => {
    const gone = await startScriptedServer();
    await gone.close();
    const sending = clientWith(fixedToken('t'), gone.url).messages.send(USER, { kind: 'text', text: 'a' });
    await expect(sending).rejects.toMatchObject({ fault: 'connect', outcome: 'not_executed' });
  });

  test('a caller who gives up gets "aborted": in doubt once Zalo has the request, not before', async () => {
    const giveUp = (when: (stop: AbortController) => void) =>
      failureOf({ hang: true }, (client) => {
        const stop = new AbortController();
        when(stop);
        return client.officialAccount({ signal: stop.signal, timeoutMs: 10_000 });
      });
    const late = await giveUp((stop) => server.onSeen(() => stop.abort()));
    const early = await giveUp((stop) => stop.abort());
    expect(late).toMatchObject({ fault: 'aborted', outcome: 'unknown' });
    expect(early).toMatchObject({ fault: 'aborted', outcome: 'not_executed' });
  });

  test.each([
    ['is never answered', () => {}, 100, 'timeout'],
    ['is cut', (socket: Socket) => void socket.destroy(), 10_000, 'connect'],
  ] as const)('a TLS greeting that %s means that nothing was sent', async (_, meet, timeoutMs, fault) => {
    const mute = createServer(meet);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const sending = clientWith(fixedToken('t'), url, timeoutMs).messages.send(USER, {
      kind: 'text',
      text: 'a',
    });
    await expect(sending).rejects.toMatchObject({ fault, outcome: 'not_executed' });
    mute.close();
  });

  test('data without an error member is a success', async () => {
    server.script({ json: { data: { message_id: 'm1' } } });
    const sent = await clientWith().messages.send(USER, { kind: 'text', text: 'a' });
    expect(sent.messageId).toBe('m1');
  });

  test('HTTP 401 counts as a refused token, HTTP 429 as the rate limit', async () => {
    expect(await failureOf({ text: 'no', status: 401 })).toMatchObject({ fault: { class: 'refresh' } });
    expect(await failureOf({ text: 'slow down', status: 429 })).toMatchObject({ fault: { class: 'rate' } });
  });

  test('-200 may have delivered, so its outcome is unknown', async () => {
    expect(await failureOf(refusal(-200))).toMatchObject({
      outcome: 'unknown',
      fault: { class: 'transient', retries: 2 },
    });
  });

  test('an unknown code is held with the whole body', async () => {
    const error = await failureOf({ json: { error: -9876, message: 'new', extra: 1 } });
    expect(error).toMatchObject({ fault: { class: 'held' }, outcome: 'refused', body: { extra: 1 } });
  });

  test('the same code means another thing on the other host', async () => {
    const asset = await failureOf(refusal(-100));
    const passing = await failureOf(refusal(-100), (client) => client.zns.status('z1'));
    expect([asset.fault.class, passing.fault.class]).toEqual(['asset', 'transient']);
  });

  test('buttons that Zalo refuses are told apart, to be sent as numbered text', async () => {
    const buttons = [{ title: 'a', type: 'oa.query.hide', payload: '#a' }] as const;
    const error = await failureOf(refusal(-233), (c) =>
      c.messages.send(USER, { kind: 'buttons', text: 'a', buttons }),
    );
    expect(isLayoutRefused(error)).toBe(true);
    expect(isLayoutRefused(await failureOf(refusal(-230)))).toBe(false);
  });
});

describe('the rate limit', () => {
  test('-32 was not executed and tells the wait to the next minute plus jitter', async () => {
    const error = await failureOf({
      json: { error: -32, message: 'Your OA reached limit call api' },
      headers: { 'X-RateLimit-Limit': '4000', 'X-RateLimit-Remain': '0' },
    });
    expect(error).toMatchObject({
      outcome: 'not_executed',
      retryAfterMs: 55_007,
      fault: { class: 'rate', scope: 'oa' },
      rate: { limit: 4000, remain: 0 },
    });
  });
});

describe('a refused token', () => {
  const tokensOf = (...answers: readonly (string | null)[]) => {
    const asked: string[] = [];
    const left = [...answers];
    const source: TokenSource = {
      get: async () => 'old',
      onTokenRefused: async (failed) => {
        asked.push(failed);
        return left.shift() ?? null;
      },
    };
    return { source, asked };
  };

  test.each([-216, -220, -124])('%i asks for another token and repeats the call once', async (code) => {
    server.script(refusal(code), SENT);
    const { source, asked } = tokensOf('new');
    const sent = await clientWith(source).messages.send(USER, { kind: 'text', text: 'a' });
    expect(sent.messageId).toBe('m1');
    expect(asked).toEqual(['old']);
    expect(server.seen.map((seen) => seen.headers.access_token)).toEqual(['old', 'new']);
  });

  test('refused again after the refresh it is never repeated twice and needs reconnecting', async () => {
    server.script(refusal(-216), refusal(-216), SENT);
    const { source, asked } = tokensOf('new', 'newer');
    const sending = clientWith(source).messages.send(USER, { kind: 'text', text: 'a' });
    await expect(sending).rejects.toMatchObject({ code: -216, fault: { class: 'reconnect' } });
    expect(asked).toHaveLength(1);
    expect(server.seen).toHaveLength(2);
  });

  test.each([
    ['no other token', null],
    ['the same token', 'old'],
  ])('with %s the call is not repeated', async (_, answer) => {
    server.script(refusal(-216), SENT);
    const { source } = tokensOf(answer);
    const sending = clientWith(source).messages.send(USER, { kind: 'text', text: 'a' });
    await expect(sending).rejects.toMatchObject({ fault: { class: 'refresh' }, outcome: 'not_executed' });
    expect(server.seen).toHaveLength(1);
  });

  test('a withdrawn grant is not repeated', async () => {
    server.script(refusal(-219), SENT);
    const { source, asked } = tokensOf('new');
    await expect(clientWith(source).officialAccount()).rejects.toMatchObject({
      fault: { class: 'reconnect' },
    });
    expect(asked).toEqual([]);
  });

  test('an upload repeated after a refresh sends the file again', async () => {
    server.script(refusal(-216), success({ attachment_id: 'at1' }));
    const { source } = tokensOf('new');
    const file = { bytes: Buffer.from('PNGBYTES'), name: 'a.png', mime: 'image/png' };
    expect(await clientWith(source).uploads.image(file)).toBe('at1');
    expect(server.seen.every((seen) => seen.body.includes('PNGBYTES'))).toBe(true);
  });

  test('a token that cannot stand in a header is refused without being printed', async () => {
    const sending = clientWith(fixedToken('sec\nret')).officialAccount();
    await expect(sending).rejects.toMatchObject({ fault: 'bad_token', outcome: 'not_executed' });
    await expect(sending).rejects.not.toThrow(/ret/);
  });
});
