/** Pure: what speaks against the days of a class, as the officer reads it. */
import { type DayWarning, dayWarnings } from '../../core/class-warning.ts';
import type { Refusal } from '../../core/error.ts';
import type { TextRef } from '../../core/event.ts';
import type { Day } from '../../core/model.ts';
import type { Scene } from '../define.ts';

/** What is wrong with a class, as a text; days are shown as days. */
export const faultText = ({ code, vars = {} }: Refusal): TextRef => ({
  key: code,
  vars: Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [name, name === 'day' ? { day: String(value) } : value]),
  ),
});

/** A line a warning; `except` is the class that is being moved. */
export function dayLines(scene: Scene, days: readonly Day[], except = ''): readonly TextRef[] {
  const { calendar, contact, heldOfferings = [] } = scene.world;
  const others = heldOfferings
    .filter(({ offering }) => offering.code !== except && offering.state === 'open')
    .map(({ offering: { title, code, sessions } }) => ({
      title,
      code,
      days: sessions.map(({ day }) => day),
    }));
  const holiday = (day: Day) => calendar.holidayOn?.(day)?.[contact.language ?? 'vi'] ?? null;
  return [...new Set(days)].flatMap((day) => dayWarnings(day, { holiday, others }).map(lineOf));
}

function lineOf({ kind, day, ...more }: DayWarning): TextRef {
  return { key: `makeClass.warning.${kind}`, vars: { day: { day }, ...more } };
}
