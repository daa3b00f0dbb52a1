/** The consultation window: when a message is free, billed or refused, and from which allowance it is taken. */
import type { MessageCost, Person, World } from './model.ts';

const HOUR_MS = 3_600_000;
export const FREE_MS = 48 * HOUR_MS;
export const OPEN_MS = 7 * 24 * HOUR_MS;

export interface WindowView {
  /** `free` up to 48 h · `billed` up to 7 days · `welcome` one message · `closed` · `never` interacted. */
  readonly state: 'free' | 'billed' | 'welcome' | 'closed' | 'never';
  readonly lastInteractionAt: number | null;
  readonly freeUntil: number | null;
  readonly openUntil: number | null;
  /** What the next consultation message would be taken from and cost; `null` when it would be refused. */
  readonly next: MessageCost | null;
  /** The code with which it would be refused. */
  readonly refusedWith: number | null;
}

const ALLOWANCES = [
  ['sub', 'sub_quota'],
  ['purchase', 'purchase_quota'],
  ['reward', 'reward_quota'],
] as const;

/** Looks at the window of a person without taking anything. */
export function windowOf(world: World, person: Person): WindowView {
  const last = person.lastInteractionAt;
  const times = {
    lastInteractionAt: last,
    freeUntil: last === null ? null : last + FREE_MS,
    openUntil: last === null ? null : last + OPEN_MS,
  };
  const state = stateOf(person, world.clock.now());
  const blocked = person.blocked ? -244 : person.inactive ? -227 : null;
  const next = blocked === null ? costOf(world, state) : null;
  const refusedWith = blocked ?? (next === null ? refusalOf(world, state) : null);
  return { state, ...times, next, refusedWith };
}

/** Takes one message from the allowance the window names. */
export function take(world: World, person: Person, cost: MessageCost): void {
  if (cost.quotaType === 'welcome_msg') person.welcome = 'used';
  const allowance = ALLOWANCES.find(([, type]) => type === cost.quotaType);
  if (allowance) world.quota[allowance[0]] -= 1;
}

function stateOf(person: Person, now: number): WindowView['state'] {
  if (person.lastInteractionAt === null) return person.welcome === 'open' ? 'welcome' : 'never';
  const silence = now - person.lastInteractionAt;
  if (silence <= FREE_MS) return 'free';
  return silence <= OPEN_MS ? 'billed' : 'closed';
}

function costOf(world: World, state: WindowView['state']): MessageCost | null {
  if (state === 'free') return { quotaType: 'reply', priceVnd: 0 };
  if (state === 'welcome') return { quotaType: 'welcome_msg', priceVnd: null };
  if (state !== 'billed') return null;
  const allowance = ALLOWANCES.find(([key]) => world.quota[key] > 0);
  return allowance ? { quotaType: allowance[1], priceVnd: world.prices.csAfter48hVnd ?? null } : null;
}

function refusalOf(world: World, state: WindowView['state']): number {
  if (state === 'never') return -232;
  return state === 'closed' ? -230 : world.switches.outOfQuota;
}
