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

export interface TermReader {
  terms(tokens: readonly Token[]): readonly Term[];
  /** The same without making anything: it runs over all that may be quoted, at every start. */
  eachKey(tokens: readonly Token[], enter: (key: string, marked: string) => void): void;
}

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
  const eachKey: TermReader['eachKey'] = (tokens, enter) => {
    for (const { bare, marked } of tokens) enter(bare, marked);
    for (const { value } of find(tokens)) enter(value, value);
  };
  return {
    eachKey,
    terms: (tokens) => [
      ...tokens.flatMap(({ bare, marked }, at): readonly Term[] => {
        const word: Term = { key: bare, marked, kind: 'word', from: at, to: at + 1 };
        const pair = pairAt(tokens, at);
        return pair === null
          ? [word]
          : [word, { key: pair, marked: pair, kind: 'pair', from: at, to: at + 2 }];
      }),
      ...find(tokens).map(
        ({ value, from, to }): Term => ({ key: value, marked: value, kind: 'concept', from, to }),
      ),
    ],
  };
}

/** A word and its neighbour inside one clause. Most Vietnamese words are two syllables. */
function pairAt(tokens: readonly Token[], at: number): string | null {
  const first = tokens[at];
  const next = tokens[at + 1];
  return first === undefined || next === undefined || first.clause !== next.clause
    ? null
    : `${first.bare} ${next.bare}`;
}
