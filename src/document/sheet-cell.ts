/** One cell of a sheet that a person sent: text out of whatever the file holds, and the day, number or phone in it. */
import { formatDay, parseDay, readDay } from '../core/calendar.ts';
import { decodeText, guessEncoding, type TextEncoding } from '../core/legacy-encoding.ts';
import type { Day } from '../core/model.ts';
import { parsePhone } from '../core/phone.ts';
import { normalise } from '../core/vietnamese.ts';
import type { ColumnKind, SheetCell } from '../ports/sheet.ts';
import type { XlsxValue } from './xlsx-cell.ts';

/** Spreadsheets hand dates out as midnight UTC of the day that is shown. */
const dayIn = (date: Date): Day | null =>
  Number.isNaN(date.getTime()) ? null : readDay(date.toISOString().slice(0, 10));

/** Whole numbers in full: a phone or an identity number is never 3.8E+9. */
const numberText = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(12)));

export interface CellText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** The text of a cell: cleaned, old encodings read, dates as dd/mm/yyyy. `likely` is the encoding of the whole file. */
export function textOf(value: XlsxValue | undefined, likely: TextEncoding): CellText {
  if (value === null || value === undefined) return { text: '', encoding: 'plain' };
  if (typeof value === 'number') return { text: numberText(value), encoding: 'plain' };
  if (typeof value === 'boolean') return { text: value ? 'x' : '', encoding: 'plain' };
  if (value instanceof Date) {
    const day = dayIn(value);
    return { text: day === null ? '' : formatDay(day), encoding: 'plain' };
  }
  const encoding = guessEncoding(value, likely);
  return { text: normalise(decodeText(value, encoding)), encoding };
}

/** Day numbers of a cell that lost its date format: 1954 to 2118. */
const serial = { from: 20_000, to: 80_000 } as const;
const serialZero = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

function readDayCell(value: XlsxValue | undefined, text: string): Partial<SheetCell> {
  const isSerial = typeof value === 'number' && value >= serial.from && value <= serial.to;
  const date = isSerial ? new Date(serialZero + Math.floor(value) * dayMs) : value;
  const written = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(SA|CH|AM|PM)?$/i, '');
  const day = date instanceof Date ? dayIn(date) : parseDay(written);
  return day === null ? { doubt: 'sheet.day' } : { day, text: formatDay(day) };
}

/** `1.234.567`, `1 234`, `12,5`, `12.5`, `12,5 triệu` without its word. */
function parseNumber(text: string): number | null {
  const bare = text.replaceAll(/\s/g, '').replace(/(?:đ|vnđ|%)$/iu, '');
  if (/^-?\d{1,3}([.,]\d{3})+$/.test(bare)) return Number(bare.replaceAll(/[.,]/g, ''));
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  return /^-?\d+([.,]\d+)?$/.test(bare) ? Number(bare.replace(',', '.')) : null;
}

function readNumberCell(value: XlsxValue | undefined, text: string): Partial<SheetCell> {
  const number = typeof value === 'number' ? value : parseNumber(text);
  return number === null ? { doubt: 'sheet.number' } : { number };
}

function readPhoneCell(_value: XlsxValue | undefined, text: string): Partial<SheetCell> {
  const phone = parsePhone(text);
  return phone.ok ? { phone: phone.value.number } : { doubt: phone.code };
}

const readers: Readonly<
  Record<ColumnKind, (value: XlsxValue | undefined, text: string) => Partial<SheetCell>>
> = {
  text: () => ({}),
  day: readDayCell,
  number: readNumberCell,
  phone: readPhoneCell,
};

/** Reads a cell as its column wants it; an empty cell gives `null`. */
export function readCell(
  value: XlsxValue | undefined,
  kind: ColumnKind,
  likely: TextEncoding,
): SheetCell | null {
  const { text, encoding } = textOf(value, likely);
  if (text === '') return null;
  const doubt = encoding === 'unsure' ? { doubt: 'sheet.encoding' } : {};
  return { text, ...doubt, ...readers[kind](value, text) };
}
