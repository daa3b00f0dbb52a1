/** What must hold of every scoring sheet (domain reference §6.1–6.4), with file and line where it does not. */
import type { Criterion, GatedStar, Section } from '../core/criteria-set.ts';
import type { BookFile, SetFile } from './criteria-schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** Article 3(1). */
const partWorth = { A: 40, B: 25, C: 35 } as const;
export const gatedStars = [3, 4, 5] as const satisfies readonly GatedStar[];

/** A built section and where it stands. */
export interface Placed {
  readonly section: Section;
  readonly file: YamlFile<unknown>;
  readonly path: YamlPath;
}

const sum = (items: readonly { readonly max: number }[]): number =>
  items.reduce((total, { max }) => total + max, 0);

/** Every fault of a sheet put together. */
export function sheetFaults(
  placed: readonly Placed[],
  set: YamlFile<SetFile>,
  book: BookFile,
): readonly string[] {
  const worth = book.section_maxima.find(({ sets }) => sets.includes(set.value.number))?.worth ?? {};
  return [
    ...placed.flatMap((one) => [...sumFaults(one), ...worthFaults(one, worth)]),
    ...Object.entries(partWorth).flatMap(([part, due]) => {
      const found = sum(placed.flatMap(({ section }) => (section.part === part ? [section] : [])));
      return found === due ? [] : [set.fault([], `part ${part} sums to ${found}, not to ${due}`)];
    }),
    ...codeFaults(placed),
    ...gateFaults(placed, set),
  ];
}

function sumFaults({ section, file, path }: Placed): readonly string[] {
  const { code, max, criteria, groups } = section;
  const total = sum(criteria);
  const known = new Set(groups.map((group) => group.code));
  return [
    ...(total === max
      ? []
      : [file.fault([...path, 'max'], `section ${code} is worth ${max}, its criteria sum to ${total}`)]),
    ...groups.flatMap((group, at) => {
      const within = sum(criteria.filter((one) => one.group === group.code));
      return within === group.max
        ? []
        : [file.fault([...path, 'groups', at], `is worth ${group.max}, its criteria sum to ${within}`)];
    }),
    ...criteria.flatMap(({ group }, at) =>
      group === undefined || known.has(group)
        ? []
        : [file.fault([...path, 'criteria', at, 'group'], `no group ${group}`)],
    ),
  ];
}

function worthFaults(
  { section, file, path }: Placed,
  worth: Readonly<Record<string, number>>,
): readonly string[] {
  const due = section.part === 'C' ? section.max : worth[section.code];
  return due === section.max
    ? []
    : [file.fault([...path, 'max'], `section ${section.code} must be worth ${due ?? 'nothing'}`)];
}

function codeFaults(placed: readonly Placed[]): readonly string[] {
  const seen = new Set<string>();
  const sections = new Set<string>();
  return placed.flatMap(({ section, file, path }) => {
    const again = sections.has(section.code)
      ? [file.fault([...path, 'code'], `section ${section.code} stands twice`)]
      : [];
    sections.add(section.code);
    const faults = section.criteria.flatMap(({ code }, at) => {
      const where = [...path, 'criteria', at, 'code'];
      const twice = seen.has(code) ? [file.fault(where, `${code} stands twice`)] : [];
      seen.add(code);
      const inside = code === section.code || code.startsWith(`${section.code}.`);
      return inside
        ? twice
        : [...twice, file.fault(where, `${code} does not belong to section ${section.code}`)];
    });
    return [...again, ...faults];
  });
}

function gateFaults(placed: readonly Placed[], set: YamlFile<SetFile>): readonly string[] {
  const criteria = new Map<string, Criterion>(
    placed.flatMap(({ section }) => section.criteria.map((one) => [one.code, one] as const)),
  );
  return gatedStars.flatMap((star) =>
    Object.entries(set.value.gates[star]).flatMap(([code, points]) => {
      const options = criteria.get(code)?.options.filter(({ implied }) => !implied);
      if (options === undefined)
        return [set.fault(['gates', star, code], `no criterion ${code} for the gate`)];
      return options.some((option) => option.points === points)
        ? []
        : [set.fault(['gates', star, code], `criterion ${code} has no option with ${points} points`)];
    }),
  );
}
