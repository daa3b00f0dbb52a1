/** Pure: whose seats to take back when a class has fewer than were given. It proposes; the officer decides. */
import { isLive } from './seat-act.ts';
import type { Claim, PersonKey } from './seats.ts';

export const cutRules = ['latest_first', 'most_seats_first', 'unconfirmed_first'] as const;
/** Who asked last goes first; or producers with the most seats; or who did not say "vẫn đi" to a reminder. */
export type CutRule = (typeof cutRules)[number];

export interface Seated extends Pick<Claim, 'no' | 'person' | 'producer' | 'seats' | 'state'> {
  readonly isConfirmed: boolean;
}

const seatsOfProducer = (all: readonly Seated[], { producer, seats }: Seated): number =>
  producer === null
    ? seats
    : all.filter((one) => one.producer === producer).reduce((sum, one) => sum + one.seats, 0);

const orders: {
  readonly [R in CutRule]: (all: readonly Seated[]) => (a: Seated, b: Seated) => number;
} = {
  latest_first: () => (a, b) => b.no - a.no,
  most_seats_first: (all) => (a, b) => seatsOfProducer(all, b) - seatsOfProducer(all, a) || b.no - a.no,
  unconfirmed_first: () => (a, b) => Number(a.isConfirmed) - Number(b.isConfirmed) || b.no - a.no,
};

/** Of those chosen, in this order, as many as must go while `over` seats are too many. */
export function stillToUnseat<T extends Seated>(chosen: readonly T[], over: number): readonly T[] {
  const holding = chosen.filter((claim) => isLive(claim) && claim.state !== 'waiting');
  return holding.filter(
    (_, at) => holding.slice(0, at).reduce((freed, { seats }) => freed + seats, 0) < over,
  );
}

/** Names people until at least `over` seats are free; offers nobody answered yet come before seats that were taken. */
export function whoToUnseat(claims: readonly Seated[], over: number, rule: CutRule): readonly PersonKey[] {
  const holding = claims.filter((claim) => isLive(claim) && claim.state !== 'waiting');
  const offeredFirst = (a: Seated, b: Seated) =>
    Number(b.state === 'offered') - Number(a.state === 'offered');
  const chosen: Seated[] = [];
  const pick = (rest: readonly Seated[], freed: number): readonly Seated[] => {
    if (freed >= over) return chosen;
    const [next] = rest.toSorted((a, b) => offeredFirst(a, b) || orders[rule](rest)(a, b));
    if (next === undefined) return chosen;
    chosen.push(next);
    return pick(
      rest.filter((one) => one !== next),
      freed + next.seats,
    );
  };
  return pick(holding, 0).map(({ person }) => person);
}
