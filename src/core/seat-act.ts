/**
 * Pure: the rules of seats, act by act. The database carries them out under its lock (`seat_act` in the migrations);
 * this is what it is measured against in the test of random interleavings.
 */
import type { Instant } from './model.ts';
import { answerBy, mayOffer } from './seat-offer.ts';
import type {
  Claim,
  Guest,
  PersonKey,
  ProducerKey,
  SeatAct,
  Seating,
  SeatRefusal,
  SeatResult,
} from './seats.ts';
import { isWritten } from './seats.ts';

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

const liveClaim = ({ claims }: Seating, person: PersonKey): Claim | undefined =>
  claims.find((claim) => claim.person === person && isLive(claim));

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
  return offerFree(change(seating, next, givenTo(next.person, seating.startsAt, at)), at);
}

/** Whom an officer wrote down cannot be asked: they get the seat at once, and the officer is told. */
const givenTo = (person: PersonKey, startsAt: Instant, at: Instant): Partial<Claim> =>
  isWritten(person) ? { state: 'taken' } : { state: 'offered', answerBy: answerBy(startsAt, at) };

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

const join: Deed<'join'> = (seating, { person, producer, seats, written }, at) => {
  const there = liveClaim(seating, person);
  if (there !== undefined) return refused(seating, 'already');
  const listed = written === undefined ? undefined : liveClaim(seating, written);
  if (listed !== undefined)
    return refused(change(seating, listed, { person, answerBy: listed.answerBy }), 'already');
  const refusal = joinRefusal(seating, seats, producer, at);
  if (refusal !== null) return refused(seating, refusal);
  const fits = nextInLine(seating) === undefined && heldSeats(seating) + seats <= seating.capacity;
  if (!fits && !seating.hasWaitingList) return refused(seating, 'full');
  const no = (seating.claims.at(-1)?.no ?? 0) + 1;
  const state = fits ? 'taken' : 'waiting';
  const joined = {
    ...seating,
    claims: [...seating.claims, { no, person, producer, seats, state, answerBy: null } as const],
  };
  return {
    seating: joined,
    outcome: fits ? { result: state } : { result: state, place: placeOf(joined, no) },
  };
};

const enrol: Deed<'enrol'> = (seating, { people: guests }, at) => {
  const people: SeatResult[] = [];
  const after = guests.reduce((now, guest) => {
    const joined = join(now, { kind: 'join', ...guest }, at);
    people.push(joined.outcome);
    return joined.seating;
  }, seating);
  return { seating: after, outcome: { result: 'done', people } };
};

const leave: Deed<'leave'> = (seating, { person }) => {
  const claim = liveClaim(seating, person);
  if (claim === undefined) return refused(seating, 'no_claim');
  return { seating: change(seating, claim, { state: 'left' }), outcome: { result: 'left' } };
};

const answer: Deed<'answer'> = (seating, { person, accepted }) => {
  const claim = liveClaim(seating, person);
  if (claim?.state !== 'offered') return refused(seating, 'no_offer');
  const state = accepted ? 'taken' : 'declined';
  return { seating: change(seating, claim, { state }), outcome: { result: state } };
};

const handOver: Deed<'hand_over'> = (seating, { person, to, producer }) => {
  const claim = liveClaim(seating, person);
  if (claim === undefined) return refused(seating, 'no_claim');
  if (producer === null || claim.producer !== producer) return refused(seating, 'not_same_producer');
  if (liveClaim(seating, to) !== undefined) return refused(seating, 'already');
  return {
    seating: change(seating, claim, { person: to, answerBy: claim.answerBy }),
    outcome: { result: 'done' },
  };
};

const unseat: Deed<'unseat'> = (seating, { people, keepsPlace }) => {
  const state = keepsPlace ? 'waiting' : 'removed';
  const chosen = seating.claims.filter(
    (claim) => people.includes(claim.person) && (keepsPlace ? holds(claim) : isLive(claim)),
  );
  return {
    seating: chosen.reduce((now, claim) => change(now, claim, { state }), seating),
    outcome: { result: 'done' },
  };
};

const invite: Deed<'invite'> = (seating, { guests }) => ({
  seating: seating.isCancelled ? seating : guests.reduce(invited, seating),
  outcome: { result: 'done' },
});

function invited(seating: Seating, guest: Guest): Seating {
  if (liveClaim(seating, guest.person) !== undefined) return seating;
  const no = (seating.claims.at(-1)?.no ?? 0) + 1;
  return { ...seating, claims: [...seating.claims, { ...guest, no, state: 'waiting', answerBy: null }] };
}

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
  invite,
  enrol,
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
