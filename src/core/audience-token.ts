/** Pure: a typed text as words that readers take one after the other; what nobody took is told as not understood. */
import { fold } from './vietnamese.ts';

export interface Token {
  readonly typed: string;
  readonly key: string;
  readonly used: boolean;
}

/** A place in the words: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Cuts a text into words; commas stay as words of their own, a star sign reads as "sao". */
export function tokenize(text: string): readonly Token[] {
  const plain = text
    .normalize('NFC')
    .replaceAll(/[★☆⭐]/gu, ' sao ')
    .replaceAll(/(?<= |^)([3-5]) ?[-–] ?([3-5])(?= )/gu, '$1 đến $2');
  const words = plain.match(/[\p{L}\p{N}\p{M}]+|[,;]/gu) ?? [];
  return words.map((typed) => ({ typed, key: /[,;]/.test(typed) ? ',' : fold(typed), used: false }));
}

/** Keys joined by spaces; what was taken is no word any more, so that nothing is read across it. */
const joined = (tokens: readonly Token[]): string =>
  tokens.map(({ key, used }) => (used ? '|' : key)).join(' ');

/** The first place where a pattern over the keys fits whole words; its groups come along. */
export function findSpan(
  tokens: readonly Token[],
  pattern: RegExp,
): { readonly span: Span; readonly groups: readonly (string | undefined)[] } | null {
  const whole = new RegExp(`(?<= |^)(?:${pattern.source})(?= |$)`, 'u');
  const text = joined(tokens);
  const found = whole.exec(text);
  if (found === null) return null;
  const start = text.slice(0, found.index).split(' ').length - 1;
  return { span: { start, end: start + found[0].split(' ').length }, groups: found.slice(1) };
}

/** Marks the words of a place as taken. */
export const take = (tokens: readonly Token[], { start, end }: Span): readonly Token[] =>
  tokens.map((token, at) => (at >= start && at < end ? { ...token, used: true } : token));

export const unused = (tokens: readonly Token[]): readonly Token[] => tokens.filter(({ used }) => !used);
