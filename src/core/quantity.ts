/** Pure: amounts as people write them (`2 tạ`, `1,5 tấn/năm`, `30tr`, `khoảng 20 người`) and numbers as they read them. */
import { type NumberRead, readFraction, readNumber, readTokens, type Token } from './quantity-number.ts';
import {
  type Measure,
  magnitudes,
  markedUnits,
  numberWords,
  type Period,
  periods,
  perWords,
  type Unit,
  units,
  wholeUnits,
} from './quantity-words.ts';
import { foldKeepingMarks } from './vietnamese.ts';

export type { Period, Unit } from './quantity-words.ts';

export interface Quantity {
  /** In `unit`: kilograms for every weight, đồng for money, one by one for things. */
  readonly amount: number;
  /** Upper end of a range such as `20-30 người`. */
  readonly upTo?: number;
  readonly unit: Unit;
  readonly per?: Period;
}

interface MeasureRead {
  readonly measure: Measure;
  readonly end: number;
}

const byWord: ReadonlyMap<string, Measure> = new Map(
  units.flatMap((measure) => measure.words.map((word) => [word, measure] as const)),
);
const byMarkedWord: ReadonlyMap<string, Measure> = new Map(
  markedUnits.flatMap((measure) => measure.words.map((word) => [foldKeepingMarks(word), measure] as const)),
);

function readMeasure(tokens: readonly Token[], at: number): MeasureRead | null {
  const token = tokens[at];
  if (!token || token.isNumber) return null;
  const pair = byWord.get(`${token.text} ${tokens[at + 1]?.text ?? ''}`);
  if (pair) return { measure: pair, end: at + 2 };
  const single = byMarkedWord.get(foldKeepingMarks(token.marked)) ?? byWord.get(token.text);
  return single ? { measure: single, end: at + 1 } : null;
}

/** "năm tấn" and "hai trăm năm mươi" hold the number five, not a year. */
function isNumberHere(tokens: readonly Token[], at: number): boolean {
  if (!numberWords.has(tokens[at]?.text ?? '')) return false;
  const next = tokens[at + 1]?.text ?? '';
  return next === 'muoi' || magnitudes.has(next) || readMeasure(tokens, at + 1) !== null;
}

/** A period says "per" after one of the words for it, or bare behind a noun; "2 tháng" is a length of time. */
function saysPer(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (!before || !periods.has(tokens[at]?.text ?? '') || isNumberHere(tokens, at)) return false;
  return perWords.has(before.text) || !(before.isNumber || numberWords.has(before.text));
}

/** Finds "/tháng", "một năm", "mỗi vụ", or a bare "tháng" behind something, and takes it out. */
function takePeriod(tokens: readonly Token[]): {
  readonly rest: readonly Token[];
  readonly per: Period | null;
} {
  const at = tokens.findIndex((_, index) => saysPer(tokens, index));
  if (at < 0) return { rest: tokens, per: null };
  let start = at;
  while (perWords.has(tokens[start - 1]?.text ?? '')) start--;
  return {
    rest: [...tokens.slice(0, start), ...tokens.slice(at + 1)],
    per: periods.get(tokens[at]?.text ?? '') ?? null,
  };
}

interface Part {
  readonly amount: number;
  /** `null` when no unit was written. */
  readonly measure: Measure | null;
  readonly money: boolean;
  readonly start: number;
  readonly end: number;
}

/** A number word counts as one only before a unit or a magnitude: "ba" is also a father. */
function startsNumber(tokens: readonly Token[], at: number, read: NumberRead): boolean {
  const isWord = tokens[at]?.isNumber === false;
  return !isWord || read.end - at > 1 || readMeasure(tokens, read.end) !== null;
}

/** `1,200` has a meaning only where nothing can be split; "1,200 kg" may be 1.2 or 1,200. */
function amountOf(number: NumberRead, measure: Measure | null): number {
  if (!number.ambiguous) return number.value;
  const whole = measure ? wholeUnits.has(measure.unit) : !number.money;
  return whole ? number.value * 1000 : Number.NaN;
}

function readPart(tokens: readonly Token[], at: number): Part | null {
  const number = readNumber(tokens, at);
  if (!number || !startsNumber(tokens, at, number)) return null;
  const read = readMeasure(tokens, number.end);
  const amount = amountOf(number, read?.measure ?? null);
  const part = { start: at, money: number.money };
  if (!read) return { ...part, amount, measure: null, end: number.end };
  const { measure, end } = read;
  const fraction = tokens[end]?.text === 'ruoi' ? 0.5 : readFraction(tokens, end);
  const extra = fraction === null ? 0 : fraction;
  return {
    ...part,
    amount: (amount + extra) * measure.factor,
    measure,
    end: end + (fraction === null ? 0 : 1),
  };
}

function readParts(tokens: readonly Token[]): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length; ) {
    const part = readPart(tokens, at);
    if (part) parts.push(part);
    at = part?.end ?? at + 1;
  }
  return parts;
}

/** Words between the ends of a range. */
const between = new Set(['-', 'den', 'toi']);

type Whole = Part & { readonly upTo?: number };

/** `2-3 tạ`, `từ 20 đến 30 người`: the unit may stand once at the end, a magnitude ("2-3 triệu") not safely. */
function combineRange(first: Part, second: Part): Whole | null {
  const unknown = first.measure === null;
  if (!unknown && first.measure.unit !== second.measure?.unit) return null;
  if (second.money && !first.money) return null;
  const low = unknown ? first.amount * (second.measure?.factor ?? 1) : first.amount;
  return low < second.amount ? { ...second, amount: low, upTo: second.amount } : null;
}

/** `1 tấn 2 tạ`: the same kind of measure, the smaller one second. */
function combineSum(first: Part, second: Part): Whole | null {
  const [a, b] = [first.measure, second.measure];
  if (!a || !b || a.unit !== b.unit || b.factor >= a.factor) return null;
  return { ...first, amount: first.amount + second.amount };
}

/** Any other pair of numbers is not understood, and more than two are not either. */
function combine(tokens: readonly Token[], [first, second, third]: readonly Part[]): Whole | null {
  if (!first || third) return null;
  if (!second) return periods.has(tokens[first.end]?.text ?? '') && !first.measure ? null : first;
  if (second.start === first.end) return combineSum(first, second);
  const joined = second.start === first.end + 1 && between.has(tokens[first.end]?.text ?? '');
  return joined ? combineRange(first, second) : null;
}

const tidy = (value: number): number => Number(value.toFixed(6));

/**
 * Reads one amount with its unit and period: `2 tạ` → 200 kg, `1,5 tấn/năm` → 1,500 kg a year, `1tr2` → 1,200,000 đồng,
 * `20-30 người` → 20 up to 30. Gives `null` when there is no number or more than one meaning.
 */
export function parseQuantity(text: string): Quantity | null {
  const { rest, per } = takePeriod(readTokens(text));
  const part = combine(rest, readParts(rest));
  if (!part || !Number.isFinite(part.amount)) return null;
  const unit = part.measure?.unit ?? (part.money ? 'vnd' : 'item');
  return {
    amount: tidy(part.amount),
    unit,
    ...(part.upTo === undefined ? {} : { upTo: tidy(part.upTo) }),
    ...(per === null ? {} : { per }),
  };
}

/** Writes a number as Vietnam does, up to three decimals: `1.234`, `0,5`. */
export function formatNumber(value: number): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(3).split('.');
  const decimals = fraction.replace(/0+$/, '');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, '.') + (decimals === '' ? '' : `,${decimals}`);
  return value < 0 && text !== '0' ? `-${text}` : text;
}
