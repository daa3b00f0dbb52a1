import { describe, expect, it } from 'vitest';
import { act, heldSeats, settle } from '../../src/core/seat-act.ts';
import { type Seated, whoToUnseat } from '../../src/core/seat-cut.ts';
import { answerBy, mayOffer, nextOfferAt } from '../../src/core/seat-offer.ts';
import type { SeatAct, Seating } from '../../src/core/seats.ts';

const hour = 3_600_000;
const at = (text: string) => Date.parse(`2026-11-${text}:00+07:00`);
const morning = at('21T09:00');
const empty: Seating = {
  ...{ capacity: 2, perProducer: null, atOnce: 2, hasWaitingList: true, isCancelled: false },
  ...{ opensAt: at('01T00:00'), closesAt: at('30T00:00'), startsAt: at('30T08:00'), claims: [] },
};
const join = (person: string, seats = 1, producer: string | null = null): SeatAct => ({
  ...{ kind: 'join', person, producer, seats },
});
/** One act after the other; gives the seating and each result. */
function play(from: Seating, ...deeds: readonly (readonly [SeatAct, number?])[]) {
  const results: string[] = [];
  const end = deeds.reduce((seating, [deed, when = morning]) => {
    const acted = act(seating, deed, when);
    results.push(acted.outcome.result);
    return acted.seating;
  }, from);
  return { results, states: end.claims.map(({ state }) => state), end };
}

describe('seats', () => {
  it('are given until there are none, then people wait', () => {
    const { results } = play(empty, [join('a')], [join('b')], [join('c')], [join('a')]);
    expect(results).toEqual(['taken', 'taken', 'waiting', 'already']);
    expect(play({ ...empty, hasWaitingList: false, capacity: 0 }, [join('a')]).results).toEqual(['too_many']);
    expect(play({ ...empty, hasWaitingList: false }, [join('a', 2)], [join('b')]).results).toEqual([
      'taken',
      'full',
    ]);
  });

  it('are offered strictly in order, even if somebody behind would fit', () => {
    const { states } = play(
      empty,
      ...[[join('a')], [join('b')], [join('two', 2)], [join('one')]].map(
        ([deed]) => [deed as SeatAct] as const,
      ),
      [{ kind: 'leave', person: 'a' }],
    );
    expect(states).toEqual(['left', 'taken', 'waiting', 'waiting']);
  });

  it('pass over who wants more seats than there are any more', () => {
    const { states } = play(
      empty,
      [join('a', 2)],
      [join('two', 2)],
      [join('one')],
      [{ kind: 'resize', capacity: 1 }],
      [{ kind: 'leave', person: 'a' }],
    );
    expect(states).toEqual(['left', 'waiting', 'offered']);
  });

  it('are counted by producer', () => {
    const limited = { ...empty, capacity: 10, perProducer: 2 };
    expect(play(limited, [join('a', 2, 'HTX')], [join('b', 1, 'HTX')], [join('c', 1, 'Hộ')]).results).toEqual(
      [...['taken', 'producer_limit', 'taken']],
    );
  });

  it('are not taken from anybody by a cut, and go on when the officer decided', () => {
    const cut = play(empty, [join('a')], [join('b')], [join('c')], [{ kind: 'resize', capacity: 1 }]);
    expect(cut.states).toEqual(['taken', 'taken', 'waiting']);
    const decided = play(cut.end, [{ kind: 'unseat', people: ['b'], keepsPlace: true }]);
    expect(decided.states).toEqual(['taken', 'waiting', 'waiting']);
    const left = play(decided.end, [{ kind: 'leave', person: 'a' }]);
    expect(left.states).toEqual(['left', 'offered', 'waiting']);
  });

  it('change hands within a producer only', () => {
    const over = (to: string, producer: string | null): SeatAct => ({
      ...{ kind: 'hand_over', person: 'a', to, producer },
    });
    const one = play(empty, [join('a', 1, 'HTX')]).end;
    expect(
      play(one, [over('b', 'Hộ')], [over('b', null)], [over('b', 'HTX')], [over('c', 'HTX')]).results,
    ).toEqual([...['not_same_producer', 'not_same_producer', 'done', 'no_claim']]);
  });

  it('of a cancelled class nobody can take; its guests stand first where they are invited', () => {
    const off = play(empty, [join('a')], [{ kind: 'cancel' }], [join('b')]);
    expect([off.results[2], off.states]).toEqual(['closed', ['cancelled']]);
    const guests = ['x', 'y', 'z'].map((person) => ({ person, producer: null, seats: 1 }));
    expect(play(empty, [{ kind: 'invite', guests }], [join('a')]).states).toEqual([
      ...['offered', 'offered', 'waiting', 'waiting'],
    ]);
  });
});

describe('offers', () => {
  it('end when time is over and go to the next; one that is over cannot be taken', () => {
    const full = play(empty, [join('a', 2)], [join('b')], [join('c')], [{ kind: 'leave', person: 'a' }]).end;
    expect(full.claims.map(({ state }) => state)).toEqual(['left', 'offered', 'offered']);
    const late = morning + 24 * hour;
    expect(play(full, [{ kind: 'answer', person: 'b', accepted: true }, late]).results).toEqual(['no_offer']);
    expect(settle(full, late).claims.map(({ state }) => state)).toEqual(['left', 'expired', 'expired']);
    expect(heldSeats(settle(full, late))).toBe(0);
  });

  it('are made by day only, in time before the start', () => {
    const start = at('30T08:00');
    expect(
      [at('21T07:59'), at('21T08:00'), at('21T19:59'), at('21T20:00')].map((when) => mayOffer(start, when)),
    ).toEqual([...[false, true, true, false]]);
    expect(mayOffer(at('21T09:10'), morning)).toBe(false);
    expect(nextOfferAt(start, at('21T05:00'))).toBe(at('21T08:00'));
    expect(nextOfferAt(start, at('21T21:00'))).toBe(at('22T08:00'));
    expect(nextOfferAt(at('22T08:10'), at('21T21:00'))).toBeNull();
  });

  it.each([
    ['nine days before: a day', '21T09:00', '30T08:00', '22T09:00'],
    ['three days before: half a day, at night till nine', '21T09:00', '24T09:00', '22T09:00'],
    ['a day before: four hours', '21T09:00', '22T09:00', '21T13:00'],
    ['three hours before: an hour', '21T09:00', '21T12:00', '21T10:00'],
    ['never past the start', '21T19:30', '22T08:00', '22T08:00'],
  ])('are held, %s', (_, from, start, until) => {
    expect(answerBy(at(start), at(from))).toBe(at(until));
  });
});

describe('whose seats a rule takes', () => {
  const claim = (no: number, more: Partial<Seated> = {}): Seated => ({
    ...{ no, person: `p${no}`, producer: null, seats: 1, state: 'taken', isConfirmed: false },
    ...more,
  });
  const all = [
    claim(1, { producer: 'HTX', seats: 2 }),
    claim(2, { isConfirmed: true }),
    claim(3, { producer: 'HTX' }),
    claim(4),
    claim(5, { state: 'offered' }),
    claim(6, { state: 'waiting' }),
    claim(7, { state: 'left' }),
  ];
  it('starts with offers nobody answered, then by the rule, until enough are free', () => {
    expect(whoToUnseat(all, 0, 'latest_first')).toEqual([]);
    expect(whoToUnseat(all, 1, 'latest_first')).toEqual(['p5']);
    expect(whoToUnseat(all, 3, 'latest_first')).toEqual(['p5', 'p4', 'p3']);
    expect(whoToUnseat(all, 2, 'most_seats_first')).toEqual(['p5', 'p3']);
    expect(whoToUnseat(all, 5, 'unconfirmed_first')).toEqual(['p5', 'p4', 'p3', 'p1']);
    expect(whoToUnseat(all, 99, 'latest_first')).toHaveLength(5);
  });
});
