/** Loads `content/dossier.yaml`: the checklists for a first dossier, an upgrade and a renewal. */
import { join } from 'node:path';
import { z } from 'zod';
import type { CriteriaBook } from '../core/criteria-set.ts';
import { type DossierBook, type DossierItem, dossierKinds } from '../core/dossier.ts';
import { ConfigError } from '../core/error.ts';
import { bilingual } from './criteria-schema.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

const id = z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/);
const item = z.strictObject({
  id,
  group: id,
  by: z.enum(['producer', 'commune']).default('producer'),
  kinds: z.array(z.enum(dossierKinds)).min(1),
  need: z.enum(['must', 'if_asked', 'proof']),
  only: z.array(id).min(1).optional(),
  except: z.array(id).min(1).optional(),
  text: bilingual,
  explain: bilingual,
  clause: bilingual,
  evidence: id.optional(),
});
const schema = z.strictObject({
  document: id,
  groups: z.record(id, bilingual),
  items: z.array(item).min(1),
});
type File = z.output<typeof schema>;

/**
 * Loads the checklists; `criteria` gives the product sets, the papers and the decisions they name.
 * @throws ConfigError naming file and line of every fault
 */
export function loadDossier(folder: string, criteria: CriteriaBook): DossierBook {
  const file = readYaml(join(folder, 'dossier.yaml'), schema);
  const { groups, items } = file.value;
  const document = criteria.legalDocuments.find(({ id: known }) => known === file.value.document);
  const faults = items.flatMap((_, at) => itemFaults(file, at, criteria));
  if (document === undefined)
    faults.push(file.fault(['document'], `no legal document ${file.value.document}`));
  if (document === undefined || faults.length > 0) throw new ConfigError(faults);
  return {
    document,
    groups: Object.entries(groups).map(([group, name]) => ({ id: group, name })),
    items: items.map((entry) => toItem(entry, criteria)),
  };
}

function toItem({ only, except, evidence, ...rest }: File['items'][number], book: CriteriaBook): DossierItem {
  const all = book.sets.map((set) => set.id);
  const sets = only ?? (except === undefined ? null : all.filter((set) => !except.includes(set)));
  return { ...rest, evidence: evidence ?? null, sets };
}

function itemFaults(file: YamlFile<File>, at: number, book: CriteriaBook): string[] {
  const { items, groups } = file.value;
  const entry = items[at];
  if (entry === undefined) return [];
  const say = (key: keyof typeof entry, message: string) => file.fault(['items', at, key], message);
  const sets = (key: 'only' | 'except') =>
    (entry[key] ?? []).flatMap((set) =>
      book.criteriaOf(set) === null ? [say(key, `no product set ${set}`)] : [],
    );
  const { evidence } = entry;
  return [
    ...(items.findIndex((other) => other.id === entry.id) === at
      ? []
      : [say('id', `${entry.id} stands twice`)]),
    ...(entry.group in groups ? [] : [say('group', `no group ${entry.group}`)]),
    ...(entry.only && entry.except ? [say('except', 'cannot stand beside only')] : []),
    ...sets('only'),
    ...sets('except'),
    ...(evidence === undefined || book.evidence.some((paper) => paper.id === evidence)
      ? []
      : [say('evidence', `no evidence ${evidence}`)]),
  ];
}
