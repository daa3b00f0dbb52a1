/** Loads `content/enrol-list.yaml`: how lists of people for a class head their columns. */
import { z } from 'zod';
import { type EnrolLanguage, enrolColumns } from '../core/enrol-row.ts';
import { fold } from '../core/vietnamese.ts';
import { readYaml } from './yaml-file.ts';

const words = z.array(z.string().min(1)).min(1);
const column = z.strictObject({
  headers: words,
  required: z.boolean().optional(),
  beside: z.enum(enrolColumns).optional(),
});
const schema = z.strictObject({ columns: z.record(z.enum(enrolColumns), column), below: words });

/** Loads and checks the file. @throws ConfigError naming file and line of every fault */
export function loadEnrolLanguage(path: string): EnrolLanguage {
  const { value } = readYaml(path, schema);
  return { columns: value.columns as EnrolLanguage['columns'], below: value.below.map(fold) };
}
