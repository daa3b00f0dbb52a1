/** Pure: words typed with a slip or glued together, brought back to words that our documents use. */
import type { Token } from './phrase.ts';
import { createLexicon } from './spelling.ts';

export type Repair = (tokens: readonly Token[]) => readonly Token[];

interface Vocabulary {
  readonly words: ReadonlySet<string>;
  hasPair(pair: string): boolean;
}

/** Syllables shorter than this have too many neighbours. */
const repairedFrom = 3;
/** A word this long with one neighbour only is surely meant, even alone. */
const surelyFrom = 5;

/** Builds the repair over the words of an index. A word it cannot place is left as it is. */
export function createRepair({ words, hasPair }: Vocabulary): Repair {
  const lexicon = createLexicon(new Map([...words].map((word) => [word, word])));
  const near = (word: string): readonly string[] => [
    ...lexicon.near(word, 1).map(({ value }) => value),
    // A key pressed twice ("hoof so") is one slip more than the lexicon looks for.
    ...(/(.)\1/.test(word) ? [word.replace(/(.)\1/g, '$1')].filter((single) => words.has(single)) : []),
  ];
  const known = (token: Token): boolean =>
    words.has(token.bare) || token.bare.length < repairedFrom || /\d/.test(token.bare);
  return (tokens) =>
    tokens.flatMap((token, at) => {
      if (known(token)) return [token];
      const parts = split(token.bare, { words, hasPair });
      if (parts !== null) return parts.map((bare) => ({ ...token, bare, marked: bare }));
      const best = choose(near(token.bare), tokens[at - 1]?.bare, tokens[at + 1]?.bare, hasPair);
      return [best === null ? token : { ...token, bare: best, marked: best }];
    });
}

/** `hoso` as `ho`, `so`, when they are a pair of ours. */
function split(word: string, { words, hasPair }: Vocabulary): readonly [string, string] | null {
  for (let cut = 1; cut < word.length; cut += 1) {
    const first = word.slice(0, cut);
    const second = word.slice(cut);
    if (words.has(first) && words.has(second) && hasPair(`${first} ${second}`)) return [first, second];
  }
  return null;
}

/** The neighbour that goes with the words beside it; without company only a single candidate is taken. */
function choose(
  near: readonly string[],
  before: string | undefined,
  after: string | undefined,
  hasPair: (pair: string) => boolean,
): string | null {
  const company = (word: string): number =>
    Number(hasPair(`${before ?? ''} ${word}`)) + Number(hasPair(`${word} ${after ?? ''}`));
  const [best] = near.map((word) => ({ word, company: company(word) })).sort((a, b) => b.company - a.company);
  if (best === undefined) return null;
  return best.company > 0 || (near.length === 1 && best.word.length >= surelyFrom) ? best.word : null;
}
