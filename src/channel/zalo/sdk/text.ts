/** Text as Zalo should get it: NFC, counted in code points (which unit Zalo counts is undocumented). */
import { ZaloInputError } from './error.ts';

export const toNfc = (text: string): string => text.normalize('NFC');

/** Counts code points, so that an emoji outside the basic plane is one and not two. */
export const countCodePoints = (text: string): number => [...text].length;

/**
 * Gives the text in NFC when it is 1 to `max` code points long.
 * @throws ZaloInputError `empty` or `too_long`
 */
export function requireText(field: string, text: string, max: number): string {
  const normal = toNfc(text);
  if (normal.trim() === '') throw new ZaloInputError('empty', field);
  const length = countCodePoints(normal);
  if (length > max) throw new ZaloInputError('too_long', field, `${length} code points, at most ${max}`);
  return normal;
}

/**
 * Gives an id back when it is a non-empty string; a number would have lost digits already.
 * @throws ZaloInputError `not_a_string` or `empty`
 */
export function requireId(field: string, id: string): string {
  if (typeof id !== 'string') throw new ZaloInputError('not_a_string', field, 'ids are strings');
  if (id.trim() === '') throw new ZaloInputError('empty', field);
  return id;
}

/** @throws ZaloInputError `bad_url` unless the text is an absolute http(s) address */
export function requireUrl(field: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ZaloInputError('bad_url', field);
  }
  return url;
}

/** @throws ZaloInputError `out_of_range` unless the number is a whole one between the bounds */
export function requireWhole(field: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ZaloInputError('out_of_range', field, `a whole number from ${min} to ${max}`);
  }
  return value;
}

/** A choice of titles as numbered lines, for accounts where buttons are refused: "text\n1. One\n2. Two". */
export function toNumberedText(text: string, titles: readonly string[]): string {
  return [toNfc(text), ...titles.map((title, index) => `${index + 1}. ${toNfc(title)}`)].join('\n');
}
