/** The people an OA knows: one profile, the list page by page, and the OA-side notes about a person. */
import type { Caller, CallOptions } from './call.ts';
import { asList, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { USERS_OFFSET_MAX, USERS_PAGE_MAX } from './limits.ts';
import { requireId, requireWhole } from './text.ts';
import { readUserDetail, type UserDetail } from './user-detail.ts';

export interface UserFilter {
  readonly tagName?: string;
  readonly lastInteraction?: 'TODAY' | 'YESTERDAY' | 'L7D' | 'L30D' | `${string}:${string}`;
  readonly isFollower?: boolean;
}

export interface UserPage {
  readonly userIds: readonly string[];
  readonly offset: number;
  /** People matching the filter. */
  readonly total: number;
  /** How many of them lie beyond the 10,000 that Zalo lets one filter reach. */
  readonly beyondReach: number;
}

/** What the OA itself notes about a person; fields left out stay as they are. */
export interface UserUpdate {
  readonly userId: string;
  readonly alias?: string;
  readonly externalId?: string;
  readonly sharedInfo?: {
    readonly name?: string;
    readonly phone?: string;
    readonly address?: string;
    readonly cityId?: number;
    readonly districtId?: number;
    /** `dd/MM/yyyy`. */
    readonly birthday?: string;
  };
}

export interface Users {
  /** @throws ZaloApiError -213 means "profile not readable", never "cannot be written to" */
  detail(userId: string, options?: CallOptions): Promise<UserDetail>;
  page(
    filter: UserFilter,
    range: { offset: number; count: number },
    options?: CallOptions,
  ): Promise<UserPage>;
  /** All pages of 50. People who come or go meanwhile shift the list: an id may come twice or be missed. */
  pages(filter?: UserFilter, options?: CallOptions): AsyncGenerator<UserPage, void, undefined>;
  update(change: UserUpdate, options?: CallOptions): Promise<void>;
}

export function createUsers(caller: Caller): Users {
  async function page(filter: UserFilter, range: { offset: number; count: number }, options?: CallOptions) {
    const query = {
      offset: requireWhole('offset', range.offset, 0, USERS_OFFSET_MAX),
      count: requireWhole('count', range.count, 1, USERS_PAGE_MAX),
      ...filterOf(filter),
    };
    const reply = await caller.get('openapi', '/v3.0/oa/user/getlist', query, options);
    return readPage(asObject(reply.data), range.offset);
  }
  return {
    async detail(userId, options) {
      const query = { user_id: requireId('userId', userId) };
      const reply = await caller.get('openapi', '/v3.0/oa/user/detail', query, options);
      return readUserDetail(asObject(reply.data));
    },
    page,
    async *pages(filter = {}, options) {
      for (let offset = 0; offset <= USERS_OFFSET_MAX; offset += USERS_PAGE_MAX) {
        const found = await page(filter, { offset, count: USERS_PAGE_MAX }, options);
        if (found.userIds.length > 0) yield found;
        if (found.userIds.length < USERS_PAGE_MAX || offset + USERS_PAGE_MAX >= found.total) return;
      }
    },
    async update(change, options) {
      await caller.post('openapi', '/v3.0/oa/user/update', updateOf(change), options);
    },
  };
}

function filterOf({ tagName, lastInteraction, isFollower }: UserFilter): JsonObject {
  return {
    ...(tagName === undefined ? {} : { tag_name: tagName }),
    ...(lastInteraction === undefined ? {} : { last_interaction_period: lastInteraction }),
    // Zalo wants the word, not a boolean.
    ...(isFollower === undefined ? {} : { is_follower: String(isFollower) }),
  };
}

function readPage(data: JsonObject, offset: number): UserPage {
  const total = asNumber(data.total) ?? 0;
  const userIds = asList(data.users).flatMap((user) => asText(asObject(user).user_id) ?? []);
  return {
    userIds,
    offset,
    total,
    beyondReach: Math.max(0, total - (USERS_OFFSET_MAX + USERS_PAGE_MAX - 1)),
  };
}

function updateOf({ userId, alias, externalId, sharedInfo }: UserUpdate): JsonObject {
  const shared = {
    name: sharedInfo?.name,
    phone: sharedInfo?.phone,
    address: sharedInfo?.address,
    city_id: sharedInfo?.cityId,
    district_id: sharedInfo?.districtId,
    user_dob: sharedInfo?.birthday,
  };
  // JSON.stringify drops what is undefined.
  return {
    user_id: requireId('userId', userId),
    ...(sharedInfo ? { shared_info: shared } : {}),
    ...(alias === undefined ? {} : { user_alias: alias }),
    ...(externalId === undefined ? {} : { user_external_id: externalId }),
  };
}
