/**
 * Pure: what is counted about a message to tell what it asks for: words, pairs of words with and without one between,
 * words near each other in any order, words and pairs with their diacritics, and pieces of four letters, which a slip
 * spoils only in part.
 */
import type { Token } from './phrase.ts';
import { wordsOf } from './retrieval-term.ts';
import { decodeTyping } from './telex.ts';

/** The point of a message is near its beginning; more words only cost time. */
const wordsAtMost = 48;
const pieceLength = 4;

/** Words as they were meant, telex leftovers read. */
export const messageWords = (text: string): readonly Token[] =>
  wordsOf(decodeTyping(text)).slice(0, wordsAtMost);

/** Words for oneself. Which one is used tells age and region, not what is asked for. */
const oneself: ReadonlySet<string> = new Set(['toi', 'em', 'minh', 'tui', 'chau', 'bac', 'tao']);
const isOneself = ({ bare, marked }: Token): boolean =>
  oneself.has(bare) && (bare !== 'toi' || marked === bare || marked.normalize() === 'tôi');

/** Politeness at the ends of a message, which stands in front of every wish and behind it. */
const polite = {
  before: new Set('@ da a cho xin nho giup gium em anh chi oi alo nhe'.split(' ')),
  after: new Set('a nhe nha nghe nghen nhen hen da oi voi di luon vay the gium dum giup cai'.split(' ')),
};
const leftAtLeast = 2;

/** What is left when politeness is taken off both ends. */
function withoutPoliteness(words: readonly string[]): readonly string[] {
  let to = words.length;
  while (to > leftAtLeast && polite.after.has(words[to - 1] ?? '')) to -= 1;
  let from = 0;
  while (to - from > leftAtLeast && polite.before.has(words[from] ?? '')) from += 1;
  return words.slice(from, to);
}

/** Numbers are alike, and so are codes and amounts ("LH1008", "500kg"). */
function classOf(word: string): string {
  if (/^\d+$/.test(word)) return '#';
  return /\d/.test(word) ? '#x' : word;
}

/** Words so many places apart still belong to one wish. */
const nearAtMost = 9;

/** Two different words near each other, whichever stands first: people put the same wish in many orders. */
function together(said: readonly string[]): readonly string[] {
  const words = [...new Set(said)];
  return words.flatMap((one, at) =>
    words
      .slice(at + 1, at + 1 + nearAtMost)
      .map((other) => (one < other ? `&${one} ${other}` : `&${other} ${one}`)),
  );
}

const hasMarks = ({ bare, marked }: Token): boolean => marked !== bare;

const markedPair = (one: Token, next: Token): readonly string[] =>
  hasMarks(one) || hasMarks(next) ? [`'${one.marked} ${next.marked}`] : [];

/**
 * Names everything counted, each thing once. `^` and `$` are the ends; `@` is oneself, `'` marks
 * diacritics, `&` two words together, `~` a piece.
 */
export function featuresOf(tokens: readonly Token[], asks: boolean): readonly string[] {
  const words = tokens.map(({ bare }) => classOf(bare));
  const said = tokens.map((token, at) => (isOneself(token) ? '@' : (words[at] ?? '')));
  const wish = withoutPoliteness(said);
  const framed = ['^', ...wish, '$'];
  const text = ` ${words.join(' ')} `;
  const found = [
    ...words,
    ...framed.slice(1).map((word, at) => `${framed[at] ?? ''} ${word}`),
    ...framed.slice(2).map((word, at) => `${framed[at] ?? ''} _ ${word}`),
    ...together(wish),
    ...tokens.filter(hasMarks).map(({ marked }) => `'${marked}`),
    ...tokens.slice(1).flatMap((token, at) => markedPair(tokens[at] ?? token, token)),
    ...Array.from(
      { length: Math.max(0, text.length - pieceLength + 1) },
      (_, at) => `~${text.slice(at, at + pieceLength)}`,
    ),
    ...(asks ? ['?'] : []),
    `${Math.min(6, Math.ceil(words.length / 3))}#`,
  ];
  return [...new Set(found)];
}

/** A question mark at the end says more than the words before it. */
export const endsAsking = (text: string): boolean => /[?？]\s*$/u.test(text);
