/** The Official Account itself: the cheap call to see whether a grant still works. */
import type { Caller, CallOptions } from './call.ts';
import { asBoolean, asNumber, asObject, asText } from './json.ts';

export interface OfficialAccount {
  readonly oaId: string;
  readonly name: string;
  readonly description: string | null;
  readonly alias: string | null;
  readonly isVerified: boolean;
  /** 2 enterprise, 4 government. */
  readonly type: number | null;
  readonly category: string | null;
  readonly followers: number | null;
  readonly avatar: string | null;
  readonly packageName: string | null;
  readonly packageValidThrough: string | null;
}

/** Reads the profile of the OA the token belongs to; compare `oaId` with the one that gave consent. */
export async function fetchOfficialAccount(caller: Caller, options?: CallOptions): Promise<OfficialAccount> {
  const data = asObject((await caller.get('openapi', '/v2.0/oa/getoa', null, options)).data);
  return {
    // Older replies spell it `oa_id`.
    oaId: asText(data.oaid) ?? asText(data.oa_id) ?? '',
    name: asText(data.name) ?? '',
    description: asText(data.description),
    alias: asText(data.oa_alias),
    isVerified: asBoolean(data.is_verified) ?? false,
    type: asNumber(data.oa_type),
    category: asText(data.cate_name),
    followers: asNumber(data.num_follower),
    avatar: asText(data.avatar),
    packageName: asText(data.package_name),
    packageValidThrough: asText(data.package_valid_through_date),
  };
}
