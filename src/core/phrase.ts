/**
 * Pure: finds the phrases of a word table in typed Vietnamese. Diacritics that are there must agree with the table;
 * where none were typed, every reading counts, a little less.
 */
import { sign, signOf } from './sign.ts';
import { normalise, readings } from './vietnamese.ts';
import { oneSpelling, toneless, type Word, wordOf } from './word.ts';

export interface Token extends Word {
  /** As the person wrote it. */
  readonly typed: string;
  /** Counts up at every comma, full stop or bracket. */
  readonly clause: number;
}

/** Splits a text into words, keeping what the person typed for each. */
export function tokenise(text: string): readonly Token[] {
  const clean = normalise(text);
  return usualTokens(clean) ?? anyTokens(clean);
}

/** Sign by sign, since all our content is read at every start; null for a text with signs that are not usual. */
function usualTokens(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let clause = 0;
  let divided = false;
  let from = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const kind = at < text.length ? signOf(text.charCodeAt(at)) : sign.other;
    if (kind === sign.unusual) return null;
    if (kind === sign.ofWord) {
      if (from < 0) {
        from = at;
        clause += Number(divided);
        divided = false;
      }
      continue;
    }
    if (from >= 0) tokens.push(tokenOf(text.slice(from, at), clause));
    from = -1;
    divided ||= kind === sign.divider;
  }
  return tokens;
}

function anyTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (/[,;.:()!?]/.test(text.slice(end, match.index))) clause += 1;
    tokens.push(tokenOf(match[0], clause));
    end = match.index + match[0].length;
  }
  return tokens;
}

function tokenOf(typed: string, clause: number): Token {
  const { marked, bare } = wordOf(typed);
  return { typed, marked, bare, clause };
}

/** Gives the text's words as typed and, when telex or VNI leftovers were found, as they were meant. */
export function tokenReadings(text: string): readonly (readonly Token[])[] {
  if (text !== lastRead.text) lastRead = { text, readings: readTokens(text) };
  return lastRead.readings;
}

/** A turn asks for the same text several times: as a global word, a wish, a question. */
let lastRead: { readonly text: string; readonly readings: readonly (readonly Token[])[] } = {
  text: '',
  readings: [[]],
};

function readTokens(text: string): readonly (readonly Token[])[] {
  const typed = tokenise(text);
  const [, decoded] = readings(text);
  const meant = decoded?.split(' ') ?? [];
  if (meant.length !== typed.length) return [typed];
  return [
    typed,
    typed.map((token, at) => {
      const bare = oneSpelling(meant[at] ?? token.bare);
      return bare === token.bare ? token : { ...token, marked: bare, bare };
    }),
  ];
}

export interface Phrase {
  readonly words: readonly Word[];
  /** Counts only when typed with its diacritics. */
  readonly strict: boolean;
}

/** Reads a table entry; a trailing `!` makes it strict. */
export const parsePhrase = (entry: string): Phrase => ({ words: tokenise(entry), strict: isStrict(entry) });

/** Tells whether a table entry ends in `!`. */
export const isStrict = (entry: string): boolean => entry.trimEnd().endsWith('!');

export interface Occurrence<T> {
  readonly value: T;
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
  /** 0–1: how well the typed diacritics agree. */
  readonly quality: number;
}

/** Hỏi and ngã, which many dialects do not tell apart, made one. */
const oneTone = (word: string): string => word.replace('\u0303', '\u0309');

/** How far a typed word may stand for a table word; 0 = not at all. A forgotten tone ("mât ong") counts in phrases only. */
function wordQuality(typed: Word, word: Word, ifBare: number, alone: boolean): number {
  if (typed.bare !== word.bare) return 0;
  if (typed.marked === word.marked) return 1;
  if (typed.marked === typed.bare) return ifBare;
  return !alone && toneless(word.marked) === typed.marked ? 0.8 : 0;
}

/** Tells whether a typed word may be the table word at all: diacritics that were typed must not contradict it. */
export function wordAgrees(typed: Token | undefined, word: Word): boolean {
  if (typed === undefined) return false;
  return wordQuality(typed, word, 1, false) > 0 || oneTone(typed.marked) === oneTone(word.marked);
}

/** Hỏi for ngã ("sửa chua") is forgiven where another word of the phrase is typed exactly. A phrase stays in one clause. */
function phraseQuality(tokens: readonly Token[], phrase: Phrase, ifBare: number): number {
  const each = phrase.words.map((word, at) => {
    const token = tokens[at];
    return token === undefined ? 0 : wordQuality(token, word, ifBare, phrase.words.length === 1);
  });
  const worst = tokens.at(-1)?.clause === tokens[0]?.clause ? Math.min(...each) : 0;
  if (worst > 0 || !each.includes(1)) return worst;
  const slipped = phrase.words.every(
    ({ marked }, at) => oneTone(marked) === oneTone(tokens[at]?.marked ?? ''),
  );
  return slipped ? 0.6 : 0;
}

/**
 * Builds a finder over a table. Of occurrences that lie inside a longer one only the longer is given, so a longer entry
 * overrules the words it contains; of the same words the better typed.
 */
export function createPhraseFinder<T>(
  table: readonly Entry<T>[],
): (tokens: readonly Token[]) => readonly Occurrence<T>[] {
  const shelves = shelve(table);
  return (tokens) => {
    const found: Occurrence<T>[] = [];
    for (let from = 0; from < tokens.length; from += 1) {
      const shelf = shelves.get(tokens[from]?.bare ?? '');
      if (shelf === undefined) continue;
      weigh(tokens, shelf.alone, from, found);
      const longer = shelf.byNext?.get(tokens[from + 1]?.bare ?? '');
      if (longer !== undefined) weigh(tokens, longer, from, found);
    }
    return found.length < 2 ? found : withoutInner(found);
  };
}

/** Adds the entries whose words stand at a place, if their diacritics agree. */
function weigh<T>(
  tokens: readonly Token[],
  entries: readonly Entry<T>[],
  from: number,
  found: Occurrence<T>[],
): void {
  for (const { phrase, value } of entries) {
    if (!standsAt(tokens, phrase, from)) continue;
    const typedMarks = tokens.some(({ marked, bare }) => marked !== bare);
    if (phrase.strict && !typedMarks) continue;
    const to = from + phrase.words.length;
    const quality = phraseQuality(tokens.slice(from, to), phrase, bareWordQuality(phrase, typedMarks));
    if (quality > 0) found.push({ value, from, to, quality });
  }
}

/** Leaves out what lies inside a longer one, or is the same less well typed. They come in the order of their first words. */
function withoutInner<T>(found: readonly Occurrence<T>[]): readonly Occurrence<T>[] {
  const longest = found.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  return found.filter((one, at) => {
    for (let before = at; before >= 0 && (found[before]?.from ?? 0) > one.from - longest; before -= 1)
      if (overrules(found[before], one)) return false;
    for (let after = at + 1; found[after]?.from === one.from; after += 1)
      if (overrules(found[after], one)) return false;
    return true;
  });
}

interface Entry<T> {
  readonly phrase: Phrase;
  readonly value: T;
}

/** Entries that begin with the same word: those of this word alone, and the others by the word that follows. */
interface Shelf<T> {
  readonly alone: Entry<T>[];
  byNext?: Map<string, Entry<T>[]>;
}
type Shelves<T> = ReadonlyMap<string, Shelf<T>>;

function shelve<T>(table: readonly Entry<T>[]): Shelves<T> {
  const shelves = new Map<string, Shelf<T>>();
  for (const entry of table) {
    const [first, next] = entry.phrase.words;
    if (first === undefined) continue;
    let shelf = shelves.get(first.bare);
    if (shelf === undefined) {
      shelf = { alone: [] };
      shelves.set(first.bare, shelf);
    }
    if (next === undefined) {
      shelf.alone.push(entry);
      continue;
    }
    shelf.byNext ??= new Map();
    const place = shelf.byNext.get(next.bare);
    if (place === undefined) shelf.byNext.set(next.bare, [entry]);
    else place.push(entry);
  }
  return shelves;
}

/** Whether the words are there at all, before their diacritics are weighed. */
function standsAt(tokens: readonly Token[], { words }: Phrase, from: number): boolean {
  for (let at = 0; at < words.length; at += 1) if (tokens[from + at]?.bare !== words[at]?.bare) return false;
  return true;
}

/** A word typed bare in a text that has diacritics elsewhere is less likely the accented one. */
function bareWordQuality(phrase: Phrase, typedMarks: boolean): number {
  if (phrase.strict) return 0;
  if (!typedMarks) return 0.9;
  return phrase.words.length > 1 ? 0.7 : 0.3;
}

function overrules(other: Occurrence<unknown> | undefined, one: Occurrence<unknown>): boolean {
  if (other === undefined || other.from > one.from || other.to < one.to) return false;
  const longer = other.to - other.from - (one.to - one.from);
  return longer > 0 || other.quality > one.quality;
}
