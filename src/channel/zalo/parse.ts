/** Zalo event → what the rest of the service knows: messages of people, and receipts for ours. Unknown events give neither. */
import type { Inbound, Input } from '../../core/message.ts';
import type { Instant } from '../../core/model.ts';
import type { Receipt, Received } from '../../ports/receipt.ts';
import { readAttachment } from './attachment.ts';
import { payloadOf } from './button.ts';
import type { SubmittedInfo, Written, ZaloEvent, ZaloEventOf } from './sdk/mod.ts';
import { traceOf } from './trace.ts';

export interface ParseRules {
  /** Id of our Official Account: one app may serve several, each with its own secret. */
  readonly account: string;
  /** Whether a button's payload leads anywhere in our flows. */
  isKnown(payload: string): boolean;
  /** Moment taken for an event without one. */
  now(): Instant;
}

type KindOf = ZaloEvent['kind'];
type Reader<K extends KindOf> = (
  event: ZaloEvent & { readonly kind: K },
  rules: ParseRules,
) => Partial<Received>;

/** By kind of event; kinds not listed are nothing to us. */
const readers: { readonly [K in KindOf]?: Reader<K> } = {
  message: (event, rules) => ({ inbounds: readMessage(event, rules) }),
  info_submitted: (event, rules) => {
    const input = readInfo(event.info);
    return { inbounds: input === null ? [] : [inbound(event, event.userId, input, rules)] };
  },
  follow: (event, rules) => ({ inbounds: [inbound(event, event.userId, { kind: 'start' }, rules)] }),
  chat_opened: (event, rules) => ({ inbounds: [inbound(event, event.userId, { kind: 'start' }, rules)] }),
  unfollow: (event, rules) => ({ inbounds: [inbound(event, event.userId, { kind: 'left' }, rules)] }),
  withdrawn: (event, rules) => ({ inbounds: [inbound(event, event.userId, { kind: 'withdrawn' }, rules)] }),
  oa_message: (event, rules) => ({ receipts: readEcho(event, rules) }),
  received: (event, rules) => ({
    receipts: [receipt('delivered', event.userId, [event.messageId], momentOf(event, rules))],
  }),
  seen: (event, rules) => ({
    receipts: [receipt('seen', event.userId, event.messageIds, momentOf(event, rules))],
  }),
  zns_delivered: (event, rules) => ({
    receipts: [receipt('delivered', '', [event.messageId], event.deliveredAt ?? momentOf(event, rules))],
  }),
};

/** Translates a verified event. */
export function parseEvent(event: ZaloEvent, rules: ParseRules): Received {
  const foreign = event.oaId !== null && event.oaId !== rules.account;
  const read = foreign ? undefined : (readers[event.kind] as Reader<typeof event.kind> | undefined);
  return { inbounds: [], receipts: [], ...read?.(event as never, rules) };
}

function readMessage(event: ZaloEventOf<'message'>, rules: ParseRules): readonly Inbound[] {
  return inputsOf(event, rules).map((input, at) => ({
    ...inbound(event, event.userId, input, rules),
    // Several pictures in one message are several messages to us.
    ...(at === 0 ? {} : { externalId: `${event.dedupeKey}#${at}` }),
  }));
}

function inputsOf({ text, attachments }: Written, rules: ParseRules): readonly Input[] {
  if (attachments.length > 0)
    return attachments.map((one, at) => readAttachment(one, at === 0 ? text : null));
  if (text === null) return [{ kind: 'unsupported', what: 'message' }];
  const payload = payloadOf(text, rules.isKnown);
  return [payload === null ? { kind: 'text', text } : { kind: 'button', payload }];
}

/** The card asks for a name and an address too; nobody vouches that the number typed there is the sender's own. */
function readInfo({ phone, name, address, ward, district, city }: SubmittedInfo): Input | null {
  const place = [address, ward, district, city].filter((part) => part !== null).join(', ');
  if (phone !== null) return { kind: 'phone', phone, own: false, ...(place === '' ? {} : { place }) };
  const text = place === '' ? name : place;
  return text === null ? null : { kind: 'text', text };
}

/** What an officer wrote in Zalo's own tool is not ours to account for. */
function readEcho(event: ZaloEventOf<'oa_message'>, rules: ParseRules): readonly Receipt[] {
  const trace = traceOf(event.text);
  if (event.adminId !== null || trace === null) return [];
  const { userId: address, messageId: externalId } = event;
  return [{ kind: 'echo', channel: 'zalo', address, externalId, trace, at: momentOf(event, rules) }];
}

const receipt = (
  kind: 'delivered' | 'seen',
  address: string,
  externalIds: readonly string[],
  at: Instant,
): Receipt => ({ kind, channel: 'zalo', address, externalIds, at });

const momentOf = ({ at }: ZaloEvent, { now }: ParseRules): Instant => (at > 0 ? Math.min(at, now()) : now());

const inbound = (event: ZaloEvent, address: string, input: Input, rules: ParseRules): Inbound => ({
  channel: 'zalo',
  externalId: event.dedupeKey,
  address,
  sentAt: momentOf(event, rules),
  input,
});
