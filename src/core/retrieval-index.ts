/** Pure: an inverted index over terms: which documents have a word, how rare it is, and how near their questions come. */
import type { Term } from './retrieval-term.ts';

/** A document as terms: what it is called and asked by, line by line, and what it says. */
export interface Field {
  readonly lines: readonly (readonly Term[])[];
  /** Hands over every term of what it says. */
  readonly body: (enter: (key: string, marked: string) => void) => void;
}

export interface Weighed {
  readonly term: Term;
  readonly weight: number;
}

export interface RetrievalIndex {
  /** Words of all documents, for repairing slips. */
  readonly words: ReadonlySet<string>;
  /** Pairs of words, with a space between. */
  hasPair(pair: string): boolean;
  /** How much a term tells: the rarer the more; one that nobody uses tells most, a weak word little. */
  weight(term: Term): number;
  /** Documents with any of the terms, best first. */
  count(terms: readonly Weighed[], limit: number): readonly { readonly at: number; readonly score: number }[];
  /** 0–1: how near the question comes to one of the lines of a document. */
  nearest(at: number, terms: readonly Weighed[]): number;
  /** 0–1: whether a document has a term, with its diacritics if they were typed. */
  agreement(at: number, term: Term): number;
}

/** A word in a line counts as often as this many in the body. */
const lineWeight = 3;
/** BM25: how soon repetition stops counting, and how much a long document is held against it. */
const saturation = 2;
const lengthShare = 0.7;
/** What a word is worth whose diacritics contradict those of the document. */
const otherMarks = 0.35;

/** A pair repeats what its words say. */
const pairWeight = 0.4;
/** By how many of its two words say little: "thì được" is no word of its own. */
const pairOfWeak = [1, 0.7, 0.3] as const;
/** A phrase that means one thing however it is put. */
const conceptWeight = 1.2;
/** What is left of a word that says little. */
const weakWeight = 0.6;

interface Line {
  readonly terms: ReadonlyMap<string, Term>;
  /** Sum of the weights. */
  readonly weight: number;
}

interface Posting {
  readonly at: number;
  readonly count: number;
}

/** What a document has: terms, and words as they are written with diacritics. */
interface Held {
  readonly keys: Set<string>;
  readonly marks: Set<string>;
}

/** Builds the index; `weak` are words without diacritics that say little. */
export function createIndex(documents: readonly Field[], weak: ReadonlySet<string>): RetrievalIndex {
  const postings = new Map<string, Posting[]>();
  const held = documents.map((): Held => ({ keys: new Set(), marks: new Set() }));
  const lengths = documents.map((document, at) => post(document, at, postings, held));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const top = Math.log(documents.length + 1);
  const weight = ({ key, kind }: Term): number => {
    const having = postings.get(key)?.length ?? 0;
    const rarity = having === 0 ? top : Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
    return rarity * kindWeight(key, kind, weak);
  };
  const lines = documents.map((document) => document.lines.map((terms) => lineOf(terms, weight)));
  const keys = [...postings.keys()];
  const agreement = (at: number, term: Term): number => {
    const has = held[at];
    if (has === undefined || !has.keys.has(term.key)) return 0;
    return term.marked === term.key || has.marks.has(term.marked) ? 1 : otherMarks;
  };
  return {
    words: new Set(keys.filter((key) => !key.includes(' ') && !key.startsWith('~'))),
    hasPair: (pair) => postings.has(pair),
    weight,
    agreement,
    count(terms, limit) {
      const scores = new Float64Array(documents.length);
      for (const { term, weight } of terms)
        for (const { at, count } of postings.get(term.key) ?? []) {
          const norm = 1 - lengthShare + (lengthShare * (lengths[at] ?? 0)) / average;
          const worth =
            weight * agreement(at, term) * ((count * (saturation + 1)) / (count + saturation * norm));
          scores[at] = (scores[at] ?? 0) + worth;
        }
      return highest(scores, limit);
    },
    nearest(at, terms) {
      const asked = terms.reduce((sum, { weight }) => sum + weight, 0);
      return (lines[at] ?? []).reduce((best, line) => Math.max(best, likeness(terms, asked, line)), 0);
    },
  };
}

function kindWeight(key: string, kind: Term['kind'], weak: ReadonlySet<string>): number {
  if (kind === 'concept') return conceptWeight;
  if (kind === 'word') return weak.has(key) ? weakWeight : 1;
  const [first = '', second = ''] = key.split(' ');
  const little = Number(weak.has(first)) + Number(weak.has(second));
  return pairWeight * (pairOfWeak[little] ?? 1);
}

/** The best few of very many, without sorting them all. */
function highest(scores: Float64Array, limit: number): { readonly at: number; readonly score: number }[] {
  const best: { readonly at: number; readonly score: number }[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    if (score <= (best.length < limit ? 0 : (best.at(-1)?.score ?? 0))) continue;
    const place = best.findIndex((other) => other.score < score);
    best.splice(place < 0 ? best.length : place, 0, { at, score });
    if (best.length > limit) best.pop();
  }
  return best;
}

/** Enters a document's terms; gives its length. */
function post(document: Field, at: number, postings: Map<string, Posting[]>, held: readonly Held[]): number {
  const { keys, marks } = held[at] ?? { keys: new Set<string>(), marks: new Set<string>() };
  const counts = new Map<string, number>();
  let length = 0;
  const enter = (key: string, marked: string, count: number) => {
    counts.set(key, (counts.get(key) ?? 0) + count);
    if (marked !== key) marks.add(marked);
    length += count;
  };
  for (const line of document.lines) for (const { key, marked } of line) enter(key, marked, lineWeight);
  document.body((key, marked) => enter(key, marked, 1));
  for (const [key, count] of counts) {
    keys.add(key);
    const list = postings.get(key);
    if (list === undefined) postings.set(key, [{ at, count }]);
    else list.push({ at, count });
  }
  return length;
}

/** A line as its terms, each once. */
function lineOf(terms: readonly Term[], weigh: (term: Term) => number): Line {
  const once = new Map(terms.map((term) => [term.key, term]));
  return { terms: once, weight: [...once.values()].reduce((sum, term) => sum + weigh(term), 0) };
}

/** Twice what both have over what either has (Dice), rare terms counting more. */
function likeness(terms: readonly Weighed[], asked: number, line: Line): number {
  let both = 0;
  for (const { term, weight } of terms) {
    const other = line.terms.get(term.key);
    if (other === undefined) continue;
    both += weight * (term.marked === term.key || other.marked === term.marked ? 1 : otherMarks);
  }
  return both === 0 ? 0 : (2 * both) / (asked + line.weight);
}
