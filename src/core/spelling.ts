/** Pure: how far two short words are apart in typing slips, and a word list that finds near words fast. */

/** May the rest of `a` from `i` become the rest of `b` from `j` with at most `left` slips? */
function isWithin(a: string, i: number, b: string, j: number, left: number): boolean {
  let x = i;
  let y = j;
  while (x < a.length && y < b.length && a.charCodeAt(x) === b.charCodeAt(y)) {
    x++;
    y++;
  }
  const restA = a.length - x;
  const restB = b.length - y;
  if (restA === 0 || restB === 0) return restA + restB <= left;
  if (left === 0 || Math.abs(restA - restB) > left) return false;
  const swapped = a[x] === b[y + 1] && a[x + 1] === b[y];
  return (
    isWithin(a, x + 1, b, y + 1, left - 1) ||
    isWithin(a, x + 1, b, y, left - 1) ||
    isWithin(a, x, b, y + 1, left - 1) ||
    (swapped && isWithin(a, x + 2, b, y + 2, left - 1))
  );
}

/**
 * Counts slips (a letter wrong, missing, too many, or two neighbours swapped) between two words.
 * Gives `max + 1` when there are more than `max`; meant for small `max`, the work grows with 4 to its power.
 */
export function countSlips(a: string, b: string, max: number): number {
  for (let slips = 0; slips <= max; slips++) if (isWithin(a, 0, b, 0, slips)) return slips;
  return max + 1;
}

export interface Near<T> {
  readonly value: T;
  readonly slips: number;
}

/** A read-only dictionary of folded words that also answers "what is near?". */
export interface Lexicon<T> {
  get(key: string): T | undefined;
  /** Words at 1 to `max` slips from `key`. */
  near(key: string, max: number): readonly Near<T>[];
}

/** Which letters occur, one bit each; a slip changes at most two bits, which spares most full comparisons. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) % 32);
  return bits;
}

/** How many bits of a 32-bit number are set, without a loop: this runs for thousands of words a question. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Words of one length. */
interface Shelf {
  readonly words: readonly string[];
  readonly letters: Int32Array;
}

function shelve(keys: Iterable<string>): ReadonlyMap<number, Shelf> {
  const byLength = new Map<number, string[]>();
  for (const key of keys) {
    const sameLength = byLength.get(key.length);
    if (sameLength) sameLength.push(key);
    else byLength.set(key.length, [key]);
  }
  return new Map(
    [...byLength].map(([length, words]) => [length, { words, letters: Int32Array.from(words, lettersOf) }]),
  );
}

/** Builds a lexicon; keys are folded words without spaces. */
export function createLexicon<T>(entries: ReadonlyMap<string, T>): Lexicon<T> {
  const shelves = shelve(entries.keys());
  const lookOn = ({ words, letters }: Shelf, key: string, max: number, found: Near<T>[]): void => {
    const bits = lettersOf(key);
    for (let at = 0; at < words.length; at++) {
      if (countBits(bits ^ (letters[at] ?? 0)) > 2 * max) continue;
      const word = words[at] ?? '';
      const slips = countSlips(key, word, max);
      if (slips === 0 || slips > max) continue;
      const value = entries.get(word);
      if (value !== undefined) found.push({ value, slips });
    }
  };
  return {
    get: (key) => entries.get(key),
    near(key, max) {
      const found: Near<T>[] = [];
      for (let length = key.length - max; length <= key.length + max; length++) {
        const shelf = shelves.get(length);
        if (shelf) lookOn(shelf, key, max, found);
      }
      return found;
    },
  };
}
