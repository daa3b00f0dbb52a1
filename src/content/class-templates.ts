/** Loads `content/class-templates.yaml`: what officers begin a new class or event with. */
import { z } from 'zod';
import { audiences, offeringKinds } from '../core/class.ts';
import type { ClassTemplate } from '../core/class-template.ts';
import { ConfigError } from '../core/error.ts';
import { readYaml } from './yaml-file.ts';

const schema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    kind: z.enum(offeringKinds),
    title: z.string().min(5).max(200),
    description: z.string().max(2000),
    audience: z.array(z.enum(audiences)),
    seats: z.int().min(1).optional(),
    perProducer: z.int().min(1).optional(),
    tags: z.array(z.string().min(2)),
    repeat: z.strictObject({ everyMonths: z.int().min(1).max(24), times: z.int().min(2).max(60) }).optional(),
  }),
);

/** Loads the templates, in the order they are offered. @throws ConfigError naming file and line of every fault */
export function loadClassTemplates(path: string): readonly ClassTemplate[] {
  const { value, fault } = readYaml(path, schema);
  const faults = value.flatMap(({ id }, at) =>
    value.findIndex((one) => one.id === id) < at ? [fault([at, 'id'], `${id} stands twice`)] : [],
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return JSON.parse(JSON.stringify(value)) as readonly ClassTemplate[];
}
