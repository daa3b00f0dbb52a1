/**
 * Pure: the last days that start with a renewal dossier: the commune forwards it within 15 working days (QĐ 26/2026/QĐ-TTg,
 * Điều 7 khoản 2); the result comes within 45 days of the commune's complete request (khoản 6g).
 */
import { addDays } from './calendar.ts';
import type { Filing } from './certificate.ts';
import type { Day } from './model.ts';

export const forwardWithinWorkingDays = 15;
export const resultWithinDays = 45;

export interface FilingDue {
  readonly forwardBy: Day;
  /** While it is not forwarded: if that is done on its last day. */
  readonly resultBy: Day;
}

/** The days that count for a dossier the commune received; `null` before that. */
export function filingDue(
  filing: Pick<Filing, 'filedOn' | 'forwardedOn'> | null,
  workingDaysAfter: (day: Day, count: number) => Day,
): FilingDue | null {
  if (filing === null || filing.filedOn === null) return null;
  const forwardBy = workingDaysAfter(filing.filedOn, forwardWithinWorkingDays);
  return { forwardBy, resultBy: addDays(filing.forwardedOn ?? forwardBy, resultWithinDays) };
}
