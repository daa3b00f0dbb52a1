import { describe, expect, it } from 'vitest';
import { type Mark, presenceOf, presences } from '../../src/core/attendance.ts';
import type { SessionId } from '../../src/core/class.ts';

let made = 0;
const mark = (more: Partial<Mark> = {}): Mark => {
  made += 1;
  return {
    ...{ id: `m${String(made).padStart(3, '0')}`, session: 's1' as SessionId, claim: '1', state: 'present' },
    ...{ source: 'qr', device: 'A', markedAt: made },
    ...more,
  };
};

describe('who came', () => {
  it('is counted once, however often and from however many devices it was marked', () => {
    const list = presences([
      mark(),
      mark(),
      mark({ device: 'B' }),
      mark({ session: 's2' as SessionId }),
      mark({ claim: '2', state: 'late' }),
      mark({ claim: '3', state: 'absent' }),
    ]);
    expect(list.map(({ claim, session, state }) => `${claim} ${session} ${state}`)).toEqual([
      ...['1 s1 present', '1 s2 present', '2 s1 late', '3 s1 absent'],
    ]);
    expect(list.every(({ disagreeing }) => disagreeing.length === 0)).toBe(true);
  });

  it('is what the latest mark of a device says: a correction counts', () => {
    const wrong = mark({ state: 'present' });
    const right = mark({ state: 'excused' });
    expect(presenceOf([right, wrong])).toEqual({ state: 'excused', cameAt: null, disagreeing: [] });
  });

  it('is whoever any device saw, from the first time on, with the disagreement shown', () => {
    const absent = mark({ state: 'absent', device: 'office' });
    const late = mark({ state: 'late', device: 'door', markedAt: 500 });
    const again = mark({ state: 'present', device: 'gate', markedAt: 400 });
    expect(presenceOf([absent, late, again])).toEqual({
      ...{ state: 'present', cameAt: 400, disagreeing: ['office', 'gate', 'door'] },
    });
  });

  it('does not depend on the order in which lists arrive', () => {
    const marks = [
      mark(),
      mark({ device: 'B', state: 'absent' }),
      mark({ device: 'B' }),
      mark({ device: 'C', state: 'excused' }),
    ];
    const there = presences(marks);
    for (const order of [marks.toReversed(), [...marks.slice(2), ...marks.slice(0, 2)], [...marks, ...marks]])
      expect(presences(order)).toEqual(there);
  });
});
