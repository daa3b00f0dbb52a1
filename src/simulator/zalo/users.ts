/** The people endpoints: one profile, the filtered list, notes that stay. */
import { dayOf, zaloDay } from './clock.ts';
import { personOf } from './messages.ts';
import type { Person, World } from './model.ts';
import { type Json, record, refusal, type SimReply, success } from './reply.ts';

const PAGE_MAX = 50;
const OFFSET_MAX = 9951;
const DAY_MS = 24 * 3_600_000;

/** `GET /v3.0/oa/user/detail`. */
export function giveDetail(world: World, data: Json): SimReply {
  const person = personOf(world, data.user_id);
  if (!person) return refusal(-201, 'user_id is invalid!');
  const { profileOfNonFollower } = world.switches;
  if (!person.follower && profileOfNonFollower !== null) {
    return refusal(profileOfNonFollower, 'User has not followed OA');
  }
  return success({
    user_id: person.id,
    user_id_by_app: person.idByApp,
    user_external_id: person.externalId,
    display_name: person.name,
    user_alias: person.alias,
    is_sensitive: false,
    user_last_interaction_date: person.lastInteractionAt === null ? '' : zaloDay(person.lastInteractionAt),
    user_is_follower: person.follower,
    avatar: '',
    avatars: { '120': '', '240': '' },
    dynamic_param: '',
    tags_and_notes_info: { notes: [], tag_names: [...person.tags] },
    shared_info: { address: '', city: '', district: '', phone: '', name: '', ...person.shared },
  });
}

/** `GET /v3.0/oa/user/getlist`. */
export function giveList(world: World, data: Json): SimReply {
  const offset = Number(data.offset);
  const count = Number(data.count);
  if (!(offset >= 0 && offset <= OFFSET_MAX)) return refusal(-210, 'offset exceeds allowable limit');
  if (!(count >= 1 && count <= PAGE_MAX)) return refusal(-210, 'count exceeds allowable limit');
  const keep = filterOf(world, data);
  if (!keep) return refusal(-201, 'last_interaction_period is invalid!');
  const found = [...world.people.values()].filter(keep);
  const users = found.slice(offset, offset + count).map((person) => ({ user_id: person.id }));
  return success({ total: found.length, count: users.length, offset, users });
}

/** `POST /v3.0/oa/user/update`. */
export function updateUser(world: World, body: Json): SimReply {
  const person = personOf(world, body.user_id);
  if (!person) return refusal(-201, 'user_id is invalid!');
  if (typeof body.user_alias === 'string') person.alias = body.user_alias;
  if (typeof body.user_external_id === 'string') person.externalId = body.user_external_id;
  person.shared = { ...person.shared, ...record(body.shared_info) };
  world.tell({ kind: 'changed', personId: person.id });
  return success();
}

type Filter = (person: Person) => boolean;

function filterOf(world: World, data: Json): Filter | null {
  const period = data.last_interaction_period;
  const days = period === undefined ? null : daysOf(String(period), world.clock.now());
  if (days === undefined) return null;
  return (person) =>
    (data.tag_name === undefined || person.tags.has(String(data.tag_name))) &&
    (data.is_follower === undefined || String(person.follower) === data.is_follower) &&
    (days === null || isWithin(days, person.lastInteractionAt));
}

type Days = readonly [from: string, to: string];

/** `undefined` when the period is written in no documented way. */
function daysOf(period: string, now: number): Days | undefined {
  const back = (days: number): string => dayOf(now - days * DAY_MS);
  const named: Readonly<Record<string, Days>> = {
    TODAY: [back(0), back(0)],
    YESTERDAY: [back(1), back(1)],
    L7D: [back(7), back(0)],
    L30D: [back(30), back(0)],
  };
  const [from, to] = period.replaceAll('_', '-').split(':');
  const isDay = (day: string | undefined): day is string => /^\d{4}-\d\d-\d\d$/.test(day ?? '');
  return named[period] ?? (isDay(from) && isDay(to) ? [from, to] : undefined);
}

function isWithin([from, to]: Days, at: number | null): boolean {
  if (at === null) return false;
  const day = dayOf(at);
  return from <= day && day <= to;
}
