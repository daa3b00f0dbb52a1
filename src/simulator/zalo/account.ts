/** Read-only endpoints about the account: profile, quotas, history. */
import { personOf } from './messages.ts';
import type { ChatMessage, Person, World } from './model.ts';
import { type Json, refusal, type SimReply, success } from './reply.ts';

/** `GET /v2.0/oa/getoa`. */
export const giveAccount = (world: World): SimReply =>
  success({
    oaid: world.oa.id,
    name: world.oa.name,
    description: '',
    oa_alias: '',
    is_verified: true,
    oa_type: 4,
    cate_name: '',
    num_follower: [...world.people.values()].filter((person) => person.follower).length,
    avatar: '',
    cover: '',
    package_name: '',
    package_valid_through_date: '',
  });

/** `POST /v3.0/oa/quota/message`, for one person or for an allowance. */
export function giveQuota(world: World, body: Json): SimReply {
  if (body.user_id === undefined) return giveAllowance(world, body);
  const person = personOf(world, body.user_id);
  if (!person) return refusal(-201, 'user_id is invalid!');
  return success({
    ...(person.lastInteractionAt === null ? {} : { last_interaction: String(person.lastInteractionAt) }),
    cs_reply: { remain: 8, total: 8 },
    promotion: { daily_remain: 1, daily_total: 1, monthly_remain: 4, monthly_total: 4 },
  });
}

const ALLOWANCES = { sub_quota: 'sub', purchase_quota: 'purchase', reward_quota: 'reward' } as const;

function giveAllowance(world: World, body: Json): SimReply {
  const type = String(body.quota_type);
  if (!Object.hasOwn(ALLOWANCES, type)) return refusal(-201, 'quota_type is invalid!');
  const remain = world.quota[ALLOWANCES[type as keyof typeof ALLOWANCES]];
  const asset = { asset_id: `asset-${type}`, product_type: body.product_type ?? 'cs', quota_type: type };
  return success([{ ...asset, valid_through: '', total: remain, remain }]);
}

const PAGE_MAX = 10;

/** `GET /v2.0/oa/listrecentchat`: the last message of each chat, newest first. */
export function giveRecent(world: World, data: Json): SimReply {
  const last = [...world.people.values()].flatMap((person) => {
    const message = person.chat.at(-1);
    return message ? [{ person, message }] : [];
  });
  return givePage(world, data, last);
}

/** `GET /v2.0/oa/conversation`: one chat, newest first. */
export function giveConversation(world: World, data: Json): SimReply {
  const person = personOf(world, data.user_id);
  if (!person) return refusal(-201, 'user_id is invalid!');
  return givePage(
    world,
    data,
    person.chat.map((message) => ({ person, message })),
  );
}

interface Line {
  readonly person: Person;
  readonly message: ChatMessage;
}

function givePage(world: World, data: Json, lines: readonly Line[]): SimReply {
  const count = Number(data.count);
  const offset = Number(data.offset);
  if (!(count >= 1 && count <= PAGE_MAX) || !(offset >= 0))
    return refusal(-210, 'count exceeds allowable limit');
  const newestFirst = lines.toReversed().toSorted((a, b) => b.message.at - a.message.at);
  return success(newestFirst.slice(offset, offset + count).map((line) => lineOf(world, line)));
}

function lineOf(world: World, { person, message }: Line): Json {
  const oa = { id: world.oa.id, name: world.oa.name };
  const [from, to] = message.from === 'oa' ? [oa, person] : [person, oa];
  const { text, url, kind } = message.content;
  return {
    src: message.from === 'oa' ? 0 : 1,
    time: message.at,
    type: kind === 'image' ? 'photo' : kind,
    message: text ?? '',
    message_id: message.id,
    from_id: from.id,
    to_id: to.id,
    from_display_name: from.name,
    to_display_name: to.name,
    from_avatar: '',
    to_avatar: '',
    ...(url === undefined ? {} : { url }),
  };
}
