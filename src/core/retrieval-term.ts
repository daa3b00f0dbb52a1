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
  /** Diacritics kept; the same as `key` for concepts. */
  readonly marked: string;
  readonly kind: 'word' | 'pair' | 'concept';
  /** Places of the words it stands for. */
  readonly from: number;
  readonly to: number;
}

export interface TermReader {
  terms(tokens: readonly Token[]): readonly Term[];
  /** Words and concepts, and pairs if wanted, without making anything: it runs over all we have, at every start. */
  eachKey(tokens: readonly Token[], pairs: boolean, enter: (key: string, marked: string) => void): void;
}

/** `3*` and `3★` are `3 sao`; `15ngay` is two words. */
export const spellOut = (text: string): string =>
  !/\d/.test(text)
    ? text
    : text.replace(/(\d)\s*[*★⭐]+/gu, '$1 sao ').replace(/(?<![\p{L}\d])(\d+)(\p{L}{2,})/gu, '$1 $2');

/** Words of a text of ours, ready for terms. */
export const wordsOf = (text: string): readonly Token[] => tokenise(spellOut(text));

/** Prepares the synonyms: every phrase of a list stands for the same concept. */
export function createTermReader(same: Speech['same']): TermReader {
  const find = createPhraseFinder(
    same.flatMap((phrases, concept) =>
      phrases.map((phrase) => ({ phrase: parsePhrase(phrase), value: `~${concept}` })),
    ),
  );
  return {
    eachKey(tokens, pairs, enter) {
      let before: Token | undefined;
      for (const token of tokens) {
        enter(token.bare, token.marked);
        if (pairs && before?.clause === token.clause)
          enter(`${before.bare} ${token.bare}`, `${before.marked} ${token.marked}`);
        before = token;
      }
      for (const { value } of find(tokens)) enter(value, value);
    },
    terms: (tokens) => [
      ...tokens.map(
        ({ bare, marked }, at): Term => ({ key: bare, marked, kind: 'word', from: at, to: at + 1 }),
      ),
      ...tokens.slice(1).flatMap((next, at) => pairOf(tokens[at], next, at)),
      ...find(tokens).map(
        ({ value, from, to }): Term => ({ key: value, marked: value, kind: 'concept', from, to }),
      ),
    ],
  };
}

/** Stands for any number of points, days or months: "73 điểm" asks what "75 điểm" asks. */
const anyNumber = '#';

/** Puts one sign for the numbers of two or three digits that are not `known` beside the word that follows. */
export const anyNumbers = (
  tokens: readonly Token[],
  known: (number: string, next: string | undefined) => boolean,
): readonly Token[] =>
  tokens.map((token, at) =>
    /^\d{2,3}$/.test(token.bare) && !known(token.bare, tokens[at + 1]?.bare)
      ? { ...token, bare: anyNumber, marked: anyNumber }
      : token,
  );

/** Neighbours inside one clause. Most Vietnamese words are two syllables. */
function pairOf(first: Token | undefined, next: Token, at: number): readonly Term[] {
  if (first === undefined || first.clause !== next.clause) return [];
  const key = `${first.bare} ${next.bare}`;
  return [{ key, marked: `${first.marked} ${next.marked}`, kind: 'pair', from: at, to: at + 2 }];
}
