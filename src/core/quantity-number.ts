/** Pure: a text as number and word tokens, and the numbers in it: digits, words (`hai mươi lăm`) and both (`1tr2`). */
import { magnitudes, numberWords } from './quantity-words.ts';
import { decodeTyping } from './telex.ts';
import { fold, normalise } from './vietnamese.ts';

export interface Token {
  /** Digits as typed, a folded word, or one of `/ - %`. */
  readonly text: string;
  readonly isNumber: boolean;
  /** The word with its diacritics, lower case. */
  readonly marked: string;
  /** No space before it: the 2 of `1tr2`. */
  readonly glued: boolean;
}

const grouped = String.raw`\d{1,3}(?: \d{3})+(?!\d)`;
const tokenPattern = new RegExp(String.raw`${grouped}|\d+(?:[.,]\d+)*|m[2²]|\p{L}+|[/%–-]`, 'giu');

/** Splits `500kg/tháng` into 500 · kg · / · thang. */
export function readTokens(text: string): readonly Token[] {
  const typed = decodeTyping(normalise(text).slice(0, 200)).toLowerCase().normalize('NFC');
  return [...typed.matchAll(tokenPattern)].map((match) => {
    const [whole] = match;
    const isNumber = /^\d/.test(whole);
    const sign = whole === '–' ? '-' : whole;
    const text = /^(?:[/%-]|m[2²])$/.test(sign) ? sign.replace('²', '2') : isNumber ? whole : fold(whole);
    return { text, isNumber, marked: whole, glued: /[\p{L}\d]/u.test(typed[match.index - 1] ?? ' ') };
  });
}

/** `1,200` is 1.2 by the rules and 1 200 by habit; only the unit can tell. */
export const isAmbiguous = (digits: string): boolean => /^[1-9]\d{0,2},\d{3}$/.test(digits);

/** Reads digits the Vietnamese way: the dot (or a space) groups thousands, the comma is the decimal sign. */
export function parseDigits(digits: string): number {
  if (/^[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?$/.test(digits))
    return Number(digits.replace(/[. ]/g, '').replace(',', '.'));
  // Amounts have no leading zero; telephone numbers have.
  if (/^0\d/.test(digits)) return Number.NaN;
  if (/^[1-9]\d{0,2}(?:,\d{3}){2,}$/.test(digits)) return Number(digits.replace(/,/g, ''));
  return Number(digits.replace(',', '.'));
}

export interface NumberRead {
  readonly value: number;
  readonly end: number;
  /** A magnitude that alone means money stood last. */
  readonly money: boolean;
  readonly ambiguous: boolean;
}

interface Small {
  readonly value: number;
  readonly end: number;
}

/** A number word under a hundred: `năm`, `mười hai`, `hai mươi lăm`. */
function readSmall(tokens: readonly Token[], at: number): Small | null {
  const word = (offset: number): string => tokens[at + offset]?.text ?? '';
  const first = word(0) === 'muoi' ? 1 : numberWords.get(word(0));
  if (first === undefined) return null;
  const tensAt = word(0) === 'muoi' ? 0 : 1;
  if (word(tensAt) !== 'muoi') return { value: first, end: at + 1 };
  const ones = numberWords.get(word(tensAt + 1));
  return { value: first * 10 + (ones ?? 0), end: at + tensAt + (ones === undefined ? 1 : 2) };
}

function readPart(tokens: readonly Token[], at: number): Small | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.isNumber) return { value: parseDigits(token.text), end: at + 1 };
  if (token.text === 'nua') return { value: 0.5, end: at + 1 };
  return readSmall(tokens, at);
}

/** Digits that follow a magnitude or a unit without a space are its fraction: `1tr2`, `2kg5`. */
export function readFraction(tokens: readonly Token[], at: number): number | null {
  const token = tokens[at];
  if (!token?.isNumber || !token.glued || !/^\d{1,3}$/.test(token.text)) return null;
  return Number(`0.${token.text}`);
}

interface Scale {
  readonly value: number;
  readonly end: number;
  readonly money: boolean;
}

/** The magnitudes from a place on, multiplied: `trăm nghìn`. */
function readScale(tokens: readonly Token[], start: number): Scale {
  let scale: Scale = { value: 1, end: start, money: false };
  for (const token of tokens.slice(start)) {
    const magnitude = magnitudes.get(token.text);
    if (!magnitude) break;
    scale = {
      value: scale.value * magnitude.value,
      end: scale.end + 1,
      money: scale.money || magnitude.money,
    };
  }
  return scale;
}

/** One part with its magnitude and what hangs on it: `1tr2`, `3 triệu rưỡi`. */
function readScaled(tokens: readonly Token[], at: number): (Scale & { readonly amount: number }) | null {
  const part = readPart(tokens, at);
  if (!part) return null;
  const scale = readScale(tokens, part.end);
  if (scale.value === 1) return { ...scale, amount: part.value };
  const fraction = readFraction(tokens, scale.end);
  if (fraction !== null)
    return { ...scale, amount: (part.value + fraction) * scale.value, end: scale.end + 1 };
  if (tokens[scale.end]?.text !== 'ruoi') return { ...scale, amount: part.value * scale.value };
  return { ...scale, amount: (part.value + 0.5) * scale.value, end: scale.end + 1 };
}

/**
 * Reads one number: parts with their magnitudes (`2 triệu 500 nghìn`, `hai trăm năm mươi`), each smaller than the one
 * before. "2 triệu 500" may mean 2,000,500 or 2,500,000, so the 500 is left for a number of its own. `null` where no
 * number starts.
 */
export function readNumber(tokens: readonly Token[], start: number): NumberRead | null {
  let read: NumberRead | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (let part = readScaled(tokens, start); part; part = readScaled(tokens, part.end)) {
    if (part.amount >= lowest || (read && part.value === 1 && lowest >= 1000)) break;
    read = {
      value: (read?.value ?? 0) + part.amount,
      end: part.end,
      money: (read?.money ?? false) || part.money,
      ambiguous: isAmbiguous(tokens[start]?.text ?? ''),
    };
    if (part.value === 1) break;
    lowest = part.value;
  }
  return read ?? null;
}
