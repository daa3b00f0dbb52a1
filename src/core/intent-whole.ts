/** Pure: whether a whole text is a phrase, politeness around it taken off. */
import { type Phrase, parsePhrase, type Token, wordAgrees } from './phrase.ts';

/** A phrase with gaps: its parts in order. */
export interface Pattern {
  readonly parts: readonly Phrase['words'][];
  readonly strict: boolean;
  /** Never meant inside a longer text. */
  readonly whole: boolean;
  /** Words, not counting gaps. */
  readonly size: number;
}

/** No phrase with all its politeness is longer; an answer that is need not be looked at. */
const wordsAtMost = 24;

export interface Polite {
  /** By their first word. */
  readonly before: ReadonlyMap<string, readonly Phrase['words'][]>;
  /** By their last word. */
  readonly after: ReadonlyMap<string, readonly Phrase['words'][]>;
}

/** Prepares words of politeness, which may stand before or after what is meant. */
export function readPolite(polite: {
  readonly before: readonly string[];
  readonly after: readonly string[];
}): Polite {
  const words = (entries: readonly string[]) => entries.map((entry) => parsePhrase(entry).words);
  return {
    before: groupBy(words(polite.before), (phrase) => phrase[0]?.bare ?? ''),
    after: groupBy(words(polite.after), (phrase) => phrase.at(-1)?.bare ?? ''),
  };
}

/** Finds the phrase that a text is, taking off as little politeness as possible. Phrases with gaps are never whole. */
export function wholeFinder<T extends Pattern>(
  patterns: readonly T[],
  polite: Polite,
): (tokens: readonly Token[]) => T | null {
  const byText = groupBy(
    patterns.filter(({ parts }) => parts.length === 1),
    ({ parts }) => textOf(parts.flat()),
  );
  const find = (tokens: readonly Token[]): T | undefined =>
    (byText.get(textOf(tokens)) ?? []).find(
      ({ parts, strict }) => mayCount(tokens, strict) && startsAt(tokens, parts.flat(), 0),
    );
  return (tokens) => {
    if (tokens.length > wordsAtMost) return null;
    let layer: readonly Span[] = [[0, tokens.length]];
    while (layer.length > 0) {
      for (const [from, to] of layer) {
        const found = find(tokens.slice(from, to));
        if (found !== undefined) return found;
      }
      layer = distinct(layer.flatMap((span) => shorter(span, tokens, polite)));
    }
    return null;
  };
}

type Span = readonly [number, number];

/** The spans left when one polite word or phrase is taken off either end; never nothing. */
function shorter([from, to]: Span, tokens: readonly Token[], { before, after }: Polite): readonly Span[] {
  const first = tokens[from]?.bare ?? '';
  const last = tokens[to - 1]?.bare ?? '';
  const spans: readonly Span[] = [
    ...(before.get(first) ?? [])
      .filter((words) => startsAt(tokens, words, from))
      .map((words) => [from + words.length, to] as const),
    ...(after.get(last) ?? [])
      .filter((words) => startsAt(tokens, words, to - words.length))
      .map((words) => [from, to - words.length] as const),
  ];
  return spans.filter(([start, end]) => start < end);
}

const distinct = (spans: readonly Span[]): readonly Span[] => [
  ...new Map(spans.map((span) => [span.join(), span])).values(),
];

/** Tells whether the words stand in the text at this place; diacritics that were typed must agree. */
export function startsAt(tokens: readonly Token[], words: Phrase['words'], at: number): boolean {
  return at >= 0 && words.every((word, step) => wordAgrees(tokens[at + step], word));
}

/** A strict phrase counts only where diacritics were typed. */
export const mayCount = (tokens: readonly Token[], strict: boolean): boolean =>
  !strict || tokens.some(({ marked, bare }) => marked !== bare);

const textOf = (words: readonly Pick<Token, 'bare'>[]): string => words.map(({ bare }) => bare).join(' ');

/** Sorts a list into lists by key. */
export function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
