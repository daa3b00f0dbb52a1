import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../../src/channel/telegram/adapter.ts';
import { secretHeader } from '../../../src/channel/telegram/webhook.ts';
import { InputError } from '../../../src/core/error.ts';
import type { Inbound } from '../../../src/core/message.ts';
import { createTelegramStandIn } from '../../../src/simulator/telegram/stand-in.ts';
import { createLogBook } from '../log-book.ts';
import { createInboundBook, hoa, quick } from './harness.ts';

const secret = 'made-up-secret_1';
const { log } = createLogBook();
const channel = createTelegramChannel({
  token: '1:x',
  apiRoot: 'http://127.0.0.1:9',
  webhook: { url: 'https://bot.example/webhooks/telegram', secret },
  log,
});
const genuine = new Headers({ [secretHeader]: secret });
const receive = (body: string | Uint8Array) => channel.receive(genuine, Buffer.from(body)).inbounds;

describe('a webhook call', () => {
  it.each([
    ['empty', '', 400],
    ['not JSON', '{"update_id":', 400],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    ['a list', '[]', 400],
    ['without its number', '{"message":{}}', 400],
    ['with a message that is none', '{"update_id":1,"message":"x"}', 400],
    [
      'with a sender that is none',
      '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":"x"}}}',
      400,
    ],
    ['too large', `{"update_id":1,"x":"${'x'.repeat(1024 * 1024)}"}`, 413],
  ] as const)('%s is refused', (_, body, status) => {
    expect(() => receive(body)).toThrow(expect.objectContaining({ name: 'InputError', status }));
  });

  it('of a kind we do not use is taken and gives nothing', () => {
    expect(receive('{"update_id":1}')).toEqual([]);
    expect(receive('{"update_id":2,"chat_boost":{"boost":{}}}')).toEqual([]);
  });

  it('is refused when no secret is set at all', () => {
    const polling = createTelegramChannel({
      token: '1:x',
      apiRoot: 'http://127.0.0.1:9',
      webhook: null,
      log,
    });
    expect(() => polling.receive(genuine, Buffer.from('{"update_id":1}'))).toThrow(InputError);
  });
});

describe('webhook mode', () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  it('registers itself, retrying while the network is away, and gets every update in order per person', async () => {
    const standIn = await createTelegramStandIn({
      limits: null,
      webhookRules: { backoffFirstMs: 5, backoffMostMs: 20 },
    });
    closers.push(standIn.close);
    standIn.faults.order({ method: 'setWebhook', times: 2, effect: { kind: 'drop_before' } });
    const book = createInboundBook();
    const site = await serve();
    const bot = createTelegramChannel({
      token: standIn.token,
      apiRoot: standIn.apiRoot,
      webhook: { url: `http://127.0.0.1:${site.port}/webhooks/telegram`, secret },
      log,
      timing: quick,
    });
    let refusals = 2;
    site.answer = (headers, body) => {
      const { inbounds } = bot.receive(headers, body);
      refusals -= 1;
      if (refusals >= 0) return 503;
      void book.accept(inbounds);
      return 200;
    };
    for (const text of ['một', 'hai', 'ba']) standIn.act(hoa, { kind: 'text', text });
    await bot.start(book.accept);
    closers.push(() => bot.stop());
    const inbounds = await book.until(3);
    expect(inbounds.map(said)).toEqual(['một', 'hai', 'ba']);
    expect(refusals).toBe(-3);
  });

  const said = ({ input }: Inbound) => (input.kind === 'text' ? input.text : input.kind);

  async function serve() {
    const site: { port: number; answer: (headers: Headers, body: Uint8Array) => number } = {
      port: 0,
      answer: () => 500,
    };
    const server: Server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const headers = new Headers(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      );
      response.writeHead(site.answer(headers, Buffer.concat(chunks))).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    site.port = (server.address() as AddressInfo).port;
    return site;
  }
});
