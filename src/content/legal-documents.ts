/** Loads `content/legal-documents.yaml`: the decisions that carry the criteria, in force and lapsed. */
import { z } from 'zod';
import type { LegalDocument } from '../core/criteria-set.ts';
import { ConfigError } from '../core/error.ts';
import type { Day } from '../core/model.ts';
import { bilingual } from './criteria-schema.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

const schema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+$/),
    name: z.string().min(1),
    about: bilingual,
    issued_on: z.iso.date(),
    effective_from: z.iso.date(),
    effective_to: z.iso.date().optional(),
    replaced_by: z.string().optional(),
    amends: z.string().optional(),
    unverified: bilingual.optional(),
  }),
);
type Entries = z.output<typeof schema>;

/** Loads and checks the list, oldest first. @throws ConfigError naming file and line of every fault */
export function loadLegalDocuments(path: string): readonly LegalDocument[] {
  const file = readYaml(path, schema);
  const faults = faultsOf(file);
  if (faults.length > 0) throw new ConfigError(faults);
  return file.value
    .map(({ issued_on, effective_from, effective_to, replaced_by, amends, unverified, ...rest }) => ({
      ...rest,
      issuedOn: issued_on as Day,
      effectiveFrom: effective_from as Day,
      effectiveTo: (effective_to ?? null) as Day | null,
      replacedBy: replaced_by ?? null,
      amends: amends ?? null,
      ...(unverified === undefined ? {} : { unverified }),
    }))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
}

function faultsOf({ value, fault }: YamlFile<Entries>): readonly string[] {
  const ids = value.map(({ id }) => id);
  return value.flatMap((entry, at) => [
    ...(ids.indexOf(entry.id) === at ? [] : [fault([at, 'id'], `${entry.id} stands twice`)]),
    ...(['replaced_by', 'amends'] as const).flatMap((key) => {
      const other = entry[key];
      return other === undefined || ids.includes(other) ? [] : [fault([at, key], `no document ${other}`)];
    }),
    ...(entry.effective_to === undefined || entry.effective_to > entry.effective_from
      ? []
      : [fault([at, 'effective_to'], 'not after effective_from')]),
    ...((entry.effective_to === undefined) === (entry.replaced_by === undefined)
      ? []
      : [fault([at], 'effective_to and replaced_by belong together')]),
  ]);
}
