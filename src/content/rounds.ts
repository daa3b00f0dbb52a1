/** Reads `content/rounds.yaml`: evaluation rounds, national ones and those of single provinces. */
import { z } from 'zod';
import { readDay } from '../core/calendar.ts';
import { ConfigError } from '../core/error.ts';
import { type RoundPlan, roundLevels } from '../core/round.ts';
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
const schema = z.strictObject({
  advise: z.int().min(0).max(60),
  rounds: z.array(round).min(1),
  provinces: z.record(
    z.string().regex(/^\d{2}$/),
    z.strictObject({ replaces: z.boolean().default(false), rounds: z.array(round).min(1) }),
  ),
});

/** Loads the plan. @throws ConfigError with file and line; also for an id that stands twice */
export function loadRounds(path: string): RoundPlan {
  const file = readYaml(path, schema);
  const { rounds, provinces } = file.value;
  const lists = [
    { at: ['rounds'], list: rounds },
    ...Object.entries(provinces).map(([code, own]) => ({
      at: ['provinces', code, 'rounds'],
      list: own.rounds,
    })),
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
