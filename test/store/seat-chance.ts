/** Made-up classes and what people do to their seats at once; the same seed gives the same people. */
import type { PersonKey, SeatAct, SeatRules } from '../../src/core/seats.ts';

const hour = 3_600_000;
/** 21/11/2026 00:00 in Vietnam. */
const midnight = Date.UTC(2026, 10, 20, 17);

/** One class, and what several people do to it at once: a list of acts each. */
export interface Interleaving {
  readonly id: string;
  readonly rules: SeatRules;
  readonly streams: readonly (readonly Timed[])[];
}
export interface Timed {
  readonly act: SeatAct;
  readonly at: number;
}

/** mulberry32: the same seed gives the same people. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const people: readonly PersonKey[] = ['1', '2', '3', '4', 'p:+84900000005'];
const producerOf = (person: PersonKey): string | null =>
  [null, 'A', 'A', 'B', 'A'][people.indexOf(person)] ?? null;

/** Acts of one person at most; some only look in once. */
const actsAtMost = 7;

interface Chance {
  readonly upTo: (most: number) => number;
  readonly one: <T>(from: readonly T[]) => T;
}

function chanceFrom(seed: number): Chance {
  const random = randomFrom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  return { upTo, one: (from) => from[upTo(from.length - 1)] as (typeof from)[number] };
}

const rulesFrom = ({ upTo, one }: Chance): SeatRules => ({
  capacity: 1 + upTo(2),
  perProducer: one([null, null, 2, 3]),
  atOnce: 1 + upTo(1),
  hasWaitingList: upTo(9) > 0,
  opensAt: midnight + one([0, 0, 0, 10]) * hour,
  closesAt: midnight + (30 + upTo(60)) * hour,
  startsAt: midnight + (30 + upTo(100)) * hour,
  isCancelled: false,
});

function actFrom({ upTo, one }: Chance): SeatAct {
  const person = () => one(people);
  const acts: readonly (() => SeatAct)[] = [
    ...Array.from({ length: 6 }, () => () => joinOf(person(), one([1, 1, 1, 1, 2, 3]))),
    ...Array.from({ length: 4 }, () => () => ({ kind: 'leave', person: person() }) as const),
    ...Array.from({ length: 4 }, () => () => answerOf(person(), upTo(2) > 0)),
    () => ({ kind: 'resize', capacity: upTo(4) }),
    () => ({ kind: 'settle' }),
    () => handOverOf(person(), person()),
    () => ({ kind: 'unseat', people: [person(), person()], keepsPlace: upTo(2) > 0 }),
    () => ({ kind: 'invite', guests: [person(), person()].map(guestOf) }),
    () => ({ kind: 'enrol', people: [person(), person(), person()].map(guestOf) }),
    () => (upTo(4) === 0 ? { kind: 'cancel' } : { kind: 'settle' }),
  ];
  return one(acts)();
}

/** Mostly minutes pass between two acts, at times a night. */
function streamFrom(chance: Chance): readonly Timed[] {
  let at = midnight + chance.upTo(14 * 60) * 60_000;
  return Array.from({ length: 1 + chance.upTo(actsAtMost - 1) }, () => {
    at += chance.upTo(chance.one([5, 60, 300, 1200])) * 60_000;
    return { act: actFrom(chance), at };
  });
}

/** @param run keeps classes of several runs apart */
export function makeUp(seed: number, run: string): Interleaving {
  const chance = chanceFrom(seed);
  const rules = rulesFrom(chance);
  const streams = Array.from({ length: 4 }, () => streamFrom(chance));
  return { id: `${run}:${seed}`, rules, streams };
}

const answerOf = (person: PersonKey, accepted: boolean): SeatAct => ({ kind: 'answer', person, accepted });
const joinOf = (person: PersonKey, seats: number): SeatAct => ({
  kind: 'join',
  person,
  producer: producerOf(person),
  seats,
  // The first of them is whom the officer wrote down as the last.
  ...(person === people[0] ? { written: people.at(-1) ?? '' } : {}),
});
const handOverOf = (person: PersonKey, to: PersonKey): SeatAct => ({
  kind: 'hand_over',
  person,
  to,
  producer: producerOf(to),
});
const guestOf = (person: PersonKey) => ({ person, producer: producerOf(person), seats: 1 });
