/** Pure: a text as terms to compare by: words without diacritics, the same with them, pairs, and synonyms as one concept. */
import { createPhraseFinder, parsePhrase, type Token, tokenise } from './phrase.ts';

/** How people speak, as data (`content/synonyms.yaml`), in one language. */
export interface Speech {
  /** Words that say little: politeness, pronouns, particles. */
  readonly weak: readonly string[];
  /** Lists of phrases that mean the same. */
  readonly same: readonly (readonly string[])[];
  /** Words that make a text a question. */
  readonly asking: readonly string[];
  /** The same, but only as the last words. */
  readonly askingAtEnd: readonly string[];
  /** Hold a word that asks, but state something ("gì cũng được"). */
  readonly stating: readonly string[];
  readonly rude: readonly string[];
  /** What belongs to other programmes and authorities. */
  readonly elsewhere: readonly string[];
}

export interface Term {
  readonly key: string;
  /** Diacritics kept; the same as `key` for pairs and concepts. */
  readonly marked: string;
  readonly kind: 'word' | 'pair' | 'concept';
  /** Places of the words it stands for. */
  readonly from: number;
  readonly to: number;
}

export type TermReader = (tokens: readonly Token[]) => readonly Term[];

/** `3*` and `3★` are `3 sao`; `15ngay` is two words. */
export const spellOut = (text: string): string =>
  text.replace(/(\d)\s*[*★⭐]+/gu, '$1 sao ').replace(/(?<![\p{L}\d])(\d+)(\p{L}{2,})/gu, '$1 $2');

/** Words of a text of ours, ready for terms. */
export const wordsOf = (text: string): readonly Token[] => tokenise(spellOut(text));

/** Prepares the synonyms: every phrase of a list stands for the same concept. */
export function createTermReader(same: Speech['same']): TermReader {
  const find = createPhraseFinder(
    same.flatMap((phrases, concept) =>
      phrases.map((phrase) => ({ phrase: parsePhrase(phrase), value: `~${concept}` })),
    ),
  );
  // Loops, not lists of lists: this runs over everything that may be quoted, at every start.
  return (tokens) => {
    const terms: Term[] = [];
    for (const [at, { bare, marked }] of tokens.entries()) {
      terms.push({ key: bare, marked, kind: 'word', from: at, to: at + 1 });
      const next = tokens[at + 1];
      if (next !== undefined && next.clause === tokens[at]?.clause) terms.push(pairOf(bare, next.bare, at));
    }
    for (const { value, from, to } of find(tokens))
      terms.push({ key: value, marked: value, kind: 'concept', from, to });
    return terms;
  };
}

/** Neighbours inside one clause. Most Vietnamese words are two syllables. */
function pairOf(first: string, second: string, at: number): Term {
  const key = `${first} ${second}`;
  return { key, marked: key, kind: 'pair', from: at, to: at + 2 };
}
