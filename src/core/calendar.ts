/** Pure: calendar days in Vietnam. No clock in here: whoever asks brings the instant. */
import type { Day, Instant } from './model.ts';

/** Asia/Ho_Chi_Minh is UTC+7 all year. */
const offsetMs = 7 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

function partsOf(day: Day): Parts {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, date };
}

/** Days since 1970-01-01, years below 100 included. */
const numberOf = ({ year, month, date }: Parts): number =>
  new Date(Date.UTC(2000, month - 1, date)).setUTCFullYear(year, month - 1, date) / dayMs;

function fromNumber(days: number): Day {
  const at = new Date(days * dayMs);
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1, 2)}-${pad(at.getUTCDate(), 2)}` as Day;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Gives the day if it exists (years 1900–2199), else `null`. */
function makeDay(year: number, month: number, date: number): Day | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null;
  if (date < 1 || date > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` as Day;
}

/** Tells the calendar day in Vietnam at an instant. */
export function dayOf(instant: Instant): Day {
  return fromNumber(Math.floor((instant + offsetMs) / dayMs));
}

/** Gives the instant at which a day begins in Vietnam. */
export function startOf(day: Day): Instant {
  return numberOf(partsOf(day)) * dayMs - offsetMs;
}

/** Reads a stored day `yyyy-mm-dd`; `null` for anything else and for days that do not exist. */
export function readDay(text: string): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found ? makeDay(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}

/**
 * Reads a day as people write it, day first: `5/3/2026`, `05-03-2026`, `5.3.26`, `ngày 5 tháng 3 năm 2026`.
 * Gives `null` when the day does not exist or the year is missing.
 */
export function parseDay(text: string): Day | null {
  const found =
    /^\D*?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})\D*$/.exec(text) ??
    /^\D*?(\d{1,2})\s*th[áa]ng\s*(\d{1,2})\s*(?:n[ăa]m)?\s*(\d{4})\D*$/iu.exec(text.normalize('NFC'));
  if (!found) return readDay(text.trim());
  const year = Number(found[3]);
  return makeDay(year < 100 ? 2000 + year : year, Number(found[2]), Number(found[1]));
}

/** Writes a day as Vietnam does: `05/03/2026`. */
export function formatDay(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${pad(date, 2)}/${pad(month, 2)}/${pad(year, 4)}`;
}

/** Moves a day by whole days, backwards when negative. */
export function addDays(day: Day, days: number): Day {
  return fromNumber(numberOf(partsOf(day)) + days);
}

/** Moves a day by whole months; past the end of a shorter month it is that month's last day (31/01 + 1 = 28/02). */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const count = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return fromNumber(
    numberOf({ year: newYear, month: newMonth, date: Math.min(date, daysInMonth(newYear, newMonth)) }),
  );
}

/** Counts days from one day to another; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(partsOf(to)) - numberOf(partsOf(from));
}

/** Day of the week, 1 (thứ hai) to 7 (chủ nhật). */
export function weekdayOf(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const days = numberOf(partsOf(day));
  // 1970-01-01 was a Thursday.
  return (((((days + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
