/** Writes a table as xlsx the way offices like it: title, fixed header, dates as dates, phones as text, A4 to print. */
import { readDay } from '../core/calendar.ts';
import { formatPhone } from '../core/phone.ts';
import type { Bytes } from '../ports/document.ts';
import type { ColumnKind, Table, TableColumn, TableRow } from '../ports/sheet.ts';
import type { Look } from './xlsx-style.ts';
import { type BookCell, type BookRow, columnName, writeBook } from './xlsx-writer.ts';

const body: Readonly<Record<ColumnKind, Look>> = {
  text: { format: 'text', bordered: true },
  number: { format: 'number', bordered: true, align: 'right' },
  day: { format: 'day', bordered: true, align: 'center' },
  // Text keeps the zero in front, also when somebody edits the cell.
  phone: { format: 'text', bordered: true, align: 'center' },
};

const looks = new Map<string, Look>([
  ...Object.entries(body),
  ['title', { bold: true, size: 14, align: 'center' }],
  ['detail', { italic: true, align: 'center' }],
  ['header', { bold: true, align: 'center', fill: 'E2EFDA', bordered: true }],
  ['note', { italic: true }],
]);

/** What a cell holds; a day that is none stays text, so that nothing is lost. */
function cellOf(value: string | number | null, { kind }: TableColumn): BookCell {
  const text = (shown: string): BookCell => ({ value: shown, look: kind === 'phone' ? 'phone' : 'text' });
  if (value === null || typeof value === 'number') return { value, look: kind };
  if (kind === 'phone') return text(formatPhone(value));
  if (kind !== 'day' || readDay(value) === null) return text(value);
  return { value: new Date(`${value}T00:00:00Z`), look: 'day' };
}

const rowOf = (row: TableRow, columns: readonly TableColumn[]): BookCell[] =>
  columns.map((column, at) => cellOf(row[at] ?? null, column));

/** Points a header needs, more than one line when a name is longer than its column. */
function headerHeight(columns: readonly TableColumn[]): number {
  const lines = columns.map(({ header, width }) => Math.ceil(header.length / Math.max(1, width - 2)));
  return 6 + 16 * Math.min(4, Math.max(1, ...lines));
}

async function* rowsOf(table: Table): AsyncGenerator<BookRow> {
  let at = 0;
  for (const text of table.title) {
    yield { at, cells: [{ value: text, look: at === 0 ? 'title' : 'detail' }], height: at === 0 ? 24 : 18 };
    at += 1;
  }
  const header = table.columns.map((column) => ({ value: column.header, look: 'header' }));
  at = headerAt(table);
  yield { at, cells: header, height: headerHeight(table.columns) };
  for await (const row of table.rows) {
    at += 1;
    yield { at, cells: rowOf(row, table.columns) };
  }
  at += 1;
  for (const note of table.notes ?? []) {
    at += 1;
    yield { at, cells: [{ value: note, look: 'note' }] };
  }
}

/** An empty row parts title and header. */
const headerAt = ({ title }: Table): number => (title.length === 0 ? 0 : title.length + 1);

/** Writes the book; rows may come one by one. */
export async function writeTable(table: Table): Promise<Bytes> {
  const last = columnName(table.columns.length - 1);
  return writeBook({
    sheet: table.sheet,
    widths: table.columns.map(({ width }) => width),
    looks,
    rows: rowsOf(table),
    fixedRows: headerAt(table) + 1,
    merges: table.columns.length < 2 ? [] : table.title.map((_, at) => `A${at + 1}:${last}${at + 1}`),
    landscape: table.landscape ?? false,
  });
}
