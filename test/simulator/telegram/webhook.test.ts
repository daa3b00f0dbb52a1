import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Caller, lan, startStandIn } from './call.ts';

interface Post {
  readonly text: string;
  readonly secret: unknown;
  readonly chat: number;
}
type Reply = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };

describe('the webhook sender', () => {
  let at: Caller;
  let close: () => Promise<unknown> = async () => undefined;
  afterEach(async () => {
    await at.close();
    await close();
  });

  /** A bot's web server; `reply` decides the answer. */
  async function start(reply: (post: Post, nth: number) => Reply | Promise<Reply>, timeoutMs = 20_000) {
    at = await startStandIn({ webhookRules: { backoffFirstMs: 5, backoffMostMs: 10, timeoutMs } });
    const posts: Post[] = [];
    const server = createServer(async (request, response) => {
      const post = await readPost(request);
      posts.push(post);
      const { status, body = '', headers = {} } = await reply(post, posts.length);
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await at.call('setWebhook', { url, secret_token: 's3cret' });
    return posts;
  }
  const say = (text: string, id = lan.id) => at.act({ id, name: 'X (hư cấu)' }, { kind: 'text', text });

  it('brings the secret and keeps the order of each chat through failures', async () => {
    const posts = await start((_, nth) => ({ status: nth <= 3 ? 503 : 200 }));
    for (const text of ['một', 'hai']) say(text);
    await expect
      .poll(() => posts.map(({ text }) => text))
      .toEqual(['/start', '/start', '/start', '/start', 'một', 'hai']);
    expect(posts[0]?.secret).toBe('s3cret');
    // The sender has read the answer to the last a moment after the bot gave it.
    await expect
      .poll(async () => (await at.call('getWebhookInfo')).result)
      .toMatchObject({
        pending_update_count: 0,
        last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
      });
  });

  it('does not let one stuck chat hold up another', async () => {
    const posts = await start(({ chat }) => ({ status: chat === lan.id ? 500 : 200 }));
    say('khác', 5);
    await expect.poll(() => posts.some(({ text }) => text === 'khác')).toBe(true);
  });

  it('delivers again when no answer comes in time', async () => {
    const never = new Promise<Reply>(() => {});
    const posts = await start((_, nth) => (nth === 1 ? never : { status: 200 }), 500);
    await expect.poll(() => posts.length).toBeGreaterThan(1);
    expect(posts.slice(0, 2).map(({ text }) => text)).toEqual(['/start', '/start']);
  });

  it('carries out the call a bot writes into its answer', async () => {
    const body = JSON.stringify({ method: 'sendMessage', chat_id: lan.id, text: 'trả lời ngay' });
    await start(() => ({ status: 200, body, headers: { 'content-type': 'application/json' } }));
    await expect.poll(() => at.chat(lan.id)?.kept.at(-1)?.message.text).toBe('trả lời ngay');
  });
});

async function readPost(request: IncomingMessage): Promise<Post> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { message } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    message: { text: string; chat: { id: number } };
  };
  return {
    text: message.text,
    chat: message.chat.id,
    secret: request.headers['x-telegram-bot-api-secret-token'],
  };
}
