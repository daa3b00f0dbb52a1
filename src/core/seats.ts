/**
 * Pure: the rules of seats, one for classes, events, fair booths and livestream slots: who has a seat, who waits, who is
 * offered one. The database carries them out (`seat_act`); this is what it is measured against, act by act.
 */

import type { ContactId, Instant } from './model.ts';
import { answerBy, mayOffer } from './seat-offer.ts';

/** A producer as far as seats are counted by it. */
export type ProducerKey = string;

/** `taken`: has a seat. `offered`: a seat is held until `answerBy`. The others hold nothing. */
export const claimStates = [
  'taken',
  'waiting',
  'offered',
  'left',
  'declined',
  'expired',
  'removed',
  'cancelled',
] as const;
export type ClaimState = (typeof claimStates)[number];
export type LiveState = Extract<ClaimState, 'taken' | 'waiting' | 'offered'>;

export interface Claim {
  /** Order of asking; a claim keeps it for good. */
  readonly no: number;
  readonly contact: ContactId;
  readonly producer: ProducerKey | null;
  readonly seats: number;
  readonly state: ClaimState;
  readonly answerBy: Instant | null;
}

export interface SeatRules {
  readonly capacity: number;
  /** Seats one producer may ask for in all; `null`: no limit. */
  readonly perProducer: number | null;
  /** Seats one person may ask for at once. */
  readonly atOnce: number;
  readonly hasWaitingList: boolean;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly startsAt: Instant;
  readonly isCancelled: boolean;
}

export interface Seating extends SeatRules {
  /** In the order of asking. */
  readonly claims: readonly Claim[];
}

export type SeatAct =
  | {
      readonly kind: 'join';
      readonly contact: ContactId;
      readonly producer: ProducerKey | null;
      readonly seats: number;
    }
  | { readonly kind: 'leave'; readonly contact: ContactId }
  | { readonly kind: 'answer'; readonly contact: ContactId; readonly accepted: boolean }
  /** Somebody else of the same producer comes instead. */
  | {
      readonly kind: 'hand_over';
      readonly contact: ContactId;
      readonly to: ContactId;
      /** Producer of the one who comes. */
      readonly producer: ProducerKey | null;
    }
  | { readonly kind: 'resize'; readonly capacity: number }
  /** The officer's choice: back to their own place in the waiting list, or out. */
  | { readonly kind: 'unseat'; readonly contacts: readonly ContactId[]; readonly keepsPlace: boolean }
  | { readonly kind: 'cancel' }
  /** Nothing but the passing of time. */
  | { readonly kind: 'settle' };

export type SeatResult =
  | {
      readonly result: 'taken' | 'waiting' | 'offered' | 'left' | 'declined' | 'done';
      readonly place?: number;
    }
  | { readonly result: SeatRefusal; readonly place?: number };
export type SeatRefusal =
  | 'already'
  | 'not_open'
  | 'closed'
  | 'full'
  | 'too_many'
  | 'producer_limit'
  | 'no_claim'
  | 'no_offer'
  | 'not_same_producer';

export interface Acted {
  readonly seating: Seating;
  readonly outcome: SeatResult;
}

export const isLive = ({ state }: Pick<Claim, 'state'>): boolean =>
  state === 'taken' || state === 'waiting' || state === 'offered';
const holds = ({ state }: Claim): boolean => state === 'taken' || state === 'offered';
const sum = (claims: readonly Claim[]): number => claims.reduce((total, { seats }) => total + seats, 0);

/** Seats taken or held for an offer. */
export const heldSeats = ({ claims }: Pick<Seating, 'claims'>): number => sum(claims.filter(holds));

/** Seats beyond the capacity, after it was cut; the officer decides whose. */
export const overbooked = (seating: Seating): number => Math.max(0, heldSeats(seating) - seating.capacity);

/** First of those who wait; whoever asked for more than all seats there are can never be first. */
const nextInLine = ({ claims, capacity }: Seating): Claim | undefined =>
  claims.find(({ state, seats }) => state === 'waiting' && seats <= capacity);

const change = (seating: Seating, claim: Claim, to: Partial<Claim>): Seating => ({
  ...seating,
  claims: seating.claims.map((one) => (one === claim ? { ...one, answerBy: null, ...to } : one)),
});

const liveClaim = ({ claims }: Seating, contact: ContactId): Claim | undefined =>
  claims.find((claim) => claim.contact === contact && isLive(claim));

/** Ends offers that nobody answered in time, and offers what is free, strictly in order. */
export function settle(seating: Seating, at: Instant): Seating {
  const overdue = seating.claims.filter(
    ({ state, answerBy: due }) => state === 'offered' && due !== null && due <= at,
  );
  return offerFree(
    overdue.reduce((now, claim) => change(now, claim, { state: 'expired' }), seating),
    at,
  );
}

function offerFree(seating: Seating, at: Instant): Seating {
  if (seating.isCancelled || !mayOffer(seating.startsAt, at)) return seating;
  const next = nextInLine(seating);
  // The first in line is waited for even if somebody behind would fit: order before fullness.
  if (next === undefined || heldSeats(seating) + next.seats > seating.capacity) return seating;
  return offerFree(change(seating, next, { state: 'offered', answerBy: answerBy(seating.startsAt, at) }), at);
}

/** How many wait up to and with this claim. */
export const placeOf = ({ claims }: Pick<Seating, 'claims'>, no: number): number =>
  claims.filter((claim) => claim.state === 'waiting' && claim.no <= no).length;

type Deed<K extends SeatAct['kind']> = (
  seating: Seating,
  act: Extract<SeatAct, { readonly kind: K }>,
  at: Instant,
) => Acted;

const refused = (seating: Seating, result: SeatRefusal): Acted => ({ seating, outcome: { result } });

function joinRefusal(seating: Seating, seats: number, producer: ProducerKey | null, at: Instant) {
  if (seating.isCancelled || at >= seating.closesAt) return 'closed';
  if (at < seating.opensAt) return 'not_open';
  if (seats < 1 || seats > Math.min(seating.atOnce, seating.capacity)) return 'too_many';
  const ours = seating.claims.filter((claim) => producer !== null && claim.producer === producer);
  const limit = producer === null ? null : seating.perProducer;
  return limit !== null && sum(ours.filter(isLive)) + seats > limit ? 'producer_limit' : null;
}

const join: Deed<'join'> = (seating, { contact, producer, seats }, at) => {
  const there = liveClaim(seating, contact);
  if (there !== undefined) return refused(seating, 'already');
  const refusal = joinRefusal(seating, seats, producer, at);
  if (refusal !== null) return refused(seating, refusal);
  const fits = nextInLine(seating) === undefined && heldSeats(seating) + seats <= seating.capacity;
  if (!fits && !seating.hasWaitingList) return refused(seating, 'full');
  const no = (seating.claims.at(-1)?.no ?? 0) + 1;
  const state = fits ? 'taken' : 'waiting';
  const joined = {
    ...seating,
    claims: [...seating.claims, { no, contact, producer, seats, state, answerBy: null } as const],
  };
  return {
    seating: joined,
    outcome: fits ? { result: state } : { result: state, place: placeOf(joined, no) },
  };
};

const leave: Deed<'leave'> = (seating, { contact }) => {
  const claim = liveClaim(seating, contact);
  if (claim === undefined) return refused(seating, 'no_claim');
  return { seating: change(seating, claim, { state: 'left' }), outcome: { result: 'left' } };
};

const answer: Deed<'answer'> = (seating, { contact, accepted }) => {
  const claim = liveClaim(seating, contact);
  if (claim?.state !== 'offered') return refused(seating, 'no_offer');
  const state = accepted ? 'taken' : 'declined';
  return { seating: change(seating, claim, { state }), outcome: { result: state } };
};

const handOver: Deed<'hand_over'> = (seating, { contact, to, producer }) => {
  const claim = liveClaim(seating, contact);
  if (claim === undefined) return refused(seating, 'no_claim');
  if (producer === null || claim.producer !== producer) return refused(seating, 'not_same_producer');
  if (liveClaim(seating, to) !== undefined) return refused(seating, 'already');
  return {
    seating: change(seating, claim, { contact: to, answerBy: claim.answerBy }),
    outcome: { result: 'done' },
  };
};

const unseat: Deed<'unseat'> = (seating, { contacts, keepsPlace }) => {
  const state = keepsPlace ? 'waiting' : 'removed';
  const chosen = seating.claims.filter(
    (claim) => contacts.includes(claim.contact) && (keepsPlace ? holds(claim) : isLive(claim)),
  );
  return {
    seating: chosen.reduce((now, claim) => change(now, claim, { state }), seating),
    outcome: { result: 'done' },
  };
};

const cancel: Deed<'cancel'> = (seating) => ({
  seating: {
    ...seating,
    isCancelled: true,
    claims: seating.claims.map((claim) =>
      isLive(claim) ? { ...claim, state: 'cancelled', answerBy: null } : claim,
    ),
  },
  outcome: { result: 'done' },
});

const deeds: { readonly [K in SeatAct['kind']]: Deed<K> } = {
  join,
  leave,
  answer,
  hand_over: handOver,
  resize: (seating, { capacity }) => ({ seating: { ...seating, capacity }, outcome: { result: 'done' } }),
  unseat,
  cancel,
  settle: (seating) => ({ seating, outcome: { result: 'done' } }),
};

/** Carries out one act: time first, then the act, then what it sets free is offered on. */
export function act<K extends SeatAct['kind']>(
  seating: Seating,
  deed: Extract<SeatAct, { readonly kind: K }>,
  at: Instant,
): Acted {
  const todo = deeds[deed.kind as K] as Deed<K>;
  const { seating: after, outcome } = todo(settle(seating, at), deed, at);
  return { seating: settle(after, at), outcome };
}
