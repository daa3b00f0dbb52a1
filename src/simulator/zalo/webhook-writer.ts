/** How a webhook body is written and signed. Written anew here, so that the SDK is not tested with itself. */
import { createHash } from 'node:crypto';
import type { Json } from './reply.ts';

/** `spaced` puts blanks where JSON allows them, `escaped` writes every non-ASCII letter as \u. */
export interface WebhookStyle {
  readonly json: 'compact' | 'spaced' | 'escaped';
  readonly numericTimestamp: boolean;
}

export interface WrittenEvent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ESCAPED = /[\u0080-\uffff]/g;

/** Writes an event as text in this style. */
export function writeEvent(event: Json, style: WebhookStyle): string {
  const value = style.numericTimestamp ? { ...event, timestamp: Number(event.timestamp) } : event;
  if (style.json === 'spaced') return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  const compact = JSON.stringify(value);
  if (style.json === 'compact') return compact;
  return compact.replaceAll(ESCAPED, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Body and headers of one delivery, signed with the OA secret over the exact bytes. */
export function signEvent(
  event: Json,
  style: WebhookStyle,
  keys: { appId: string; secret: string },
  server: 'OA OpenAPI' | 'ZNS' = 'OA OpenAPI',
): WrittenEvent {
  const body = writeEvent(event, style);
  const mac = createHash('sha256')
    .update(keys.appId + body + String(event.timestamp) + keys.secret, 'utf8')
    .digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'ZaloWebhook',
      'x-zevent-server': server,
      'x-zevent-signature': `mac=${mac}`,
    },
  };
}
