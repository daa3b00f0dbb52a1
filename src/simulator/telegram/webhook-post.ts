/** One HTTP POST to the bot's webhook, on node:http instead of fetch: a bench sends thousands a second through here. */
import http from 'node:http';
import https from 'node:https';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

export type WebhookAnswer =
  | { readonly ok: true; readonly call?: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: string; readonly retryAfterMs?: number };

export interface WebhookPost {
  /** Never rejects. */
  send(json: string): Promise<WebhookAnswer>;
  close(): void;
}

export function createWebhookPost(target: WebhookTarget, timeoutMs: number): WebhookPost {
  const { request, Agent } = target.url.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: target.maxConnections });
  const url = new URL(target.url);
  const headers = {
    'content-type': 'application/json',
    ...(target.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': target.secret }),
  };
  const send = (json: string) =>
    new Promise<WebhookAnswer>((resolve) => {
      const length = Buffer.byteLength(json);
      const options = {
        method: 'POST',
        agent,
        timeout: timeoutMs,
        headers: { ...headers, 'content-length': length },
      };
      const sent = request(url, options, (response) => {
        readAnswer(response).then(resolve, () => resolve({ ok: false, reason: 'Connection closed' }));
      });
      sent.on('timeout', () => sent.destroy(new Error('Read timeout expired')));
      sent.on('error', (error) => resolve({ ok: false, reason: error.message }));
      sent.end(json);
    });
  return { send, close: () => agent.destroy() };
}

async function readAnswer(response: http.IncomingMessage): Promise<WebhookAnswer> {
  const { statusCode = 0, statusMessage = '', headers } = response;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  if (statusCode >= 200 && statusCode <= 299) {
    const isJson = (headers['content-type'] ?? '').startsWith('application/json');
    return isJson ? withCall(Buffer.concat(chunks).toString('utf8')) : { ok: true };
  }
  const after = Number(headers['retry-after']);
  const reason = `Wrong response from the webhook: ${statusCode} ${statusMessage}`;
  return { ok: false, reason, ...(after > 0 ? { retryAfterMs: after * 1000 } : {}) };
}

/** A bot may write one Bot API call into its answer (https://core.telegram.org/bots/api#making-requests-when-getting-updates). */
function withCall(body: string): WebhookAnswer {
  if (!body.includes('"method"')) return { ok: true };
  try {
    const call: unknown = JSON.parse(body);
    return typeof call === 'object' && call !== null
      ? { ok: true, call: Object.fromEntries(Object.entries(call)) }
      : { ok: true };
  } catch {
    return { ok: true };
  }
}
