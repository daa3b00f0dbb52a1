/**
 * Pure: evaluation rounds and the last days that follow from them (QĐ 26/2026/QĐ-TTg art. 5, art. 7(2); domain reference
 * §11). "Before a day" leaves the day itself out. The advised day for producers is ours, not the law's.
 */
import { addDays, readDay } from './calendar.ts';
import type { Day, UnitCode } from './model.ts';
import { addWorkingDays, type Holidays } from './working-day.ts';

export const roundLevels = ['province', 'central'] as const;
export type RoundLevel = (typeof roundLevels)[number];

export interface RoundRule {
  readonly id: string;
  readonly level: RoundLevel;
  /** `MM-DD`: proposed before this day. */
  readonly before: string;
  readonly heldBefore: string;
}

export interface RoundPlan {
  readonly rounds: readonly RoundRule[];
  /** Working days a producer had better be ahead of the last day. */
  readonly advise: number;
  readonly provinces: Readonly<
    Record<string, { readonly replaces: boolean; readonly rounds: readonly RoundRule[] }>
  >;
}

export interface Round {
  readonly rule: RoundRule;
  /** Last day on which dossiers are proposed. */
  readonly lastDay: Day;
  /** When a producer had better hand in at the commune; `null` for the centre's rounds, which provinces propose to. */
  readonly advisedDay: Day | null;
  readonly heldBefore: Day;
  /** The holidays of that year are known; else the advised day may be later than it should. */
  readonly exact: boolean;
}

/** The rounds that hold in a province. */
export function rulesOf({ rounds, provinces }: RoundPlan, province: UnitCode | null): readonly RoundRule[] {
  const own = province === null ? undefined : provinces[province];
  if (own === undefined) return rounds;
  const levels = own.replaces ? new Set(own.rounds.map(({ level }) => level)) : new Set<RoundLevel>();
  return [...rounds.filter(({ level }) => !levels.has(level)), ...own.rounds];
}

/** The next time of each round whose last day has not passed, the nearest first. */
export function nextRounds(
  plan: RoundPlan,
  province: UnitCode | null,
  today: Day,
  holidays: Holidays,
): readonly Round[] {
  return rulesOf(plan, province)
    .map((rule) => roundAfter(rule, plan.advise, today, holidays))
    .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
}

function roundAfter(rule: RoundRule, advise: number, today: Day, holidays: Holidays): Round {
  const year = Number(today.slice(0, 4));
  const lastDays = [year, year + 1].map((one) => addDays(dayIn(one, rule.before), -1));
  const lastDay = lastDays.find((day) => day >= today) ?? lastDays[0] ?? today;
  const cutoff = addDays(lastDay, 1);
  const sameYear = rule.heldBefore > rule.before;
  return {
    rule,
    lastDay,
    advisedDay: rule.level === 'province' ? addWorkingDays(lastDay, -advise, holidays) : null,
    heldBefore: dayIn(Number(cutoff.slice(0, 4)) + (sameYear ? 0 : 1), rule.heldBefore),
    exact: holidays.knows(Number(lastDay.slice(0, 4))),
  };
}

/** The loader lets only days through that every year has. */
function dayIn(year: number, monthDay: string): Day {
  const day = readDay(`${year}-${monthDay}`);
  if (day === null) throw new RangeError(`${monthDay} is no day of ${year}`);
  return day;
}
