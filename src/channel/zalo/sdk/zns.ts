/** ZNS: template messages to a phone number, their status and the quota. */
import type { Caller, CallOptions } from './call.ts';
import { ZaloInputError } from './error.ts';
import { asNumber, asObject, asText, type JsonObject } from './json.ts';
import { TRACKING_ID_MAX } from './limits.ts';
import { toZaloPhone } from './phone.ts';
import type { RateState } from './rate.ts';
import type { Reply } from './reply.ts';
import { malformed } from './sent.ts';
import { requireTemplateData, type TemplateData } from './template-data.ts';
import { requireId, requireText } from './text.ts';
import { readTemplateInfo, type ZnsTemplate } from './zns-template.ts';

export type ZnsRecipient =
  | { readonly phone: string }
  /** Hex SHA-256 of the `84…` form, see `hashPhone`. */
  | { readonly hashedPhone: string };

export type ZnsMessage = ZnsRecipient & {
  readonly templateId: string;
  readonly data: TemplateData;
  /** Comes back in webhooks, at most 48 characters. Nothing shows that Zalo drops duplicates by it. */
  readonly trackingId: string;
  /** Delivered to administrators of the app only. */
  readonly development?: boolean;
  /** `3` sends over the quota, for accounts allowed to. */
  readonly sendingMode?: '1' | '3';
};

export interface SentZns {
  readonly messageId: string;
  readonly sentAt: number | null;
  readonly sendingMode: string | null;
  readonly quota: { readonly daily: number | null; readonly remaining: number | null };
  readonly rate: RateState | null;
}

export interface ZnsStatus {
  readonly state: 'not_found' | 'pushed' | 'delivered' | 'unknown';
  readonly deliveredAt: number | null;
  readonly message: string;
}

/** `null` where Zalo gives none. */
export interface ZnsQuota {
  readonly daily: number | null;
  readonly remaining: number | null;
  readonly monthlyPromotion: number | null;
  readonly remainingMonthlyPromotion: number | null;
}

export interface Zns {
  /** @throws ZaloError a send whose outcome is unknown is never repeated here */
  send(message: ZnsMessage, options?: CallOptions): Promise<SentZns>;
  status(messageId: string, options?: CallOptions): Promise<ZnsStatus>;
  quota(options?: CallOptions): Promise<ZnsQuota>;
  /** Parameters, state and prices of one template. */
  template(templateId: string, options?: CallOptions): Promise<ZnsTemplate>;
}

const STATES: Readonly<Record<string, ZnsStatus['state']>> = {
  '-1': 'not_found',
  '0': 'pushed',
  '1': 'delivered',
};

export function createZns(caller: Caller): Zns {
  const get = (path: string, query: JsonObject | null, options?: CallOptions) =>
    caller.get('business', path, query, options).then((reply) => asObject(reply.data));
  return {
    async send(message, options) {
      const to = recipientOf(message);
      return readSentZns(to.path, await caller.post('business', to.path, bodyOf(message, to.field), options));
    },
    async status(messageId, options) {
      const data = await get('/message/status', { message_id: requireId('messageId', messageId) }, options);
      return {
        state: STATES[String(data.status)] ?? 'unknown',
        deliveredAt: asNumber(data.delivery_time),
        message: asText(data.message) ?? '',
      };
    },
    async quota(options) {
      const data = await get('/message/quota', null, options);
      return {
        daily: asNumber(data.dailyQuota),
        remaining: asNumber(data.remainingQuota),
        monthlyPromotion: asNumber(data.monthlyPromotionQuota),
        remainingMonthlyPromotion: asNumber(data.remainingMonthlyPromotionQuota),
      };
    },
    async template(templateId, options) {
      const query = { template_id: requireId('templateId', templateId) };
      return readTemplateInfo(await get('/template/info/v2', query, options));
    },
  };
}

function recipientOf(message: ZnsMessage): { path: string; field: JsonObject } {
  if ('phone' in message) return { path: '/message/template', field: { phone: toZaloPhone(message.phone) } };
  if (!/^[0-9a-f]{64}$/.test(message.hashedPhone)) throw new ZaloInputError('bad_phone', 'hashedPhone');
  return { path: '/message/template/hashphone', field: { hash_phone: message.hashedPhone } };
}

function bodyOf(message: ZnsMessage, recipient: JsonObject): JsonObject {
  return {
    ...recipient,
    template_id: requireId('templateId', message.templateId),
    template_data: requireTemplateData(message.data),
    tracking_id: requireText('trackingId', message.trackingId, TRACKING_ID_MAX),
    ...(message.development ? { mode: 'development' } : {}),
    ...(message.sendingMode ? { sending_mode: message.sendingMode } : {}),
  };
}

function readSentZns(path: string, reply: Reply): SentZns {
  const data = asObject(reply.data);
  const quota = asObject(data.quota);
  const messageId = asText(data.msg_id);
  if (messageId === null) throw malformed({ host: 'business', method: 'POST', path });
  return {
    messageId,
    sentAt: asNumber(data.sent_time),
    sendingMode: asText(data.sending_mode),
    quota: { daily: asNumber(quota.dailyQuota), remaining: asNumber(quota.remainingQuota) },
    rate: reply.rate,
  };
}
