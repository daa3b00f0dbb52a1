/** Reads `content/reminders.yaml`: what is reminded of, when and to whom. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { type ReminderRule, reminderAudiences, reminderSubjects } from '../core/reminder.ts';
import type { SeatReminderRule } from '../core/seat-reminder.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

const usualLateDays = 30;
/** Deadlines that run from an act; everything else is counted in plain days, before a day that is known. */
const clocks: readonly ReminderRule['about'][] = ['filing', 'forwarded', 'stopped'];
const days = z.int().min(-1500).max(1500).optional();
const id = z.string().regex(/^[a-z][a-z\d-]{1,40}$/);
const hour = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .optional();
/** Nobody plans a class longer ahead than this, and a beginning is not reminded of after it. */
const seatDays = z.int().min(-60).max(0);

const schema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id,
        about: z.enum(reminderSubjects),
        days,
        workingDays: days,
        to: z.array(z.enum(reminderAudiences)).min(1),
        text: z.string().regex(/^[a-zA-Z]+$/),
        late: z.int().min(0).max(400).default(usualLateDays),
      }),
    )
    .min(1),
  seats: z
    .array(
      z.strictObject({
        ...{ id, days: seatDays, at: hour, notBefore: hour },
        hoursBefore: z.int().min(1).max(24).optional(),
        firstDayOnly: z.boolean().default(false),
      }),
    )
    .default([]),
});
type File = z.output<typeof schema>;

/** Everything the file says. */
export interface ReminderRules {
  readonly rules: readonly ReminderRule[];
  readonly seats: readonly SeatReminderRule[];
}

/** Loads the rules. @throws ConfigError for an id that stands twice, a rule without a day, or one about seats without an hour */
export function loadReminders(path: string): ReminderRules {
  const file = readYaml(path, schema);
  const faults = [...givenTwice(file, 'rules'), ...givenTwice(file, 'seats')];
  const read = { rules: rulesIn(file, faults), seats: seatsIn(file, faults) };
  if (faults.length > 0) throw new ConfigError(faults);
  return read;
}

const rulesIn = (file: YamlFile<File>, faults: string[]): readonly ReminderRule[] =>
  file.value.rules.map((rule, at) => {
    const { id, about, to, text, late } = rule;
    const offset = offsetOf(rule);
    if (offset === null) faults.push(file.fault(['rules', at], 'needs either days or workingDays'));
    else if ('workingDays' in offset && !clocks.includes(about))
      faults.push(
        file.fault(['rules', at, 'workingDays'], `working days count for ${clocks.join(', ')} only`),
      );
    return { id, about, to, text, lateDays: late, offset: offset ?? { days: 0 } };
  });

function offsetOf({ days: plain, workingDays }: File['rules'][number]): ReminderRule['offset'] | null {
  if (plain !== undefined && workingDays === undefined) return { days: plain };
  if (plain === undefined && workingDays !== undefined) return { workingDays };
  return null;
}

const seatsIn = (file: YamlFile<File>, faults: string[]): readonly SeatReminderRule[] =>
  file.value.seats.map((rule, at) => {
    const when = whenOf(rule);
    if (when === null)
      faults.push(file.fault(['seats', at], 'needs either at, or hoursBefore and notBefore'));
    return { id: rule.id, days: rule.days, when: when ?? { at: '08:00' }, firstDayOnly: rule.firstDayOnly };
  });

function whenOf({ at, hoursBefore, notBefore }: File['seats'][number]): SeatReminderRule['when'] | null {
  const isBefore = hoursBefore !== undefined && notBefore !== undefined;
  if (at !== undefined) return hoursBefore === undefined && notBefore === undefined ? { at } : null;
  return isBefore ? { hoursBefore, notBefore } : null;
}

const givenTwice = (file: YamlFile<File>, list: 'rules' | 'seats'): readonly string[] =>
  file.value[list].flatMap(({ id: own }, at) =>
    file.value[list].findIndex((other) => other.id === own) === at
      ? []
      : [file.fault([list, at, 'id'], `${own} stands twice`)],
  );
