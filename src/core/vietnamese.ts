/**
 * Pure: typed Vietnamese made comparable. `normalise` is what we store, `fold` is what we match with,
 * `readings` adds what a person meant who typed telex or VNI with the keyboard switched off.
 */
import { decodeTyping } from './telex.ts';

/** Control, format (zero-width, bidi, soft hyphen) and unpaired surrogate characters; whitespace is handled apart. */
const invisible = /(?!\s)[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** Huyền, sắc, ngã, hỏi, nặng as combining marks. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const betweenWords = /[^\p{L}\p{N}]+/gu;
/** Composed Latin letters and common signs: what our own content and most messages are made of. */
const onlyUsual = /^[ -~\u00c0-\u024f\u1ea0-\u1ef9–—“”…•]*$/;
const isClean = (text: string): boolean =>
  onlyUsual.test(text) && !text.includes('  ') && !text.startsWith(' ') && !text.endsWith(' ');

/** Cleans a text for keeping: NFC, no invisible characters, every run of white space one space. Idempotent. */
export function normalise(text: string): string {
  if (isClean(text)) return text;
  return text
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim();
}

/**
 * Reduces a text to lower-case words without diacritics: `Hoà Bình, XÃ Đồng-Tâm` → `hoa binh xa dong tam`.
 * Old and new tone placement, NFC and NFD give the same. Idempotent.
 */
export function fold(text: string): string {
  return text
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(betweenWords, ' ')
    .normalize('NFC')
    .trim();
}

/**
 * Like `fold` but keeps the diacritics, the tone moved to the end of its word, so that `hoà` and `hòa` are equal
 * and `Tân` and `Tấn` are not. Only for comparing.
 */
export function foldKeepingMarks(text: string): string {
  return text
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => word.replace(tones, '') + (word.match(tones)?.join('') ?? ''))
    .join(' ');
}

/** Tells whether the person typed any Vietnamese diacritic at all. */
export function hasMarks(text: string): boolean {
  return /\p{M}|đ/u.test(text.toLowerCase().normalize('NFD'));
}

/**
 * Gives the folded ways to read a typed text, the literal one first: `ddawng kys` → `ddawng kys`, `dang ky`.
 * A text without typing leftovers has one reading.
 */
export function readings(text: string): readonly string[] {
  if (text !== lastRead.text) lastRead = { text, readings: read(text) };
  return lastRead.readings;
}

/** One turn asks for the readings of its text many times over: as a word, an intent, an option. */
let lastRead: { readonly text: string; readonly readings: readonly string[] } = { text: '', readings: [''] };

function read(text: string): readonly string[] {
  const literal = fold(text);
  const decoded = fold(decodeTyping(text));
  return decoded === literal ? [literal] : [literal, decoded];
}

/** How many words a typed text has; one for an empty text. */
export const countWords = (text: string): number => text.trim().split(/\s+/u).length;
