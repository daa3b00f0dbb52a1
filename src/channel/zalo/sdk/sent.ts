/** What Zalo answers to a send. */
import { type ApiRefusal, ZaloTransportError } from './error.ts';
import { asNumber, asObject, asText } from './json.ts';
import type { RateState } from './rate.ts';
import type { Reply } from './reply.ts';

/** From which allowance the message was taken. */
export interface SentQuota {
  /** `reply` free within 48 h · `sub_quota` package · `purchase_quota` · `reward_quota` · `welcome_msg`. */
  readonly type: 'reply' | 'sub_quota' | 'purchase_quota' | 'reward_quota' | 'welcome_msg' | (string & {});
  readonly remain: number | null;
  readonly total: number | null;
  readonly expiredDate: string | null;
  readonly ownerType: string | null;
  readonly ownerId: string | null;
}

export interface SentMessage {
  readonly messageId: string;
  readonly userId: string | null;
  /** Zalo's time, ms since 1970. */
  readonly sentAt: number | null;
  readonly quota: SentQuota | null;
  readonly rate: RateState | null;
}

/**
 * Reads the reply to a consultation message or a template by user id.
 * @throws ZaloTransportError `malformed`, outcome unknown: Zalo said Success but named no message
 */
export function readSent(path: string, reply: Reply): SentMessage {
  const data = asObject(reply.data);
  const messageId = asText(data.message_id);
  if (messageId === null) throw malformed({ host: 'openapi', method: 'POST', path });
  return {
    messageId,
    userId: asText(data.user_id),
    // Sources show `sent_time` inside `data` and beside it.
    sentAt: asNumber(data.sent_time) ?? asNumber(reply.body.sent_time),
    quota: readSentQuota(data.quota),
    rate: reply.rate,
  };
}

/** For a Success whose data lack what the contract promises. */
export const malformed = (call: ApiRefusal['call']): ZaloTransportError =>
  new ZaloTransportError('malformed', call);

function readSentQuota(value: unknown): SentQuota | null {
  const quota = asObject(value);
  const type = asText(quota.quota_type);
  if (type === null) return null;
  return {
    type,
    remain: asNumber(quota.remain),
    total: asNumber(quota.total),
    expiredDate: asText(quota.expired_date),
    ownerType: asText(quota.owner_type),
    ownerId: asText(quota.owner_id),
  };
}
