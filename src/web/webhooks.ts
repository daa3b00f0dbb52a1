/** Webhooks: signature and shape are checked on the raw bytes, the inbound is stored, then 200; work comes later. */
import { Hono } from 'hono';
import { InputError, StoreUnavailable } from '../core/error.ts';
import type { Received } from '../ports/receipt.ts';
import type { Channel, Log } from '../ports.ts';

/** Larger than any event of the platforms; media come as links. */
const bodyAtMost = 256 * 1024;

export interface WebhookDeps {
  readonly channels: readonly Channel[];
  /** Stores what a call brought. */
  readonly receive: (received: Received) => Promise<void>;
  readonly log: Log;
}

/** `POST /webhooks/<channel>`; 4xx for forged or malformed calls (nothing stored), 503 while nothing can be stored. */
export function webhookRoutes({ channels, receive, log }: WebhookDeps): Hono {
  const app = new Hono();
  for (const channel of channels) {
    app.post(`/webhooks/${channel.name}`, async (c) => {
      try {
        const received = channel.receive(c.req.raw.headers, await readBody(c.req.raw));
        const stored = receive(received).then(() => c.json({ ok: true }));
        return await inTime(stored, channel, log);
      } catch (error) {
        return refuse(error, channel.name, log);
      }
    });
  }
  return app;
}

async function readBody(request: Request): Promise<Uint8Array> {
  const told = request.headers.get('content-length');
  if (told === null) return readUntold(request);
  if (Number(told) > bodyAtMost) throw new InputError('webhook.tooLarge', 413);
  return new Uint8Array(await request.arrayBuffer());
}

/** A body whose length nobody told is read no further than it may be long. */
async function readUntold({ body }: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > bodyAtMost) throw new InputError('webhook.tooLarge', 413);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A platform that waits less long than storing takes is told to come again; what it brought is stored all the same. */
async function inTime(stored: Promise<Response>, { name, answerWithinMs }: Channel, log: Log) {
  if (answerWithinMs === undefined) return stored;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerWithinMs);
  });
  const answer = await Promise.race([stored, late]).finally(() => clearTimeout(timer));
  if (answer !== null) return answer;
  stored.catch((error: unknown) => log.error({ channel: name, error }, 'a late webhook was not stored'));
  log.warn({ channel: name }, 'storing took longer than the platform waits');
  return Response.json({ ok: false }, { status: 503 });
}

function refuse(error: unknown, channel: string, log: Log): Response {
  if (error instanceof InputError) {
    log.warn({ channel, code: error.code }, 'webhook refused');
    // What was not read to its end must not be taken for the next call on the same connection.
    const headers = error.status === 413 ? { connection: 'close' } : {};
    return Response.json({ ok: false, code: error.code }, { status: error.status, headers });
  }
  log.warn({ channel, error }, 'webhook could not be stored; the platform will deliver it again');
  return Response.json({ ok: false }, { status: error instanceof StoreUnavailable ? 503 : 500 });
}
