/** Pure: which year of which unit figures are asked for: `05503`, `05503.2025`, `.2025`, or "số liệu 2025" as typed. */
import type { Day } from './model.ts';

/** The programme began then (QĐ 490/QĐ-TTg, 07/05/2018). */
export const firstFigureYear = 2018;

export interface FigureYear {
  /** `null`: the officer's first unit. */
  readonly unit: string | null;
  /** `null`: the running year. */
  readonly year: number | null;
}

export function readFigureYear(arg: string | undefined): FigureYear {
  const [unit = '', year = ''] = (arg ?? '').split(/[.-]/);
  return { unit: unit === '' ? null : unit, year: /^\d{4}$/.test(year) ? Number(year) : null };
}

export const figureYearArg = ({ unit, year }: FigureYear): string =>
  year === null ? (unit ?? '') : `${unit ?? ''}.${year}`;

/** A year that a text names; `null` when it names none. */
export function yearIn(text: string): number | null {
  const found = /(?<!\d)(20\d{2})(?!\d)/.exec(text);
  return found === null ? null : Number(found[1]);
}

/** The day figures of a year are of: today in the running year, else the year's last; `null` for no year of the programme. */
export function figureDay(year: number | null, today: Day): Day | null {
  const now = Number(today.slice(0, 4));
  if (year === null || year === now) return today;
  return year < firstFigureYear || year > now ? null : lastDayOf(year);
}

export const lastDayOf = (year: number): Day => `${year}-12-31` as Day;
