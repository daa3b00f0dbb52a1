/** The file a person sent, written again with colours and a column in front of all that says what became of each row. */
import type { Bytes } from '../ports/document.ts';
import type { ErrorCopy, RowVerdict } from '../ports/sheet.ts';
import { textOf } from './sheet-cell.ts';
import { openSheets, type RawRow, type RawSheet } from './sheet-source.ts';
import type { XlsxValue } from './xlsx-cell.ts';
import type { Look } from './xlsx-style.ts';
import { type BookCell, type BookRow, writeBook } from './xlsx-writer.ts';

type Level = RowVerdict['level'];

/** Green, blue, yellow, red: light enough to read and to print. */
const fills: Readonly<Record<Level, string>> = {
  good: 'E2EFDA',
  changed: 'DDEBF7',
  warning: 'FFF2CC',
  fault: 'F8CBAD',
};

const looks = new Map<string, Look>([
  ['above', { bold: true }],
  ['above day', { bold: true, format: 'day' }],
  ['plain', { bordered: true }],
  ['plain day', { bordered: true, format: 'day', align: 'center' }],
  ['heading', { bordered: true, bold: true, align: 'center', fill: 'D9D9D9' }],
  ...Object.entries(fills).flatMap(([level, fill]): [string, Look][] => [
    [level, { bordered: true, fill }],
    [`${level} day`, { bordered: true, fill, format: 'day', align: 'center' }],
  ]),
]);

function cellOf(value: XlsxValue, look: string, encoding: ErrorCopy['encoding']): BookCell {
  if (value instanceof Date) return { value, look: `${look} day` };
  if (typeof value === 'number') return { value, look };
  return { value: textOf(value, encoding).text, look };
}

/** Most columns shown; wide rows of empty cells are cut. */
const mostColumns = 60;

function rowOf({ at, values }: RawRow, copy: ErrorCopy): BookRow {
  const line = at + 1;
  const shown = values.slice(0, mostColumns);
  if (line === copy.headerLine) {
    const titles = shown.map(
      (value): BookCell => ({ value: textOf(value, copy.encoding).text, look: 'heading' }),
    );
    return { at, cells: [{ value: copy.heading, look: 'heading' }, ...titles] };
  }
  const verdict = copy.verdicts.get(line);
  const bare = line < copy.headerLine ? 'above' : 'plain';
  const [look, text] = verdict === undefined ? [bare, ''] : [verdict.level, verdict.text];
  return { at, cells: [{ value: text, look }, ...shown.map((value) => cellOf(value, look, copy.encoding))] };
}

async function* rowsOf(sheet: RawSheet, copy: ErrorCopy): AsyncGenerator<BookRow> {
  for await (const row of sheet.rows()) yield rowOf(row, copy);
}

/** Columns as wide as their first hundred texts ask for. */
async function widthsOf(sheet: RawSheet, copy: ErrorCopy): Promise<number[]> {
  const widths: number[] = [];
  let seen = 0;
  for await (const { at, values } of sheet.rows()) {
    if (at + 1 < copy.headerLine) continue;
    for (const [column, value] of values.slice(0, mostColumns).entries()) {
      const length = textOf(value, copy.encoding).text.length + 3;
      widths[column] = Math.min(40, Math.max(widths[column] ?? 8, length));
    }
    seen += 1;
    if (seen >= 100) break;
  }
  return Array.from(widths, (width) => width ?? 8);
}

/**
 * Writes the coloured copy as xlsx. Only the sheet that was read is in it; its row numbers stay, so that what is said
 * of line 17 is on line 17. @throws Error when the file cannot be opened, which the reading before has refused
 */
export async function writeErrorCopy(bytes: Bytes, copy: ErrorCopy): Promise<Bytes> {
  const opened = await openSheets(bytes);
  const sheet = opened.ok ? opened.value.find(({ name }) => name === copy.sheet) : undefined;
  if (sheet === undefined) throw new Error(`no sheet ${copy.sheet} in the file`);
  return writeBook({
    sheet: sheet.name,
    widths: [46, ...(await widthsOf(sheet, copy))],
    looks,
    rows: rowsOf(sheet, copy),
    fixedRows: copy.headerLine,
    merges: [],
    landscape: true,
  });
}
