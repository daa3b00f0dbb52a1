/** From the bytes of a webhook call to a typed event, the signature first. */
import { createHash } from 'node:crypto';
import type { EventBase, EventBody, ZaloEvent } from './event.ts';
import type { Sides } from './event-person.ts';
import { EVENT_TABLE, type EventRow, GROUP_ROW } from './event-table.ts';
import { createFields, type Fields } from './fields.ts';
import { asNumber, asObject, asText, parseExactJson } from './json.ts';
import {
  type RefusalReason,
  type SignedBody,
  verifyWebhook,
  type WebhookAccount,
  type WebhookDelivery,
} from './signature.ts';

export type WebhookReading =
  | { readonly ok: true; readonly event: ZaloEvent; readonly secretIndex: number }
  | { readonly ok: false; readonly reason: RefusalReason };

/**
 * Verifies and reads one delivery; never throws. A verified event of any name is `ok`, also an unknown one:
 * answer 200 within 2 seconds, work later. Answer 401 to what is not `ok`.
 */
export function readWebhook(delivery: WebhookDelivery, account: WebhookAccount): WebhookReading {
  const verdict = verifyWebhook(delivery, account);
  if (!verdict.ok) return verdict;
  const event = readEvent(verdict, delivery.rawBody, account.oaId);
  return { ok: true, event, secretIndex: verdict.secretIndex };
}

/**
 * Ids among which the OA's own is, before anything is verified: one app may serve several OAs, and each
 * has its own secret. Trust nothing else in the body yet.
 */
export function candidateOaIds(rawBody: Uint8Array): readonly string[] {
  const body = asObject(parseExactJson(Buffer.from(rawBody).toString('utf8'))?.value);
  const ids = [body.oa_id, body.oaId, asObject(body.recipient).id, asObject(body.sender).id];
  return [...new Set(ids.flatMap((id) => asText(id) ?? []))];
}

function readEvent(signed: SignedBody, rawBody: Uint8Array, ourOaId: string | undefined): ZaloEvent {
  const { body } = signed;
  const name = asText(body.event_name) ?? '';
  const fields = createFields(body, signed.longNumbers);
  const row = EVENT_TABLE.get(name) ?? (fields.has('group_id') ? GROUP_ROW : undefined);
  const sides = sidesOf(fields, row, ourOaId);
  const what: EventBody = row
    ? (row.read(fields, sides) ?? { kind: 'unknown', because: 'shape' })
    : { kind: 'unknown', because: 'name' };
  const base: EventBase = {
    name,
    oaId: sides.oaId,
    at: asNumber(signed.timestamp) ?? 0,
    userIdByApp: fields.id('user_id_by_app'),
    numericIds: fields.numericIds,
    dedupeKey: dedupeKey(what, fields, name, rawBody),
    raw: body,
  };
  return { ...base, ...what };
}

function sidesOf(f: Fields, row: EventRow | undefined, ourOaId: string | undefined): Sides {
  const declared = f.id('oa_id') ?? f.id('oaId');
  if (!row?.oa) return { userId: null, oaId: declared };
  const sender = f.id('sender.id');
  const recipient = f.id('recipient.id');
  const oaSends = ourOaId === sender || (row.oa === 'sender' && ourOaId !== recipient);
  return oaSends ? { userId: recipient, oaId: sender } : { userId: sender, oaId: recipient };
}

/** Kinds whose `msg_id` is of another, older message and so does not name the event. */
const NAMED_AFTER_ANOTHER: ReadonlySet<EventBody['kind']> = new Set(['reaction', 'zns_feedback', 'unknown']);

function dedupeKey(what: EventBody, f: Fields, name: string, rawBody: Uint8Array): string {
  const messageId = f.id('message.msg_id');
  if (messageId !== null && !NAMED_AFTER_ANOTHER.has(what.kind)) return `${name}:${messageId}`;
  return `sha256:${createHash('sha256').update(rawBody).digest('hex')}`;
}
