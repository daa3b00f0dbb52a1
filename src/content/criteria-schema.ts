/** The YAML of `content/criteria`: what a sheet, a common criterion and the book may say. */
import { z } from 'zod';
import { mostly } from './yaml-file.ts';

/** A text without blanks around it (that it is NFC is asked of the whole file). */
const noBlanks = /^\S(.*\S)?$/s;
const line = z.string().regex(noBlanks);
const isLine = (value: unknown): boolean => typeof value === 'string' && noBlanks.test(value);

export const bilingual = mostly(
  z.strictObject({ vi: line, en: line }),
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 2 &&
    'vi' in value &&
    'en' in value &&
    isLine(value.vi) &&
    isLine(value.en),
);

export const part = z.enum(['A', 'B', 'C']);
const id = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
const code = z.string().regex(/^\d+(\.\d+){0,2}$/);
const points = z.int().min(0).max(10);
const effort = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const option = z.strictObject({
  points,
  vi: line,
  en: line,
  effort: effort.optional(),
  case: id.optional(),
});
export type OptionEntry = z.output<typeof option>;

/** What a common criterion says and a section's entry may replace. */
const saying = {
  name: bilingual,
  ask: bilingual,
  explain: bilingual,
  options: z.array(option).min(1),
  evidence: z.array(id),
};
const remarks = {
  none: bilingual.optional(),
  requires: bilingual.optional(),
  refused: bilingual.optional(),
  note: bilingual.optional(),
  unverified: bilingual.optional(),
  effort: effort.optional(),
  fixed: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  cases: z.record(id, bilingual).optional(),
};

const common = z.strictObject({ id, ...saying, ...remarks });
export type CommonEntry = z.output<typeof common>;
export const commonFile = z.array(common);

const placed = { code, max: points.min(1), group: code.optional() };
const entry = z.strictObject({
  ...placed,
  ...z.object(saying).partial().shape,
  ...remarks,
  use: id.optional(),
  points: z.array(points).min(1).optional(),
});
export type CriterionEntry = z.output<typeof entry>;

const section = z.strictObject({
  code,
  use: id.optional(),
  part: part.optional(),
  name: bilingual.optional(),
  max: z.int().min(1),
  groups: z.array(z.strictObject({ code, name: bilingual, max: z.int().min(1) })).default([]),
  criteria: z.array(entry).min(1),
});
export type SectionEntry = z.output<typeof section>;

const gates = z.record(code, points);
export const setFile = z.strictObject({
  set: id,
  number: z.int(),
  disqualifiers: z.array(id),
  unverified: bilingual.optional(),
  sections: z.array(section).min(1),
  gates: z.strictObject({ 3: gates, 4: gates, 5: gates }),
});
export type SetFile = z.output<typeof setFile>;

/** Part C of a set stands in a file of its own. */
export const partCFile = z.strictObject({ set: id, sections: z.array(section).min(1) });
export type PartCFile = z.output<typeof partCFile>;

export const bookFile = z.strictObject({
  document: id,
  parts: z.strictObject({ A: bilingual, B: bilingual, C: bilingual }),
  section_maxima: z.array(z.strictObject({ sets: z.array(z.int()), worth: z.record(code, z.int()) })),
  /** Said of 0 points where the sheet prints no such option. */
  none: bilingual,
  sections: z.record(id, z.strictObject({ part, vi: line, en: line })),
  evidence: z.record(id, bilingual),
  disqualifiers: z.record(id, bilingual),
});
export type BookFile = z.output<typeof bookFile>;
