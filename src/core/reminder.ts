/**
 * Pure: which reminder is due. Rules are data (`content/reminders.yaml`); what is due follows from a date and a day alone,
 * so a machine that slept, a late import or a corrected date catches up by itself, and with the latest one only. The SQL
 * function `reminders_find` says the same for many at once.
 */
import { addDays } from './calendar.ts';
import type { Day } from './model.ts';
import { addWorkingDays, type Holidays } from './working-day.ts';

/** Days of the programme: the last one of a round for communes or provinces, the last one of a yearly report of each. */
export const programmeSubjects = ['round', 'centralRound', 'communeReport', 'provinceReport'] as const;
export type ProgrammeSubject = (typeof programmeSubjects)[number];

/**
 * What a rule's date is: a certificate's last day, a dossier handed in, one forwarded, the commune's word that production
 * stopped, a date somebody noted, a day of the programme.
 */
export const reminderSubjects = [
  ...(['certificate', 'filing', 'forwarded', 'stopped', 'note'] as const),
  ...programmeSubjects,
] as const;
export type ReminderSubject = (typeof reminderSubjects)[number];

export const reminderAudiences = ['owner', 'officer', 'province'] as const;
export type ReminderAudience = (typeof reminderAudiences)[number];

export interface ReminderRule {
  readonly id: string;
  readonly about: ReminderSubject;
  /** From the subject's date; negative: before it. */
  readonly offset: { readonly days: number } | { readonly workingDays: number };
  readonly to: readonly ReminderAudience[];
  /** A text `reminder.<text>`. */
  readonly text: string;
  /** Told at most so many days late. */
  readonly lateDays: number;
}

/** The day a rule falls on. */
export function dueOn({ offset }: ReminderRule, date: Day, holidays: Holidays): Day {
  return 'days' in offset ? addDays(date, offset.days) : addWorkingDays(date, offset.workingDays, holidays);
}

export type Missed = 'later_rule' | 'too_late';

/** What to do with the rules of one subject that were not done before. */
export interface Due {
  readonly tell: ReminderRule | null;
  readonly missed: readonly { readonly rule: ReminderRule; readonly why: Missed }[];
}

/**
 * Decides for one subject on one day. `done` lists rules that were told or missed for this very date.
 * Of those that are due the latest is told, unless it is too late for it; all others are missed with their reason.
 */
export function dueReminders(
  rules: readonly ReminderRule[],
  date: Day,
  done: ReadonlySet<string>,
  { today, holidays }: { readonly today: Day; readonly holidays: Holidays },
): Due {
  const due = rules
    .map((rule) => ({ rule, on: dueOn(rule, date, holidays) }))
    .filter(({ on }) => on <= today)
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const latest = due.at(-1);
  const fresh = due.filter(({ rule }) => !done.has(rule.id));
  const told = fresh.find((one) => one === latest && addDays(one.on, one.rule.lateDays) >= today);
  return {
    tell: told?.rule ?? null,
    missed: fresh
      .filter((one) => one !== told)
      .map((one) => ({ rule: one.rule, why: one === latest ? 'too_late' : 'later_rule' })),
  };
}
