import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import { dayOfLunar, lunarOf, tetOf } from '../../src/core/lunar.ts';
import type { Day } from '../../src/core/model.ts';

/** As celebrated, or as published calendars have it. */
const tet: readonly (readonly [number, string])[] = [
  [1985, '1985-01-21'],
  [2007, '2007-02-17'],
  [2020, '2020-01-25'],
  [2021, '2021-02-12'],
  [2022, '2022-02-01'],
  [2023, '2023-01-22'],
  [2024, '2024-02-10'],
  [2025, '2025-01-29'],
  [2026, '2026-02-17'],
  [2027, '2027-02-06'],
  [2028, '2028-01-26'],
  [2029, '2029-02-13'],
  [2030, '2030-02-02'],
];

describe('the lunar calendar of Vietnam', () => {
  it.each(tet)('begins the year %i on %s, also where China begins it on another day', (year, day) => {
    expect(tetOf(year)).toBe(day);
    expect(lunarOf(day as Day)).toEqual({ day: 1, month: 1, year, isLeap: false });
    expect(lunarOf(addDays(day as Day, -1)).month).toBe(12);
  });

  it('knows the leap months', () => {
    expect(lunarOf('2023-03-22' as Day)).toEqual({ day: 1, month: 2, year: 2023, isLeap: true });
    expect(lunarOf('2025-07-25' as Day)).toEqual({ day: 1, month: 6, year: 2025, isLeap: true });
    expect(lunarOf('2020-05-23' as Day)).toEqual({ day: 1, month: 4, year: 2020, isLeap: true });
  });

  it('finds Giỗ Tổ, the tenth of the third month, also after a leap month', () => {
    expect(dayOfLunar(2023, 3, 10)).toBe('2023-04-29');
    expect(dayOfLunar(2025, 3, 10)).toBe('2025-04-07');
    expect(dayOfLunar(2026, 3, 10)).toBe('2026-04-26');
    expect(dayOfLunar(2027, 3, 10)).toBe('2027-04-16');
  });

  it('counts every day once, there and back', () => {
    let before = lunarOf('2019-12-31' as Day);
    for (let day = '2020-01-01' as Day; day < '2031-01-01'; day = addDays(day, 1)) {
      const now = lunarOf(day);
      const follows =
        now.day === before.day + 1 ? now.month === before.month : now.day === 1 && before.day >= 29;
      expect(follows, `${day} after ${JSON.stringify(before)}`).toBe(true);
      if (!now.isLeap) expect(dayOfLunar(now.year, now.month, now.day)).toBe(day);
      before = now;
    }
  });
});
