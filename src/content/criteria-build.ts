/** Makes the criteria of a sheet out of its entries and the common criteria they use, and says what is wrong with them. */
import type { Bilingual, Criterion, CriterionOption, Section } from '../core/criteria-set.ts';
import type { BookFile, CommonEntry, CriterionEntry, OptionEntry, SectionEntry } from './criteria-schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** A common criterion and where it stands. */
export interface PlacedCommon {
  readonly entry: CommonEntry;
  readonly file: YamlFile<unknown>;
  readonly at: number;
}

/** What a sheet is put together from, and where its faults go. */
export interface Desk {
  readonly book: BookFile;
  readonly common: ReadonlyMap<string, PlacedCommon>;
  readonly file: YamlFile<unknown>;
  readonly faults: string[];
}

const usualEffort = 2;

/** Builds the section that stands at `at` in its file; null when it cannot be, which is reported. */
export function buildSection(entry: SectionEntry, at: number, desk: Desk): Section | null {
  const path = ['sections', at];
  const heading = headingOf(entry);
  const known = entry.use === undefined ? heading : desk.book.sections[entry.use];
  if (known === undefined) {
    report(
      desk,
      [...path, 'use'],
      entry.use === undefined ? 'has no part or no name' : `no section ${entry.use}`,
    );
    return null;
  }
  const { part, vi, en } = known;
  const criteria = entry.criteria.flatMap((one, nth) =>
    buildCriterion(one, [...path, 'criteria', nth], desk),
  );
  return {
    code: entry.code,
    part,
    name: entry.name ?? { vi, en },
    max: entry.max,
    groups: entry.groups,
    criteria,
  };
}

function headingOf({ part, name }: SectionEntry): BookFile['sections'][string] | undefined {
  return part === undefined || name === undefined ? undefined : { part, ...name };
}

function buildCriterion(entry: CriterionEntry, path: YamlPath, desk: Desk): readonly Criterion[] {
  const common = entry.use === undefined ? undefined : desk.common.get(entry.use);
  if (entry.use !== undefined && common === undefined) {
    report(desk, [...path, 'use'], `no common criterion ${entry.use}`);
    return [];
  }
  const { name, ask, explain, options, evidence, ...said } = { ...common?.entry, ...entry };
  if (!(name && ask && explain && options && evidence)) {
    const lacking = Object.entries({ name, ask, explain, options, evidence }).filter(([, value]) => !value);
    report(desk, path, `lacks ${lacking.map(([key]) => key).join(', ')}`);
    return [];
  }
  const complain: Complain = (key, message) => {
    if (common === undefined || key in entry) report(desk, [...path, key], message);
    else desk.faults.push(common.file.fault([common.at, key], message));
  };
  const pointed = repoint(options, entry, complain);
  checkOptions({ ...said, options: pointed }, complain);
  const { code, max, requires, refused, note, unverified, group, cases } = said;
  const optional = { requires, refused, note, unverified, group, cases };
  return [
    {
      ...{ code, common: entry.use ?? null, max, name, ask, explain },
      options: withNone(pointed, { none: said.none ?? desk.book.none, effort: said.effort ?? usualEffort }),
      evidence: evidence.flatMap((id) => evidenceOf(id, desk.book, complain)),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      ...{ fixed: said.fixed ?? false, sensitive: said.sensitive ?? false },
    },
  ];
}

/** Says what is wrong with a key of a criterion, where that key is written: in the sheet or in the common one. */
type Complain = (key: keyof CriterionEntry, message: string) => void;

function repoint(
  options: readonly OptionEntry[],
  { points }: CriterionEntry,
  complain: Complain,
): readonly OptionEntry[] {
  if (points === undefined) return options;
  if (points.length !== options.length)
    complain('points', `${points.length} points for ${options.length} options`);
  return options.map((option, at) => ({ ...option, points: points[at] ?? option.points }));
}

/** The options as chosen from: "none of these" first where the sheet prints nothing for 0 points. */
function withNone(
  options: readonly OptionEntry[],
  rest: { readonly none: Bilingual; readonly effort: CriterionOption['effort'] },
): readonly CriterionOption[] {
  const printed = options.map(({ points, vi, en, effort = rest.effort, case: within }) => ({
    ...{ points, text: { vi, en }, effort, implied: false },
    ...(within === undefined ? {} : { case: within }),
  }));
  if (printed.some(({ points }) => points === 0)) return printed;
  return [{ points: 0, text: rest.none, effort: rest.effort, implied: true }, ...printed];
}

interface Scale {
  readonly max: number;
  readonly options: readonly OptionEntry[];
  readonly cases?: Readonly<Record<string, Bilingual>> | undefined;
}

function checkOptions({ max, options, cases }: Scale, complain: Complain): void {
  const highest = Math.max(...options.map(({ points }) => points));
  if (highest !== max) complain('max', `max is ${max}, the highest option has ${highest}`);
  for (const within of cases === undefined ? [undefined] : Object.keys(cases)) {
    const list = options.filter((option) => option.case === within);
    if (list.some(({ points }, at) => points < (list[at - 1]?.points ?? 0)))
      complain('options', 'options are not in ascending order');
    if (within !== undefined && list.at(-1)?.points !== max)
      complain('options', `case ${within} does not reach ${max}`);
  }
  const stray = options.find((option) => option.case !== undefined && !(option.case in (cases ?? {})));
  if (stray !== undefined) complain('options', `no case ${stray.case}`);
  if (cases !== undefined && options.some((option) => option.case === undefined))
    complain('options', 'an option belongs to no case');
}

function evidenceOf(id: string, book: BookFile, complain: Complain): Criterion['evidence'] {
  const text = book.evidence[id];
  if (text === undefined) complain('evidence', `no evidence ${id}`);
  return text === undefined ? [] : [{ id, text }];
}

const report = ({ file, faults }: Desk, path: YamlPath, message: string): void => {
  faults.push(file.fault(path, message));
};
