/** Pure: what the calendar conversation asks for. */
import type { Day, Language, UnitCode } from '../../core/model.ts';
import type { NotedDate } from '../../core/noted-date.ts';
import type { Round } from '../../core/round.ts';

export interface CalendarSnapshots {
  /** The person's own dates that are not done, the nearest first. */
  readonly notedDates: readonly NotedDate[];
}

/** Read-only knowledge of days, in memory. */
export interface KnowsDays {
  readonly calendar: {
    /** The next evaluation rounds of a province. */
    rounds(province: UnitCode | null, today: Day): readonly Round[];
    /** The day so many working days later. */
    workingDaysAfter(day: Day, count: number): Day;
    /** Name of the holiday a day is, by language; absent: nobody knows. */
    holidayOn?(day: Day): Readonly<Record<Language, string>> | null;
  };
}
