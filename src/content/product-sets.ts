/** Loads `content/product-sets.yaml`: the 26 sets as the decision names them and the words people use for them. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import type { Day } from '../core/model.ts';
import type { ProductSetData } from '../core/product-set-table.ts';
import {
  type PlacedWord,
  placedWords,
  readYaml,
  wordLines,
  type YamlFile,
  type YamlPath,
} from './yaml-file.ts';

/** QĐ 26/2026/QĐ-TTg, Annex II. */
const setCount = 26;

const schema = z.strictObject({
  legal: z.strictObject({ document: z.string().min(1), effective_from: z.iso.date() }),
  groups: z.record(z.string(), z.string().min(1)),
  sets: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
        number: z.int().min(1).max(setCount),
        name: z.string().min(1),
        group: z.string(),
        class: z.string().min(1),
        subclass: z.string().min(1).optional(),
        lead: z.array(z.string().min(1)).min(1),
        heads: wordLines,
        words: wordLines,
        weak: wordLines,
      }),
    )
    .length(setCount),
  turns: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      words: wordLines,
      beside: z.array(z.string()).default([]),
    }),
  ),
  material_after: wordLines,
  ignore: wordLines,
});
type File = z.output<typeof schema>;

/** Loads and checks the table. @throws ConfigError naming file and line of every fault */
export function loadProductSets(path: string): ProductSetData {
  const file = readYaml(path, schema);
  const faults = [...misnumbered(file), ...unknownNames(file), ...wordFaults(file)];
  if (faults.length > 0) throw new ConfigError(faults);
  const { legal, groups, sets, turns, material_after, ignore } = file.value;
  return {
    legal: { document: legal.document, effectiveFrom: legal.effective_from as Day },
    groups,
    sets: sets.map((set) => ({
      ...set,
      heads: set.heads.flat(),
      words: set.words.flat(),
      weak: set.weak.flat(),
    })),
    turns: turns.map((turn) => ({ ...turn, words: turn.words.flat() })),
    materialAfter: material_after.flat(),
    ignore: ignore.flat(),
  };
}

function misnumbered(file: YamlFile<File>): readonly string[] {
  const { sets } = file.value;
  return sets.flatMap(({ id, number }, at) => [
    ...(number === at + 1
      ? []
      : [file.fault(['sets', at, 'number'], `number ${number} stands at place ${at + 1}`)]),
    ...(sets.findIndex((set) => set.id === id) === at
      ? []
      : [file.fault(['sets', at, 'id'], `${id} is already taken`)]),
  ]);
}

function unknownNames(file: YamlFile<File>): readonly string[] {
  const { sets, turns, groups } = file.value;
  const ids = new Set(sets.map(({ id }) => id));
  const unknown = (path: YamlPath, id: string) =>
    ids.has(id) ? [] : [file.fault(path, `no product set ${id}`)];
  return [
    ...sets.flatMap(({ group }, at) =>
      group in groups ? [] : [file.fault(['sets', at, 'group'], `no group ${group}`)],
    ),
    ...turns.flatMap(({ from, to, beside }, at) => [
      ...unknown(['turns', at, 'from'], from),
      ...unknown(['turns', at, 'to'], to),
      ...beside.flatMap((id) => unknown(['turns', at, 'beside'], id)),
    ]),
  ];
}

/** A word said twice in a list, or one that is no word at all. */
function wordFaults(file: YamlFile<File>): readonly string[] {
  return listsOf(file.value).flatMap((list) => {
    const seen = new Set<string>();
    return list.flatMap(({ word, path }) => {
      const twice = seen.has(word);
      seen.add(word);
      return [
        ...(twice ? [file.fault(path, `"${word}" stands twice`)] : []),
        ...(/\p{L}|\p{N}/u.test(word) ? [] : [file.fault(path, `"${word}" has no letters`)]),
      ];
    });
  });
}

/** Lists in which a word may stand only once; a set's products and materials are one list. */
function listsOf({ sets, turns, material_after, ignore }: File): readonly (readonly PlacedWord[])[] {
  return [
    ...sets.flatMap((set, at) => [
      [
        ...placedWords(set.heads, ['sets', at, 'heads']),
        ...placedWords(set.words, ['sets', at, 'words']),
        ...placedWords(set.weak, ['sets', at, 'weak']),
      ],
    ]),
    ...turns.map((turn, at) => placedWords(turn.words, ['turns', at, 'words'])),
    placedWords(material_after, ['material_after']),
    placedWords(ignore, ['ignore']),
  ];
}
