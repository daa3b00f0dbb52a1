/**
 * Pure: finds the documents nearest to a question: BM25 over words, pairs of words and synonyms in weighted fields,
 * then how near the question comes to one that the document says it answers. No document is ever made up or mixed.
 */
import type { Token } from './phrase.ts';
import { createIndex, type Field, type RetrievalIndex, type Weighed } from './retrieval-index.ts';
import { anyNumbers, createTermReader, type Speech, type TermReader, wordsOf } from './retrieval-term.ts';

export interface Searchable {
  readonly title: string;
  readonly keywords: readonly string[];
  readonly questions: readonly string[];
  readonly pages: readonly string[];
}

export interface Scored {
  /** Position in the list given. */
  readonly at: number;
  /** 0–1 */
  readonly score: number;
}

export interface Retriever {
  /** Best first. */
  search(tokens: readonly Token[], limit: number): readonly Scored[];
  /** Whether any document has this word. */
  readonly index: RetrievalIndex;
}

/** Documents looked at closely after the first, coarse count. */
const candidates = 24;
/** Shares of the final score: one of its own questions, all that it says, how much of the question it speaks of. */
const share = { near: 0.31, said: 0.5, covered: 0.19 } as const;

/** A document in which every term of the question stands often scores this many times their weight. */
const fullySaid = 1.6;

/** A question of words that say little ("thôi", "thế à") comes near to everything and means nothing. */
const leastTelling = 2;

/** Builds the index of one language, step by step. */
export function* createRetriever(
  documents: readonly Searchable[],
  speech: Speech,
): Generator<void, Retriever> {
  const reader = createTermReader(speech.same);
  const weak = new Set(speech.weak.flatMap((entry) => wordsOf(entry).map(({ bare }) => bare)));
  const asked: (readonly Line[])[] = [];
  for (const document of documents) {
    asked.push(askedBy(document));
    yield;
  }
  const index = yield* createIndex(
    documents.map(({ pages }, at) => fieldOf(asked[at] ?? [], pages, reader)),
    weak,
  );
  const own = ownQuestions(documents, asked);
  return {
    index,
    search(typed, limit) {
      const tokens = anyNumbers(typed, (number, next) =>
        next === undefined ? index.words.has(number) : index.hasPair(`${number} ${next}`),
      );
      const terms = reader.terms(tokens).map((term) => ({ term, weight: index.weight(term) }));
      const owners = new Set(own(typed));
      const likely = likelyOnes(index, terms, tokens.length).filter(({ at }) => !owners.has(at));
      return [...[...owners].map((at) => ({ at, score: 1 })), ...likely]
        .sort((a, b) => b.score - a.score)
        .slice(0, limit);
    },
  };
}

/** The candidates of a question of so many words, looked at closely. */
function likelyOnes(index: RetrievalIndex, terms: readonly Weighed[], words: number): readonly Scored[] {
  const most = terms.reduce((sum, { weight }) => sum + weight, 0);
  const telling = Math.min(1, most / leastTelling);
  return index.count(terms, candidates).map(({ at, score }) => ({
    at,
    score:
      telling *
      (share.near * index.nearest(at, terms) +
        share.said * Math.min(1, most === 0 ? 0 : score / (most * fullySaid)) +
        share.covered * coverage(index, at, terms, words)),
  }));
}

/** What a document is called and asked by, as words. */
const askedBy = ({ title, keywords, questions }: Searchable): readonly Line[] =>
  [title, ...keywords, ...questions].map((text) => wordsOf(text));
type Line = readonly Token[];

function fieldOf(lines: readonly Line[], pages: Searchable['pages'], reader: TermReader): Field {
  const all = lines.flatMap(withAnyNumbers);
  return {
    lines(enter) {
      for (const line of all) reader.eachKey(line, true, enter);
    },
    body(enter) {
      for (const page of pages) reader.eachKey(wordsOf(page), false, enter);
    },
    closely: () => all.map((line) => reader.terms(line)),
  };
}

/** A line of ours, and once more for any other number in it. */
function withAnyNumbers(line: Line): readonly Line[] {
  const classed = anyNumbers(line, () => false);
  return classed.some((token, at) => token !== line[at]) ? [line, classed] : [line];
}

const spoken = (tokens: readonly Token[]): string => tokens.map(({ bare }) => bare).join(' ');

/** Which documents ask a question in these very words: they answer it however little the words tell. */
function ownQuestions(
  documents: readonly Searchable[],
  asked: readonly (readonly Line[])[],
): (typed: Line) => readonly number[] {
  const own = new Map<string, { readonly at: number; readonly tokens: Line }[]>();
  documents.forEach(({ questions }, at) => {
    const lines = asked[at] ?? [];
    for (const tokens of lines.slice(lines.length - questions.length)) {
      const key = spoken(tokens);
      const alike = own.get(key);
      if (alike === undefined) own.set(key, [{ at, tokens }]);
      else alike.push({ at, tokens });
    }
  });
  return (typed) =>
    (own.get(spoken(typed)) ?? []).filter(({ tokens }) => sameMarks(typed, tokens)).map(({ at }) => at);
}

/** Diacritics that were typed contradict none of ours. */
const sameMarks = (typed: readonly Token[], ours: readonly Token[]): boolean =>
  typed.every(({ bare, marked }, at) => marked === bare || marked === ours[at]?.marked);

/** How much of what the question asks about stands in the document, as word, as pair or as synonym. */
function coverage(index: RetrievalIndex, at: number, terms: readonly Weighed[], length: number): number {
  const byConcept = new Uint8Array(length);
  for (const { term } of terms)
    if (term.kind === 'concept' && index.agreement(at, term) > 0) byConcept.fill(1, term.from, term.to);
  let all = 0;
  let found = 0;
  for (const { term, weight } of terms) {
    if (term.kind === 'concept') continue;
    const meant = byConcept.subarray(term.from, term.to).every((one) => one === 1);
    all += weight;
    found += weight * (meant ? 1 : index.agreement(at, term));
  }
  return all === 0 ? 0 : found / all;
}
