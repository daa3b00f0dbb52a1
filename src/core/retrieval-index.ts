/** Pure: an inverted index over terms: which documents have a word, how rare it is, and how near their questions come. */
import type { Term } from './retrieval-term.ts';

/** A document as terms: what it is called and asked by, line by line, and what it says. */
export interface Field {
  /** Hands over every term of its lines. */
  readonly lines: (enter: Enter) => void;
  /** Hands over every term of what it says, words and concepts only. */
  readonly body: (enter: Enter) => void;
  /** Its lines as terms; asked for when a question first comes near the document, not at every start. */
  readonly closely: () => readonly (readonly Term[])[];
}
type Enter = (key: string, marked: string) => void;

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
  /** 0–1: how near the question comes to the lines of a document, the nearest few. */
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

/** One line alone may be near by chance; measured on questions of the sections that were held back. */
const linesNearest = 3;

interface Line {
  readonly terms: ReadonlyMap<string, Term>;
  /** Sum of the weights. */
  readonly weight: number;
}

/** Documents that have a term, in their order, and how often each has it. */
interface Posting {
  readonly at: number[];
  readonly count: number[];
}

/** Builds the index, a document at every step; `weak` are words without diacritics that say little. */
export function* createIndex(
  documents: readonly Field[],
  weak: ReadonlySet<string>,
): Generator<void, RetrievalIndex> {
  const { postings, written, lengths } = yield* post(documents);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const top = Math.log(documents.length + 1);
  const weight = ({ key, kind }: Term): number => {
    const having = postings.get(key)?.at.length ?? 0;
    const rarity = having === 0 ? top : Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
    return rarity * kindWeight(key, kind, weak);
  };
  const lines: (readonly Line[] | undefined)[] = [];
  const linesAt = (at: number): readonly Line[] => {
    lines[at] ??= documents[at]?.closely().map((terms) => lineOf(terms, weight)) ?? [];
    return lines[at];
  };
  /** Of a document that has the term. */
  const agreementOfMarks = (at: number, { key, marked }: Term): number =>
    marked === key || has(written.get(marked), at) ? 1 : otherMarks;
  return {
    words: new Set([...postings.keys()].filter((key) => !key.includes(' ') && !key.startsWith('~'))),
    hasPair: (pair) => postings.has(pair),
    weight,
    agreement: (at, term) => (has(postings.get(term.key)?.at, at) ? agreementOfMarks(at, term) : 0),
    count(terms, limit) {
      const scores = new Float64Array(documents.length);
      for (const { term, weight } of terms) {
        const posting = postings.get(term.key);
        posting?.at.forEach((at, nth) => {
          const worth = worthOf(posting.count[nth] ?? 0, (lengths[at] ?? 0) / average);
          scores[at] = (scores[at] ?? 0) + weight * agreementOfMarks(at, term) * worth;
        });
      }
      return highest(scores, limit);
    },
    nearest: (at, terms) => nearestOf(terms, linesAt(at)),
  };
}

/** BM25 of a term: how often it stands, in a document of that share of the average length. */
const worthOf = (count: number, length: number): number =>
  (count * (saturation + 1)) / (count + saturation * (1 - lengthShare + lengthShare * length));

function nearestOf(terms: readonly Weighed[], lines: readonly Line[]): number {
  const asked = terms.reduce((sum, { weight }) => sum + weight, 0);
  const best = Array.from({ length: linesNearest }, () => 0);
  for (const line of lines) keepHighest(best, likeness(terms, asked, line));
  return best.reduce((sum, one) => sum + one, 0) / linesNearest;
}

/** Whether a number stands in an ascending list. */
function has(list: readonly number[] | undefined, wanted: number): boolean {
  if (list === undefined) return false;
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}

/** Puts a number into a short descending list, whose lowest leaves. */
function keepHighest(best: number[], one: number): void {
  let at = best.length;
  while (at > 0 && (best[at - 1] ?? 0) < one) at -= 1;
  if (at === best.length) return;
  best.splice(at, 0, one);
  best.pop();
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

/** Enters the terms of all documents; `written` is who has a word with just these diacritics. */
function* post(documents: readonly Field[]) {
  const postings = new Map<string, Posting>();
  const written = new Map<string, number[]>();
  const lengths: number[] = [];
  for (const [at, document] of documents.entries()) {
    let length = 0;
    const enter = (key: string, marked: string, times: number) => {
      length += times;
      count(postings, key, at, times);
      if (marked !== key) note(written, marked, at);
    };
    document.lines((key, marked) => enter(key, marked, lineWeight));
    document.body((key, marked) => enter(key, marked, 1));
    lengths.push(length);
    yield;
  }
  return { postings, written, lengths };
}

function count(postings: Map<string, Posting>, key: string, at: number, times: number): void {
  const posting = postings.get(key);
  if (posting === undefined) {
    postings.set(key, { at: [at], count: [times] });
    return;
  }
  const last = posting.at.length - 1;
  if (posting.at[last] === at) posting.count[last] = (posting.count[last] ?? 0) + times;
  else {
    posting.at.push(at);
    posting.count.push(times);
  }
}

function note(written: Map<string, number[]>, marked: string, at: number): void {
  const list = written.get(marked);
  if (list === undefined) written.set(marked, [at]);
  else if (list.at(-1) !== at) list.push(at);
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
