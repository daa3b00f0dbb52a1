/** Working days with the holidays that are really loaded, under several time zones of the machine. */
import { afterEach, describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import type { Day } from '../../src/core/model.ts';
import { addWorkingDays, isWorkingDay, nextWorkingDay } from '../../src/core/working-day.ts';

const holidays = loadHolidays(new URL('../../content/holidays', import.meta.url).pathname);
const day = (text: string) => text as Day;
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe.each(['Asia/Ho_Chi_Minh', 'America/Los_Angeles', 'Pacific/Auckland'])(
  'with the clock of %s',
  (tz) => {
    it('leaves weekends and holidays out', () => {
      process.env.TZ = tz;
      expect(isWorkingDay(day('2026-11-20'), holidays)).toBe(true);
      expect(isWorkingDay(day('2026-11-21'), holidays)).toBe(false);
      expect(isWorkingDay(day('2026-11-22'), holidays)).toBe(false);
      expect(isWorkingDay(day('2026-02-18'), holidays)).toBe(false);
      expect(nextWorkingDay(day('2026-02-16'), holidays)).toBe('2026-02-23');
    });

    it('counts from the day after, over Tết too', () => {
      process.env.TZ = tz;
      expect(addWorkingDays(day('2026-11-20'), 1, holidays)).toBe('2026-11-23');
      expect(addWorkingDays(day('2026-11-20'), 15, holidays)).toBe('2026-12-11');
      expect(addWorkingDays(day('2026-02-13'), 1, holidays)).toBe('2026-02-23');
      expect(addWorkingDays(day('2026-11-21'), 0, holidays)).toBe('2026-11-21');
    });

    it('counts back as well', () => {
      process.env.TZ = tz;
      expect(addWorkingDays(day('2026-04-29'), -15, holidays)).toBe('2026-04-07');
    });
  },
);

it('says of which years it knows the holidays', () => {
  expect([2026, 2027, 2031].map(holidays.knows)).toEqual([true, true, false]);
});

it('counts a Saturday worked in exchange for the Monday that is off', () => {
  expect(isWorkingDay(day('2026-08-22'), holidays)).toBe(true);
  expect(isWorkingDay(day('2026-08-31'), holidays)).toBe(false);
});
