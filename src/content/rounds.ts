/** Reads `content/rounds.yaml`: evaluation rounds and yearly reports, national ones and those of single provinces. */
import { z } from 'zod';
import { readDay } from '../core/calendar.ts';
import { ConfigError } from '../core/error.ts';
import { officerRoles } from '../core/model.ts';
import { type RoundPlan, roundLevels } from '../core/round.ts';
import type { ReportPlan } from '../core/yearly-report.ts';
import { readYaml } from './yaml-file.ts';

/** A day that every year has. */
const monthDay = z
  .string()
  .refine((text) => readDay(`2025-${text}`) !== null, { error: 'must be a day as MM-DD' });
const round = z.strictObject({
  id: z.string().regex(/^[a-z][a-z\d-]*$/),
  level: z.enum(roundLevels),
  before: monthDay,
  heldBefore: monthDay,
});
const report = z.strictObject({
  id: z.string().regex(/^[a-z][a-z\d-]*$/),
  from: z.enum(officerRoles),
  before: monthDay,
});
const schema = z.strictObject({
  advise: z.int().min(0).max(60),
  rounds: z.array(round).min(1),
  reports: z.array(report).default([]),
  provinces: z.record(
    z.string().regex(/^\d{2}$/),
    z.strictObject({
      replaces: z.boolean().default(false),
      rounds: z.array(round).default([]),
      reports: z.array(report).optional(),
    }),
  ),
});

/** Loads the plan. @throws ConfigError with file and line; also for an id that stands twice */
export function loadRounds(path: string): RoundPlan & ReportPlan {
  const file = readYaml(path, schema);
  const { rounds, reports, provinces } = file.value;
  const lists = [
    { at: ['rounds'], list: rounds },
    { at: ['reports'], list: reports },
    ...Object.entries(provinces).flatMap(([code, own]) => [
      { at: ['provinces', code, 'rounds'], list: own.rounds },
      { at: ['provinces', code, 'reports'], list: own.reports ?? [] },
    ]),
  ];
  const faults = lists.flatMap(({ at, list }) =>
    list.flatMap(({ id }, no) =>
      list.findIndex((other) => other.id === id) === no
        ? []
        : [file.fault([...at, no, 'id'], `${id} stands twice`)],
    ),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return file.value;
}
