/** Reads `content/holidays/YEAR.yaml`: days on which offices are closed. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readDay } from '../core/calendar.ts';
import { ConfigError } from '../core/error.ts';
import type { Day, Language } from '../core/model.ts';
import type { Holidays } from '../core/working-day.ts';
import { readYaml } from './yaml-file.ts';

const schema = z.strictObject({
  year: z.int().min(2020).max(2100),
  days: z.array(
    z.strictObject({
      day: z.string(),
      name: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
      confidence: z.enum(['verified', 'general', 'derived']),
    }),
  ),
  /** Weekends worked in exchange for a day off. */
  worked: z.array(z.string()).default([]),
});

export interface HolidayList extends Holidays {
  /** Every holiday of all years, for the database. */
  readonly days: readonly Day[];
  /** Every weekend that is worked, for the database. */
  readonly worked: readonly Day[];
  /** What a holiday is called. */
  nameOf(day: Day): Readonly<Record<Language, string>> | null;
}

/** Loads all years. @throws ConfigError for a day that does not exist, stands in the wrong year or twice */
export function loadHolidays(folder: string): HolidayList {
  const faults: string[] = [];
  const days = new Map<Day, Readonly<Record<Language, string>>>();
  const years = new Set<number>();
  const worked = new Set<Day>();
  for (const path of readdirSync(folder).filter((one) => one.endsWith('.yaml'))) {
    const file = readYaml(join(folder, path), schema);
    years.add(file.value.year);
    for (const [at, { day: text, name }] of file.value.days.entries()) {
      const day = readDay(text);
      const right = day?.startsWith(`${file.value.year}-`) === true && !days.has(day);
      if (right) days.set(day, name);
      else faults.push(file.fault(['days', at, 'day'], `${text} is no day of this year, or stands twice`));
    }
    for (const [at, text] of file.value.worked.entries()) {
      const day = readDay(text);
      if (day?.startsWith(`${file.value.year}-`)) worked.add(day);
      else faults.push(file.fault(['worked', at], `${text} is no day of this year`));
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    has: (day) => days.has(day),
    knows: (year) => years.has(year),
    isWorked: (day) => worked.has(day),
    days: [...days.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
    worked: [...worked].toSorted((a, b) => (a < b ? -1 : 1)),
    nameOf: (day) => days.get(day) ?? null,
  };
}
