import { describe, expect, it } from 'vitest';
import {
  type Attendee,
  formatAttendanceNumber,
  initialsOf,
  whomToCertify,
  whoStayedAway,
} from '../../src/core/attendance-certificate.ts';
import type { SessionId } from '../../src/core/class.ts';

const [one, two] = ['1', '2'] as unknown as readonly [SessionId, SessionId];
const person = (name: string, states: Attendee['states']): Attendee => ({ claim: name, name, states });
const people = [
  person('Trần Thị Bình', { [one]: 'present', [two]: 'late' }),
  person('Lê Văn An', { [one]: 'present', [two]: 'absent' }),
  person('Nguyễn Văn Mẫu', { [one]: 'excused' }),
  person('–', { [one]: 'present', [two]: 'present' }),
  person('Đặng Thị Ví', {}),
];
const namesOf = (list: readonly { name: string }[]) => list.map(({ name }) => name);

describe('who is certified', () => {
  it('is whoever came to every session, late or not', () => {
    expect(namesOf(whomToCertify(people, [one, two], 'every'))).toEqual(['Trần Thị Bình']);
  });

  it('is whoever came at all, by given name, with how often they came', () => {
    const certified = whomToCertify(people, [one, two], 'some');
    expect(certified.map(({ name, attended, sessions }) => [name, attended, sessions])).toEqual([
      ['Lê Văn An', 1, 2],
      ['Trần Thị Bình', 2, 2],
    ]);
  });

  it('is nobody of a class without sessions', () => {
    expect(whomToCertify(people, [], 'every')).toEqual([]);
  });
});

it('counts people nobody saw as away, excused or not', () => {
  expect(namesOf(whoStayedAway(people))).toEqual(['Nguyễn Văn Mẫu', 'Đặng Thị Ví']);
});

it('writes numbers as the register does', () => {
  expect(formatAttendanceNumber({ number: 12, year: 2026 })).toBe('12/2026/CN-TH');
});

describe('initials', () => {
  it.each([
    ['Đặng Thị  Ánh', 'Đ. T. Á.'],
    ['y bih aleo', 'Y. B. A.'],
    ['Đặng'.normalize('NFD'), 'Đ.'],
    ['', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
