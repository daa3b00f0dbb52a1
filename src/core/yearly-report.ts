/**
 * Pure: yearly reports that officers send in. Their days are set by each province every year (domain reference §11), so
 * they are data; "before a day" leaves the day itself out.
 */
import { addDays, readDay } from './calendar.ts';
import type { Day, OfficerRole, UnitCode } from './model.ts';

export interface ReportRule {
  readonly id: string;
  /** Whose report it is. */
  readonly from: OfficerRole;
  /** `MM-DD`. */
  readonly before: string;
}

export interface ReportPlan {
  readonly reports: readonly ReportRule[];
  readonly provinces: Readonly<Record<string, { readonly reports?: readonly ReportRule[] | undefined }>>;
}

export interface ReportDue {
  readonly rule: ReportRule;
  readonly lastDay: Day;
  /** The province set this day itself; else it is the one of earlier years. */
  readonly own: boolean;
}

/** The next time of each report whose last day has not passed, the nearest first. */
export function nextReports(plan: ReportPlan, province: UnitCode | null, today: Day): readonly ReportDue[] {
  const own = province === null ? undefined : plan.provinces[province]?.reports;
  return (own ?? plan.reports)
    .map((rule) => ({ rule, lastDay: lastDayOf(rule, today), own: own !== undefined }))
    .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
}

/** The loader lets only days through that every year has. */
function lastDayOf({ before }: ReportRule, today: Day): Day {
  const year = Number(today.slice(0, 4));
  const days = [year, year + 1].map((one) => readDay(`${one}-${before}`));
  const last = days.flatMap((day) => (day === null ? [] : [addDays(day, -1)])).find((day) => day >= today);
  if (last === undefined) throw new RangeError(`${before} is no day of a year`);
  return last;
}
