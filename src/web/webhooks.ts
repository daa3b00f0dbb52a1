/** Webhooks: signature and shape are checked on the raw bytes, the inbound is stored, then 200; work comes later. */
import { Hono } from 'hono';
import { InputError, StoreUnavailable } from '../core/error.ts';
import type { Inbound } from '../core/message.ts';
import type { Channel, Log } from '../ports.ts';

/** Larger than any event of the platforms; media come as links. */
const bodyAtMost = 256 * 1024;

export interface WebhookDeps {
  readonly channels: readonly Channel[];
  readonly accept: (inbounds: readonly Inbound[]) => Promise<void>;
  readonly log: Log;
}

/** `POST /webhooks/<channel>`; 4xx for forged or malformed calls (nothing stored), 503 while nothing can be stored. */
export function webhookRoutes({ channels, accept, log }: WebhookDeps): Hono {
  const app = new Hono();
  for (const channel of channels) {
    app.post(`/webhooks/${channel.name}`, async (c) => {
      try {
        const inbounds = channel.receive(c.req.raw.headers, await readBody(c.req.raw));
        if (inbounds.length > 0) await accept(inbounds);
        return c.json({ ok: true });
      } catch (error) {
        return refuse(error, channel.name, log);
      }
    });
  }
  return app;
}

async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyAtMost)
    throw new InputError('webhook.tooLarge', 413);
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.byteLength > bodyAtMost) throw new InputError('webhook.tooLarge', 413);
  if (body.byteLength === 0) throw new InputError('webhook.empty');
  return body;
}

function refuse(error: unknown, channel: string, log: Log): Response {
  if (error instanceof InputError) {
    log.warn({ channel, code: error.code }, 'webhook refused');
    return Response.json({ ok: false, code: error.code }, { status: error.status });
  }
  log.warn({ channel, error }, 'webhook could not be stored; the platform will deliver it again');
  return Response.json({ ok: false }, { status: error instanceof StoreUnavailable ? 503 : 500 });
}
