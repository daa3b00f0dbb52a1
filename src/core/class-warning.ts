/** Pure: what speaks against a day chosen for a class: holidays, days around Tết, days of the moon, another class. It warns; the officer decides. */
import { weekdayOf } from './calendar.ts';
import { lunarOf } from './lunar.ts';
import type { Day } from './model.ts';

export type DayWarning =
  | { readonly kind: 'holiday'; readonly day: Day; readonly name: string }
  | { readonly kind: 'tet' | 'firstOfMoon' | 'fullMoon' | 'sunday'; readonly day: Day }
  | { readonly kind: 'clash'; readonly day: Day; readonly title: string; readonly code: string };

export interface DaysKnown {
  /** Name of the holiday a day is, in the reader's language. */
  readonly holiday: (day: Day) => string | null;
  /** What the unit holds besides. */
  readonly others: readonly {
    readonly title: string;
    readonly code: string;
    readonly days: readonly Day[];
  }[];
}

/** Households prepare from the day of the kitchen gods on (23 of the last month), and the year begins slowly. */
const isAroundTet = (day: Day): boolean => {
  const { day: date, month } = lunarOf(day);
  return (month === 12 && date >= 23) || (month === 1 && date <= 6);
};

function moon(day: Day): DayWarning | null {
  const { day: date } = lunarOf(day);
  if (date === 1) return { kind: 'firstOfMoon', day };
  return date === 15 ? { kind: 'fullMoon', day } : null;
}

/** The warnings of one day, the weightiest first; a holiday makes the smaller ones needless. */
export function dayWarnings(day: Day, { holiday, others }: DaysKnown): readonly DayWarning[] {
  const name = holiday(day);
  const main: DayWarning | null =
    name !== null
      ? { kind: 'holiday', day, name }
      : isAroundTet(day)
        ? { kind: 'tet', day }
        : (moon(day) ?? (weekdayOf(day) === 7 ? { kind: 'sunday', day } : null));
  const clashes = others.filter(({ days }) => days.includes(day));
  return [
    ...(main === null ? [] : [main]),
    ...clashes.map(({ title, code }) => ({ kind: 'clash', day, title, code }) as const),
  ];
}
