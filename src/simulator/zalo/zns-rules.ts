/** Why a ZNS is refused: rules in order, the first that objects answers. */
import { createHash } from 'node:crypto';
import { dayOf, isNight } from './clock.ts';
import type { Person, World } from './model.ts';
import type { SimTemplate } from './options.ts';
import { type Json, record, refusal, type SimReply } from './reply.ts';
import { checkParams } from './template-check.ts';

const TRACKING_MAX = 48;

type Rule = (world: World, body: Json) => SimReply | null;

/** In this order; the first that objects answers. */
const RULES: readonly Rule[] = [
  (_, body) => (hasRecipient(body) ? null : refusal(-108, 'Phone number is invalid')),
  (world, body) =>
    world.templates.has(String(body.template_id)) ? null : refusal(-109, 'Template is invalid'),
  (world, body) =>
    templateOf(world, body)?.enabled === false ? refusal(-131, 'Template is not approved') : null,
  (world, body) => {
    const template = templateOf(world, body);
    const wrong = template ? checkParams(template, record(body.template_data)) : null;
    return wrong ? refusal(wrong.code, wrong.message) : null;
  },
  (_, body) => (isTracking(body.tracking_id) ? null : refusal(-132, 'Parameter is invalid: tracking_id')),
  (_, { sending_mode: mode }) =>
    mode === undefined || mode === '1' || mode === '3' ? null : refusal(-161, 'sending_mode is not allowed'),
  (world, body) =>
    body.sending_mode === '3' && templateOf(world, body)?.tag !== 3
      ? refusal(-162, 'sending_mode 3 is not allowed for this tag')
      : null,
  (world, body) =>
    body.mode === 'development' && !world.zns.adminPhones.includes(String(body.phone))
      ? refusal(-127, 'Test messages can only be sent to administrators')
      : null,
  (world) =>
    world.switches.znsNight && isNight(world.clock.now())
      ? refusal(-133, 'Messages cannot be sent from 22:00 to 06:00')
      : null,
  (world) =>
    usedToday(world) >= world.zns.dailyQuota ? refusal(-144, 'OA has exceeded the daily limit') : null,
  (world, body) => {
    const person = findPerson(world, body);
    if (!person) return refusal(-118, 'Zalo account does not exist or is deactivated');
    return person.blocked ? refusal(-141, 'User refused messages from this OA') : null;
  },
];

/** The refusal of a ZNS, `null` when it may go. */
export function faultIn(world: World, body: Json): SimReply | null {
  for (const rule of RULES) {
    const fault = rule(world, body);
    if (fault) return fault;
  }
  return null;
}

const templateOf = (world: World, body: Json): SimTemplate | undefined =>
  world.templates.get(String(body.template_id));

const hasRecipient = ({ phone, hash_phone: hash }: Json): boolean =>
  (typeof phone === 'string' && /^\+?84[1-9]\d{7,9}$/.test(phone)) ||
  (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash));

const isTracking = (id: unknown): boolean => typeof id === 'string' && id !== '' && id.length <= TRACKING_MAX;

/** Whoever has this phone number or its hash. */
export function findPerson(world: World, { phone, hash_phone: hash }: Json): Person | undefined {
  const wanted = typeof phone === 'string' ? phone.replace('+', '') : null;
  return [...world.people.values()].find((person) =>
    wanted === null ? hashOf(person.phone) === hash : person.phone === wanted,
  );
}

const hashOf = (phone: string | null): string =>
  createHash('sha256')
    .update(phone ?? '')
    .digest('hex');

const todayKey = (world: World): string => `zns ${dayOf(world.clock.now())}`;
export const usedToday = (world: World): number => world.counts.get(todayKey(world)) ?? 0;

/** Counts one ZNS; gives how many that makes today. */
export function countToday(world: World): number {
  const used = usedToday(world) + 1;
  world.counts.set(todayKey(world), used);
  return used;
}
