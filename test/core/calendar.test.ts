import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  formatDay,
  parseDay,
  readDay,
  startOf,
  weekdayOf,
} from '../../src/core/calendar.ts';
import type { Day } from '../../src/core/model.ts';
import { fc } from '../support/chance.ts';

const day = (text: string): Day => {
  const read = readDay(text);
  if (!read) throw new Error(`no day: ${text}`);
  return read;
};
const anyDay = fc.integer({ min: -25_000, max: 80_000 }).map((days) => addDays(day('1970-01-01'), days));

describe('days in Vietnam', () => {
  it('change at midnight in Vietnam, 17:00 UTC', () => {
    expect(dayOf(Date.UTC(2026, 4, 21, 16, 59, 59, 999))).toBe('2026-05-21');
    expect(dayOf(Date.UTC(2026, 4, 21, 17))).toBe('2026-05-22');
  });

  it('have no summer time', () => {
    expect(dayOf(Date.UTC(2026, 6, 1, 17)) > dayOf(Date.UTC(2026, 6, 1, 16, 59))).toBe(true);
    expect(dayOf(Date.UTC(2026, 0, 1, 17)) > dayOf(Date.UTC(2026, 0, 1, 16, 59))).toBe(true);
  });

  it('begin at the instant that belongs to them', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(dayOf(startOf(any))).toBe(any);
        expect(dayOf(startOf(any) - 1)).toBe(addDays(any, -1));
      }),
    );
  });
});

describe('parseDay', () => {
  it.each([
    ['5/3/2026', '2026-03-05'],
    ['05-03-2026', '2026-03-05'],
    ['5.3.26', '2026-03-05'],
    [' 05 / 03 / 2026 ', '2026-03-05'],
    ['ngày 5 tháng 3 năm 2026', '2026-03-05'],
    ['ngay 5 thang 3 nam 2026', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['29/2/2028', '2028-02-29'],
    ['29/2/2026', null],
    ['31/4/2026', null],
    ['5/13/2026', null],
    ['0/3/2026', null],
    ['5/3', null],
    ['mai', null],
    ['5/3/20261', null],
  ])('%s → %s', (text, parsed) => expect(parseDay(text)).toBe(parsed));

  it('reads back what formatDay writes', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(parseDay(formatDay(any))).toBe(any);
      }),
    );
  });
});

describe('readDay', () => {
  it.each([['2026-02-30'], ['2026-2-3'], ['05/03/2026'], ['']])('refuses %s', (text) =>
    expect(readDay(text)).toBeNull(),
  );
});

describe('formatDay', () => {
  it('writes day, month, year', () => expect(formatDay(day('2026-03-05'))).toBe('05/03/2026'));
});

describe('adding', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-22', 36, '2029-05-22'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', -25, '2023-12-15'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to));

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-06-30', -180, '2026-01-01'],
  ])('%s and %i days is %s', (from, days, to) => expect(addDays(day(from), days)).toBe(to));

  it('is the other side of counting', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (any, days) => {
        expect(daysBetween(any, addDays(any, days))).toBe(days);
      }),
    );
  });
});

describe('weekdayOf', () => {
  it.each([
    ['2026-11-23', 1],
    ['2026-11-22', 7],
    ['1970-01-01', 4],
    ['1969-12-31', 3],
  ])('%s is day %i of the week', (text, weekday) => expect(weekdayOf(day(text))).toBe(weekday));
});
