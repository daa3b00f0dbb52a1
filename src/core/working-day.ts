/**
 * Pure: working days, Monday to Friday without the holidays of the yearly data. Counting begins with the day after the
 * one given, as deadlines of authorities do.
 */
import { addDays } from './calendar.ts';
import type { Day } from './model.ts';

/** Holidays of the years that are known. */
export interface Holidays {
  has(day: Day): boolean;
  /** Whether the year's list is there; without it only weekends are left out, and answers say so. */
  knows(year: number): boolean;
  /** Saturdays and Sundays worked in exchange for a day off. */
  isWorked?(day: Day): boolean;
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: Day): number => (Math.floor(Date.parse(day) / 86_400_000) + 4) % 7;

export function isWorkingDay(day: Day, holidays: Holidays): boolean {
  if (holidays.isWorked?.(day) === true) return true;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The day that is `count` working days after (before, when negative) another; the day itself for 0. */
export function addWorkingDays(from: Day, count: number, holidays: Holidays): Day {
  const step = count < 0 ? -1 : 1;
  let day = from;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}

/** The same day, or the next one on which offices are open. */
export function nextWorkingDay(day: Day, holidays: Holidays): Day {
  let open = day;
  while (!isWorkingDay(open, holidays)) open = addDays(open, 1);
  return open;
}
