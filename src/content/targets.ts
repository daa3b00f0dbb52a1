/** Reads `content/targets/<year>.yaml`: what provinces want to reach in a year. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Target, targetFigures } from '../core/figures.ts';
import { readYaml } from './yaml-file.ts';

const schema = z.strictObject({
  targets: z.array(
    z.strictObject({
      unit: z.string().regex(/^\d{2}(\d{3})?$/),
      area: z.string().min(1).optional(),
      figure: z.enum(targetFigures),
      atLeast: z.int().min(1),
      source: z.string().min(1),
    }),
  ),
});

/** Loads the targets of all years, by year. @throws ConfigError with file and line */
export function loadTargets(folder: string): ReadonlyMap<number, readonly Target[]> {
  const files = readdirSync(folder).filter((name) => /^\d{4}\.yaml$/.test(name));
  return new Map(
    files.map((name) => [Number(name.slice(0, 4)), readYaml(join(folder, name), schema).value.targets]),
  );
}
