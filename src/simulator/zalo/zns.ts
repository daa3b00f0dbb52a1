/** ZNS: templates by phone, their status, the quota and the template registry. */
import { znsDelivered } from './events.ts';
import { show } from './messages.ts';
import type { World } from './model.ts';
import { type Json, record, refusal, type SimReply, success } from './reply.ts';
import { countToday, faultIn, findPerson, usedToday } from './zns-rules.ts';

/** Virtual time from sending to the delivered webhook. */
const DELIVERED_AFTER_MS = 1000;

/** `POST /message/template` and `/message/template/hashphone`. */
export function sendZns(world: World, body: Json): SimReply {
  const fault = faultIn(world, body);
  if (fault) return fault;
  const template = world.templates.get(String(body.template_id));
  const person = findPerson(world, body);
  if (!template || !person) return refusal(-118, 'Zalo account does not exist or is deactivated');
  const used = countToday(world);
  const data = record(body.template_data);
  const message = show(world, person, {
    content: { kind: 'template', template: { id: template.id, data }, text: template.name },
    via: 'zns',
    cost: { quotaType: 'zns', priceVnd: template.pricePhoneVnd ?? null },
  });
  planDelivery(world, message.id, body);
  return success({
    msg_id: message.id,
    sent_time: String(message.at),
    sending_mode: String(body.sending_mode ?? '1'),
    quota: {
      dailyQuota: String(world.zns.dailyQuota),
      remainingQuota: String(world.zns.dailyQuota - used),
    },
  });
}

function planDelivery(world: World, id: string, body: Json): void {
  const sent: { at: number; deliveredAt: number | null } = { at: world.clock.now(), deliveredAt: null };
  world.znsSent.set(id, sent);
  world.clock.after(DELIVERED_AFTER_MS, () => {
    sent.deliveredAt = world.clock.now();
    const recipient = String(body.phone ?? body.hash_phone);
    const event = znsDelivered(world, recipient, { id, trackingId: String(body.tracking_id) });
    return world.webhook.emit(event, { stream: `zns ${recipient}`, zns: true });
  });
}

/** `GET /message/status`. */
export function giveStatus(world: World, query: URLSearchParams): SimReply {
  const sent = world.znsSent.get(query.get('message_id') ?? '');
  if (!sent) return success({ message: 'Message not found', status: -1 });
  if (sent.deliveredAt === null) return success({ message: 'Pushed, not delivered', status: 0 });
  return success({ delivery_time: String(sent.deliveredAt), message: 'Delivered', status: 1 });
}

/** `GET /message/quota`. */
export const giveZnsQuota = (world: World): SimReply =>
  success({
    dailyQuota: world.zns.dailyQuota,
    remainingQuota: Math.max(0, world.zns.dailyQuota - usedToday(world)),
    dailyQuotaPromotion: null,
    remainingQuotaPromotion: null,
    monthlyPromotionQuota: 0,
    remainingMonthlyPromotionQuota: 0,
    estimatedNextMonthPromotionQuota: 0,
  });

const TAGS = { 1: 'TRANSACTION', 2: 'CUSTOMER_CARE', 3: 'PROMOTION' } as const;

/** `GET /template/info/v2`. */
export function giveTemplate(world: World, query: URLSearchParams): SimReply {
  const template = world.templates.get(query.get('template_id') ?? '');
  if (!template) return refusal(-109, 'Template is invalid');
  const price = (vnd: number | undefined) => (vnd === undefined ? undefined : String(vnd));
  return success({
    templateId: template.id,
    templateName: template.name,
    status: template.enabled === false ? 'DISABLE' : 'ENABLE',
    listParams: template.params.map(({ name, required = true, minLength = 0, maxLength }) => ({
      name,
      require: required,
      type: 'STRING',
      minLength,
      ...(maxLength === undefined ? {} : { maxLength }),
      acceptNull: !required,
    })),
    listButtons: [],
    timeout: 7_200_000,
    templateQuality: 'UNDEFINED',
    templateTag: TAGS[template.tag ?? 1],
    price_sdt: price(template.pricePhoneVnd),
    price_uid: price(template.priceUserVnd),
  });
}
