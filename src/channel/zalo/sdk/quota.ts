/** What may still be sent: to one person, and from the allowances of the OA or the app. */
import type { Caller, CallOptions } from './call.ts';
import { asList, asNumber, asObject, asText } from './json.ts';
import { requireId } from './text.ts';

export interface Allowance {
  readonly remain: number | null;
  readonly total: number | null;
}

export interface UserQuota {
  /** Ms since 1970; the best way to set one's own window clock right. */
  readonly lastInteractionAt: number | null;
  readonly csReply: Allowance;
  readonly promotionToday: Allowance;
  readonly promotionThisMonth: Allowance;
}

export interface AssetQuery {
  readonly owner: 'OA' | 'APP';
  readonly productType: 'cs' | 'transaction';
  readonly quotaType: 'sub_quota' | 'purchase_quota' | 'reward_quota';
}

export interface QuotaAsset extends Allowance {
  readonly assetId: string;
  readonly productType: string;
  readonly quotaType: string;
  readonly validThrough: string | null;
}

export interface Quota {
  ofUser(userId: string, options?: CallOptions): Promise<UserQuota>;
  assets(query: AssetQuery, options?: CallOptions): Promise<readonly QuotaAsset[]>;
}

const PATH = '/v3.0/oa/quota/message';

export function createQuota(caller: Caller): Quota {
  return {
    async ofUser(userId, options) {
      const body = { user_id: requireId('userId', userId) };
      const data = asObject((await caller.post('openapi', PATH, body, options)).data);
      const promotion = asObject(data.promotion);
      return {
        lastInteractionAt: asNumber(data.last_interaction),
        csReply: allowance(data.cs_reply),
        promotionToday: { remain: asNumber(promotion.daily_remain), total: asNumber(promotion.daily_total) },
        promotionThisMonth: {
          remain: asNumber(promotion.monthly_remain),
          total: asNumber(promotion.monthly_total),
        },
      };
    },
    async assets({ owner, productType, quotaType }, options) {
      const body = { quota_owner: owner, product_type: productType, quota_type: quotaType };
      return asList((await caller.post('openapi', PATH, body, options)).data).map(readAsset);
    },
  };
}

function allowance(value: unknown): Allowance {
  const { remain, total } = asObject(value);
  return { remain: asNumber(remain), total: asNumber(total) };
}

function readAsset(value: unknown): QuotaAsset {
  const asset = asObject(value);
  return {
    assetId: asText(asset.asset_id) ?? '',
    productType: asText(asset.product_type) ?? '',
    quotaType: asText(asset.quota_type) ?? '',
    validThrough: asText(asset.valid_through),
    ...allowance(value),
  };
}
