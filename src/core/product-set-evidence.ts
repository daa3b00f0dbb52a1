/** Pure: what in a description speaks for which product set: products, materials, and what is done to materials. */
import { createPhraseFinder, type Occurrence, parsePhrase, type Token, tokenReadings } from './phrase.ts';
import type { ProductSetData, ProductSetTurn } from './product-set-table.ts';

type Meaning =
  | { readonly kind: 'head' | 'word' | 'weak'; readonly set: string }
  | { readonly kind: 'turn'; readonly turn: ProductSetTurn }
  | { readonly kind: 'material' }
  | { readonly kind: 'ignore' };

export type ProductSetFinder = (tokens: readonly Token[]) => readonly Occurrence<Meaning>[];

export interface Evidence {
  readonly set: string;
  readonly kind: 'head' | 'word' | 'weak';
  readonly weight: number;
  readonly typed: string;
  /** Position in the text, in words. */
  readonly at: number;
}

const baseWeight = { head: 4, word: 2, weak: 0.7 } as const;
/** The first product or material named weighs most: Vietnamese puts the thing before what describes it. */
const byOrder = { head: [1.5, 1, 0.8], word: [1.25, 1, 0.8], weak: [1, 1, 1] } as const;
const perFurtherWord = 0.25;
/** What is left of a word that only names the material or was turned into another set. */
const asMaterial = 0.4;
/** Of a long description only the beginning is read: people name the product first. */
const wordsRead = 200;
/** Words after "từ", "bằng" that still belong to the material. */
const materialReach = 4;

/** Prepares the table for finding. */
export function productSetFinder(data: ProductSetData): ProductSetFinder {
  const entry = (value: Meaning) => (phrase: string) => ({ phrase: parsePhrase(phrase), value });
  return createPhraseFinder<Meaning>([
    ...data.sets.flatMap((set) => [
      ...set.heads.map(entry({ kind: 'head', set: set.id })),
      ...set.words.map(entry({ kind: 'word', set: set.id })),
      ...set.weak.map(entry({ kind: 'weak', set: set.id })),
    ]),
    ...data.turns.flatMap((turn) => turn.words.map(entry({ kind: 'turn', turn }))),
    ...data.materialAfter.map(entry({ kind: 'material' })),
    ...data.ignore.map(entry({ kind: 'ignore' })),
  ]);
}

/** Gathers the evidence by set from the reading of the text that says most. */
export function gatherEvidence(
  find: ProductSetFinder,
  turns: readonly ProductSetTurn[],
  text: string,
): ReadonlyMap<string, readonly Evidence[]> {
  const readings = tokenReadings(text).map((tokens) => evidenceOf(find, turns, tokens.slice(0, wordsRead)));
  const most = readings.reduce((best, next) => (total(next) > total(best) ? next : best));
  const bySet = new Map<string, Evidence[]>();
  for (const one of most) bySet.set(one.set, [...(bySet.get(one.set) ?? []), one]);
  return bySet;
}

const total = (evidence: readonly Evidence[]): number =>
  evidence.reduce((sum, { weight }) => sum + weight, 0);

function evidenceOf(
  find: ProductSetFinder,
  turns: readonly ProductSetTurn[],
  tokens: readonly Token[],
): readonly Evidence[] {
  const found = withoutIgnored(find(tokens));
  const plain = weighed(found, tokens);
  const spoken = new Map(
    found.flatMap((one) => (one.value.kind === 'turn' ? [[one.value.turn, one] as const] : [])),
  );
  const active = turns.filter(
    (turn) =>
      plain.some(({ set, kind }) => set === turn.from && kind !== 'head') &&
      (spoken.has(turn) || plain.some((one) => turn.beside.includes(one.set))),
  );
  return [
    ...plain.map((one) => afterTurns(one, active, plain)),
    ...active.flatMap((turn) => moved(plain, turn, typedOf(spoken.get(turn), tokens))),
  ];
}

/** What stays with the set that was turned from, and of the words that did the turning. */
function afterTurns(one: Evidence, active: readonly ProductSetTurn[], all: readonly Evidence[]): Evidence {
  const left = active.some(({ from }) => from === one.set) && one.kind !== 'head';
  const turner = active.some(
    ({ from, beside }) =>
      beside.includes(one.set) && all.some((other) => other.set === from && other.at < one.at),
  );
  return left || turner ? { ...one, weight: one.weight * asMaterial } : one;
}

/** A phrase that means no product also takes the words that overlap it: in "hai sản phẩm" there is no "hải sản". */
function withoutIgnored(found: readonly Occurrence<Meaning>[]): readonly Occurrence<Meaning>[] {
  const ignored = found.filter(({ value }) => value.kind === 'ignore');
  return found.filter(
    (one) =>
      !ignored.some(({ from, to }) => from < one.to && one.from < to && one.to - one.from <= to - from),
  );
}

function moved(all: readonly Evidence[], turn: ProductSetTurn, by: string | null): readonly Evidence[] {
  return all
    .filter(({ set, kind }) => set === turn.from && kind !== 'head')
    .map((one) => ({ ...one, set: turn.to, typed: by === null ? one.typed : `${one.typed} … ${by}` }));
}

function weighed(found: readonly Occurrence<Meaning>[], tokens: readonly Token[]): readonly Evidence[] {
  const starts = { head: [], word: [], weak: [] } as Record<Evidence['kind'], number[]>;
  for (const { value, from } of found)
    if ('set' in value && !starts[value.kind].includes(from)) starts[value.kind].push(from);
  return found.flatMap((one) => {
    const { value } = one;
    if (!('set' in value)) return [];
    const order = byOrder[value.kind];
    const rank = starts[value.kind].sort((a, b) => a - b).indexOf(one.from);
    const weight =
      baseWeight[value.kind] *
      (order[Math.min(rank, order.length - 1)] ?? 1) *
      (1 + perFurtherWord * (one.to - one.from - 1)) *
      one.quality *
      (isMaterial(one, found, tokens) ? asMaterial : 1);
    return [{ set: value.set, kind: value.kind, weight, typed: typedOf(one, tokens) ?? '', at: one.from }];
  });
}

/** Tells whether the words just before say that only the material is named. */
function isMaterial(
  one: Occurrence<Meaning>,
  found: readonly Occurrence<Meaning>[],
  tokens: readonly Token[],
): boolean {
  return found.some(
    ({ value, from, to }) =>
      value.kind === 'material' &&
      from > 0 &&
      to <= one.from &&
      one.from - to < materialReach &&
      tokens[from]?.clause === tokens[one.from]?.clause,
  );
}

function typedOf(one: Occurrence<Meaning> | undefined, tokens: readonly Token[]): string | null {
  if (one === undefined) return null;
  return tokens
    .slice(one.from, one.to)
    .map(({ typed }) => typed)
    .join(' ');
}
