import { describe, expect, it } from 'vitest';
import type { Session, SessionId } from '../../src/core/class.ts';
import { groupOf, leftOut, messageAt, messageGraceMs, reached } from '../../src/core/class-message.ts';
import type { Day } from '../../src/core/model.ts';

const [first, second] = ['LH1008-1', 'LH1008-2'] as SessionId[];
type One = Parameters<typeof leftOut>[0];
const person = (claim: string, more: Partial<One> = {}): One => ({
  ...{ claim, state: 'taken', account: 'ok', hadIt: false, states: {} },
  ...more,
});
const people = [
  person('a', { states: { [first as SessionId]: 'present' } as never }),
  person('b', { states: { [first as SessionId]: 'absent', [second as SessionId]: 'late' } as never }),
  person('c'),
  person('d', { state: 'waiting' }),
  person('e', { state: 'offered' }),
  person('f', { state: 'walk_in', account: 'none', states: { [first as SessionId]: 'present' } as never }),
];
const claims = (list: readonly One[]) => list.map(({ claim }) => claim).join('');

describe('whom an officer writes to', () => {
  it.each([
    ['all', undefined, 'abcdef'],
    ['seated', undefined, 'abce'],
    ['waiting', undefined, 'd'],
    ['present', first, 'af'],
    ['present', undefined, 'abf'],
    ['absent', first, 'bc'],
    ['absent', second, 'ac'],
    ['absent', undefined, 'c'],
  ] as const)('%s at %s', (group, session, expected) => {
    expect(claims(groupOf(people, group, session))).toBe(expected);
  });

  it('leaves nobody out without a reason', () => {
    const all = [...people, person('g', { account: 'blocked' }), person('h', { hadIt: true })];
    expect(all.flatMap((one) => leftOut(one) ?? [])).toEqual(['none', 'blocked', 'hadIt']);
    expect(claims(reached(all))).toBe('abcde');
  });
});

describe('when the words go out', () => {
  const at = (text: string) => Date.parse(`${text}+07:00`);
  const session = (day: string, from: string): Session => ({
    ...{
      id: first as SessionId,
      day: day as Day,
      from,
      to: '23:00',
      venue: 'Nhà văn hoá',
      isFieldTrip: false,
    },
  });

  it.each([
    ['by day, after a minute', '2026-11-21T09:00', '2026-11-21T09:01'],
    ['in the evening, next morning', '2026-11-21T21:00', '2026-11-22T08:00'],
    ['before the day begins, when it does', '2026-11-21T05:00', '2026-11-21T08:00'],
  ])('%s', (_, now, due) => {
    expect(messageAt(at(now), [session('2026-12-01', '08:00')])).toBe(at(due));
  });

  it('at night too when the class meets the next morning', () => {
    const now = at('2026-11-21T21:00');
    expect(messageAt(now, [session('2026-11-22', '07:00')])).toBe(now + messageGraceMs);
    expect(messageAt(now, [session('2026-11-21', '08:00')])).toBe(at('2026-11-22T08:00'));
  });
});
