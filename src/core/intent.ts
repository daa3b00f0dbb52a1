/**
 * Pure: what a typed text asks for: a flow by its phrases, or a word that means the same everywhere.
 * The phrases are data (`content/intents.yaml`).
 */
import { groupBy, mayCount, type Pattern, readPolite, startsAt, wholeFinder } from './intent-whole.ts';
import { isStrict, type Token, tokenise, tokenReadings } from './phrase.ts';
import { createRepair } from './retrieval-repair.ts';

export interface IntentData {
  /** Phrases by flow name. */
  readonly flows: Readonly<Record<string, readonly string[]>>;
  /** Phrases by global word; they count only as the whole text. */
  readonly globals: Readonly<Record<string, readonly string[]>>;
  /** Words of politeness that may stand around a whole text. */
  readonly polite: { readonly before: readonly string[]; readonly after: readonly string[] };
}

export interface IntentMatch {
  /** Name of a flow. */
  readonly intent: string;
  /** The whole text, but for words of politeness, is one of its phrases. */
  readonly exact: boolean;
}

export interface IntentIndex {
  /** The flow a text asks for: the whole text first, else the longest phrase inside it. */
  match(text: string): IntentMatch | null;
  /** The global word (menu, back, skip, edit, cancel, stop, help, yes, no, resume, later) that the whole text is. */
  matchGlobal(text: string): string | null;
}

/** Longer texts are no hurried request; reading slips in them only finds what is not there. */
const slippedAtMost = 60;
/** Words that a `*` may stand for. */
const gapAtMost = 4;

/** Reads a phrase of the table: `*` is a gap, a trailing `!` counts only with its diacritics, a leading `=` only as the whole text. */
export function parsePattern(entry: string): Pattern {
  const parts = entry
    .split('*')
    .map(tokenise)
    .filter((part) => part.length > 0);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return { parts, strict: isStrict(entry), whole: entry.startsWith('='), size };
}

interface Named extends Pattern {
  readonly name: string;
}

const named = (phrases: Readonly<Record<string, readonly string[]>>): readonly Named[] =>
  Object.entries(phrases).flatMap(([name, list]) =>
    list.map((entry) => ({ name, ...parsePattern(entry) })).filter(({ size }) => size > 0),
  );

/** A word without letters pressed twice. */
const single = (token: Token): Token => ({
  ...token,
  marked: token.marked.replace(/(\p{L}\p{M}*)\1/gu, '$1').replace(/(\p{M})\1/gu, '$1'),
  bare: token.bare.replace(/(\p{L})\1/gu, '$1'),
});

/** The words of all phrases, and which stand beside each other. */
function wordsOf(phrases: readonly Named[]): {
  readonly words: ReadonlySet<string>;
  hasPair(pair: string): boolean;
} {
  const parts = phrases.flatMap((phrase) => phrase.parts);
  const pairs = new Set(
    parts.flatMap((words) => words.slice(1).map(({ bare }, at) => `${words[at]?.bare ?? ''} ${bare}`)),
  );
  return {
    words: new Set(parts.flatMap((words) => words.map(({ bare }) => bare))),
    hasPair: (pair) => pairs.has(pair),
  };
}

/** Builds the index. Give it what `loadIntents` read. */
export function createIntentIndex(data: IntentData): IntentIndex {
  const flows = named(data.flows);
  const globals = named(data.globals);
  const polite = readPolite(data.polite);
  const asFlow = wholeFinder([...flows, ...globals.filter(({ name }) => name in data.flows)], polite);
  const asGlobal = wholeFinder(globals, polite);
  const inside = insideFinder(flows);
  const signs = signsOf(data.globals);
  const repair = createRepair(wordsOf(flows));
  const repairGlobal = createRepair(wordsOf(globals));
  /** A phrase typed with a slip is never taken for exact: it may be a name, or the answer to a question. */
  const slipped = (text: string): Named | null => {
    if (text.length > slippedAtMost) return null;
    const readings = tokenReadings(text).map(repair);
    return firstOf(readings, asFlow) ?? longest(readings.flatMap(inside));
  };
  /** Of single words only a key pressed twice counts ("dừừng"): with other slips they may be names. A yes or no is typed well. */
  const slippedGlobal = (text: string): string | null => {
    if (text.length > slippedAtMost) return null;
    const readings = tokenReadings(text).flatMap((tokens) => [
      ...(tokens.length > 1 ? [repairGlobal(tokens)] : []),
      tokens.map(single),
    ]);
    const found = firstOf(readings, asGlobal)?.name ?? null;
    return found === 'yes' || found === 'no' ? null : found;
  };
  return {
    match(text) {
      const readings = tokenReadings(text);
      const whole = firstOf(readings, asFlow);
      if (whole !== null) return { intent: whole.name, exact: true };
      const part = longest(readings.flatMap(inside)) ?? slipped(text);
      return part === null ? null : { intent: part.name, exact: false };
    },
    matchGlobal: (text) =>
      signs.get(text.trim()) ?? firstOf(tokenReadings(text), asGlobal)?.name ?? slippedGlobal(text),
  };
}

function firstOf(
  readings: readonly (readonly Token[])[],
  find: (tokens: readonly Token[]) => Named | null,
): Named | null {
  for (const tokens of readings) {
    const found = find(tokens);
    if (found !== null) return found;
  }
  return null;
}

/** Entries without letters ("?") are compared as they stand. */
function signsOf(phrases: IntentData['globals']): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(phrases).flatMap(([name, list]) =>
      list.filter((entry) => tokenise(entry).length === 0).map((entry) => [entry, name] as const),
    ),
  );
}

/** Finds phrases inside a text. One word is too little to be meant there. */
function insideFinder(patterns: readonly Named[]): (tokens: readonly Token[]) => readonly Named[] {
  const byFirst = groupBy(
    patterns.filter(({ size, whole }) => size >= 2 && !whole),
    ({ parts }) => parts[0]?.[0]?.bare ?? '',
  );
  return (tokens) =>
    tokens.flatMap(({ bare }, at) =>
      (byFirst.get(bare) ?? []).filter(
        (one) => mayCount(tokens, one.strict) && follows(tokens, one.parts, at, at),
      ),
    );
}

function follows(tokens: readonly Token[], parts: Pattern['parts'], first: number, last: number): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return true;
  for (let at = first; at <= last; at += 1) {
    const end = at + part.length;
    if (startsAt(tokens, part, at) && follows(tokens, rest, end, end + gapAtMost)) return true;
  }
  return false;
}

function longest(found: readonly Named[]): Named | null {
  const letters = ({ parts }: Named) => parts.flat().reduce((sum, { bare }) => sum + bare.length, 0);
  const [best] = [...found].sort((a, b) => b.size - a.size || letters(b) - letters(a));
  return best ?? null;
}
