/** Reads `content/reminders.yaml`: what is reminded of, when and to whom. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { type ReminderRule, reminderAudiences, reminderSubjects } from '../core/reminder.ts';
import { readYaml } from './yaml-file.ts';

const usualLateDays = 30;
/** Deadlines that run from an act; everything else is counted in plain days, before a day that is known. */
const clocks: readonly ReminderRule['about'][] = ['filing', 'forwarded', 'stopped'];
const days = z.int().min(-1500).max(1500).optional();

const schema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z\d-]{1,40}$/),
        about: z.enum(reminderSubjects),
        days,
        workingDays: days,
        to: z.array(z.enum(reminderAudiences)).min(1),
        text: z.string().regex(/^[a-zA-Z]+$/),
        late: z.int().min(0).max(400).default(usualLateDays),
      }),
    )
    .min(1),
});

/** Loads the rules. @throws ConfigError for an id that stands twice, or a rule without a day */
export function loadReminderRules(path: string): readonly ReminderRule[] {
  const file = readYaml(path, schema);
  const faults: string[] = [];
  const rules = file.value.rules.map((rule, at): ReminderRule => {
    const { id, about, to, text, late } = rule;
    if (file.value.rules.findIndex((other) => other.id === id) !== at)
      faults.push(file.fault(['rules', at, 'id'], `${id} stands twice`));
    const offset = offsetOf(rule);
    if (offset === null) faults.push(file.fault(['rules', at], 'needs either days or workingDays'));
    else if ('workingDays' in offset && !clocks.includes(about))
      faults.push(
        file.fault(['rules', at, 'workingDays'], `working days count for ${clocks.join(', ')} only`),
      );
    return { id, about, to, text, lateDays: late, offset: offset ?? { days: 0 } };
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return rules;
}

function offsetOf({
  days: plain,
  workingDays,
}: z.output<typeof schema>['rules'][number]): ReminderRule['offset'] | null {
  if (plain !== undefined && workingDays === undefined) return { days: plain };
  if (plain === undefined && workingDays !== undefined) return { workingDays };
  return null;
}
