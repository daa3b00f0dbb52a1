/** Pure: what the calendar conversation asks for. */
import type { Day, Language, UnitCode } from '../../core/model.ts';
import type { NotedDate } from '../../core/noted-date.ts';
import type { Round } from '../../core/round.ts';
import type { ReportDue } from '../../core/yearly-report.ts';

export interface CalendarSnapshots {
  /** The person's own dates that are not done, the nearest first. */
  readonly notedDates: readonly NotedDate[];
}

/** Read-only knowledge of days, in memory. */
export interface KnowsDays {
  /** People reach us over the web: a phone can fetch a calendar from us. */
  readonly hasPages?: boolean;
  readonly calendar: {
    /** The next evaluation rounds of a province. */
    rounds(province: UnitCode | null, today: Day): readonly Round[];
    /** The yearly reports due in a province from this day on. */
    reports(province: UnitCode | null, today: Day): readonly ReportDue[];
    /** The day so many working days later. */
    workingDaysAfter(day: Day, count: number): Day;
    /** Name of the holiday a day is, by language; absent: nobody knows. */
    holidayOn?(day: Day): Readonly<Record<Language, string>> | null;
  };
}
