/** Sending to a person: consultation messages and templates by user id. */

import { isNight } from './clock.ts';
import { checkMessage, isRefusal } from './cs-check.ts';
import type { ChatContent, ChatMessage, MessageCost, Person, World } from './model.ts';
import { remember } from './person.ts';
import { startReceipts } from './receipts.ts';
import { type Json, record, refusal, type SimReply, success } from './reply.ts';
import { checkParams } from './template-check.ts';
import { take, windowOf } from './window.ts';

const REFUSALS: Readonly<Record<string, string>> = {
  '-211': 'Out of quota',
  '-227': 'user is banned or has been inactive for more than 45 days',
  '-230': 'User has not interacted with the OA in the past 7 days',
  '-232': 'User has not interacted with the OA, or the interaction has expired',
  '-244': 'User has restricted this type of message from your OA',
  '-321': 'Your wallet cannot be charged',
};
const no = (code: number): SimReply => refusal(code, REFUSALS[code] ?? 'Send message failed');

/** `POST /v3.0/oa/message/cs`. */
export async function sendConsultation(world: World, body: Json): Promise<SimReply> {
  const person = personOf(world, record(body.recipient).user_id);
  if (!person) return refusal(-201, 'user_id is invalid!');
  const checked = checkMessage(world, record(body.message));
  if (isRefusal(checked)) return checked;
  const window = windowOf(world, person);
  if (window.refusedWith !== null || !window.next) return no(window.refusedWith ?? -232);
  take(world, person, window.next);
  const message = show(world, person, { content: checked.content, via: 'cs', cost: window.next });
  await startReceipts(world, person, message, checked.echo);
  return success(sentData(message, person, quotaOf(world, window.next)));
}

/** `POST /v3.0/oa/message/template`. */
export async function sendTemplate(world: World, body: Json): Promise<SimReply> {
  const person = personOf(world, body.user_id);
  if (!person) return refusal(-201, 'user_id is invalid!');
  const template = world.templates.get(String(body.template_id));
  if (!template || template.enabled === false) return refusal(-201, 'template_id is invalid!');
  if (template.byUserId === false) return refusal(-249, 'template does not support UID');
  const data = record(body.template_data);
  if (checkParams(template, data)) return refusal(-201, 'template_data is invalid!');
  if (template.tag === 3 && isNight(world.clock.now()))
    return refusal(-234, 'Not allowed from 22:00 to 06:00');
  if (person.inactive) return no(-227);
  if (person.blocked) return no(-244);
  const cost = { quotaType: 'template', priceVnd: template.priceUserVnd ?? null };
  const content: ChatContent = { kind: 'template', template: { id: template.id, data }, text: template.name };
  const message = show(world, person, { content, via: 'template', cost });
  await startReceipts(world, person, message, 'oa_send_template');
  const quota = { quota_type: 'purchase_quota', owner_type: 'OA', owner_id: world.oa.id };
  return success(sentData(message, person, quota));
}

/**
 * `POST /v2.0/oa/message` to a user id, and v3 transaction and promotion: all switched off.
 * Only the code of the first is documented.
 */
export const refuseOldMessage = (_: World, body: Json): SimReply =>
  record(body.recipient).user_id === undefined
    ? refusal(-233, 'message type is invalid or not support')
    : refusal(-240, 'MessageV2 API has been shut down, please use MessageV3');

export const refuseDiscontinued = (world: World): SimReply =>
  refusal(world.switches.deadEndpoint, 'message type is invalid or not support');

/** Puts a message of the OA on the person's phone. */
export function show(
  world: World,
  person: Person,
  what: Pick<ChatMessage, 'content' | 'via'> & { cost: MessageCost },
): ChatMessage {
  const base = { id: world.ids.message(), from: 'oa', at: world.clock.now(), seenAt: null } as const;
  const message: ChatMessage = { ...base, ...what };
  remember(person, message);
  world.tell({ kind: 'message', personId: person.id, message });
  return message;
}

/** A numeric id has lost its last digits on the way and so finds nobody. */
export const personOf = (world: World, id: unknown): Person | undefined => world.people.get(String(id));

const sentData = (message: ChatMessage, person: Person, quota: Json): Json => ({
  message_id: message.id,
  user_id: person.id,
  sent_time: String(message.at),
  quota,
});

function quotaOf(world: World, cost: MessageCost): Json {
  if (cost.quotaType === 'reply' || cost.quotaType === 'welcome_msg') return { quota_type: cost.quotaType };
  const left = { sub_quota: world.quota.sub, purchase_quota: world.quota.purchase }[cost.quotaType];
  return {
    quota_type: cost.quotaType,
    remain: String(left ?? world.quota.reward),
    owner_type: 'OA',
    owner_id: world.oa.id,
  };
}
