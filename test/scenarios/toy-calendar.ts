/** Days in the world of the scenarios: the real rounds and holidays, and dates that people note. */
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadRounds } from '../../src/content/rounds.ts';
import type { CalendarFeedEvent } from '../../src/core/calendar-feed.ts';
import type { NotedDate, NotedDateEvent } from '../../src/core/noted-date.ts';
import { nextRounds } from '../../src/core/round.ts';
import { addWorkingDays } from '../../src/core/working-day.ts';
import { nextReports } from '../../src/core/yearly-report.ts';
import type { KnowsDays } from '../../src/flow/needs/calendar.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const holidays = loadHolidays(content('holidays'));
const plan = loadRounds(content('rounds.yaml'));

export const calendar: KnowsDays['calendar'] = {
  rounds: (province, today) => nextRounds(plan, province, today, holidays),
  reports: (province, today) => nextReports(plan, province, today),
  workingDaysAfter: (day, count) => addWorkingDays(day, count, holidays),
  holidayOn: holidays.nameOf,
};

const withoutPages = new WeakSet<object>();

/** Nobody reaches this town over the web. */
export const closePages = (town: object): void => void withoutPages.add(town);
export const hasPages = (town: object): boolean => !withoutPages.has(town);

const noted = new WeakMap<object, NotedDate[]>();

/** The dates of one person, kept beside the person. */
export function notedDatesOf(person: object): NotedDate[] {
  const dates = noted.get(person) ?? [];
  noted.set(person, dates);
  return dates;
}

type DatedEvent = NotedDateEvent | CalendarFeedEvent;
type Appliers = {
  readonly [T in DatedEvent['type']]: (
    event: Extract<DatedEvent, { readonly type: T }>,
    town: unknown,
    person: object,
  ) => Readonly<Record<string, string>> | undefined;
};

/** How many addresses somebody's calendar had. */
const addresses = new WeakMap<object, number>();

export const calendarAppliers: Appliers = {
  date_noted: ({ type: _, ...date }, _town, person) => {
    const dates = notedDatesOf(person);
    dates.push({ id: String(dates.length + 1), ...date });
    dates.sort((a, b) => (a.on < b.on ? -1 : 1));
    return undefined;
  },
  calendar_address_wanted: ({ renew }, _town, person) => {
    const count = (addresses.get(person) ?? 1) + Number(renew);
    addresses.set(person, count);
    return { calendarLink: `https://bot.example.vn/lich/dia-chi-${count}` };
  },
  calendar_address_ended: () => undefined,
  noted_date_dropped: ({ id }, _town, person) => {
    const dates = notedDatesOf(person);
    dates.splice(0, dates.length, ...dates.filter((date) => date.id !== id));
    return undefined;
  },
};
