/** The days of the programme as reminders know them: the last day of every round and report of this year and the next. */
import { dayOf } from '../core/calendar.ts';
import type { Day, Instant, UnitCode } from '../core/model.ts';
import type { ProgrammeDay } from '../ports/remind.ts';
import type { Library, Store } from '../ports.ts';

type KnownDays = Library['calendar'];

/** Where this year begins, and the next: rounds and reports asked for from there are those of that year. */
export const yearsFrom = (today: Day): readonly Day[] => {
  const year = Number(today.slice(0, 4));
  return [year, year + 1].map((one) => `${one}-01-01` as Day);
};

/** All days of a province. */
export function programmeDays(calendar: KnownDays, province: UnitCode, today: Day): readonly ProgrammeDay[] {
  const idOf = (rule: string, on: Day) => `day:${province}:${rule}:${on.slice(0, 4)}`;
  return yearsFrom(today).flatMap((from): readonly ProgrammeDay[] => [
    ...calendar.rounds(province, from).map(({ rule, lastDay, advisedDay, heldBefore, exact }) => ({
      ...{ id: idOf(rule.id, lastDay), province, on: lastDay, heldBefore },
      about: rule.level === 'province' ? ('round' as const) : ('centralRound' as const),
      // Without that year's holidays the day would be a guess.
      advisedOn: exact ? advisedDay : null,
    })),
    ...calendar.reports(province, from).map(({ rule, lastDay }) => ({
      ...{ id: idOf(rule.id, lastDay), province, on: lastDay, heldBefore: null, advisedOn: null },
      about: rule.from === 'commune' ? ('communeReport' as const) : ('provinceReport' as const),
    })),
  ]);
}

/** Brings the days of all provinces up to date, once on each day. */
export function createProgramme(store: Pick<Store, 'loadProgramme' | 'provinces'>, calendar: KnownDays) {
  let loadedOn: Day | null = null;
  return async (now: Instant): Promise<void> => {
    const today = dayOf(now);
    if (loadedOn === today) return;
    const provinces = await store.provinces();
    await store.loadProgramme(
      provinces.flatMap((province) => programmeDays(calendar, province, today)),
      now,
    );
    loadedOn = today;
  };
}
