/** Writes a table as xlsx the way offices like it: title, fixed header, dates as dates, phones as text, A4 to print. */
import { type CellStyle, type CellValue, type ColumnDef, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { readDay } from '../core/calendar.ts';
import { formatPhone } from '../core/phone.ts';
import type { Bytes } from '../ports/document.ts';
import type { ColumnKind, Table, TableColumn, TableRow } from '../ports/sheet.ts';

const font = { name: 'Times New Roman', size: 12 } as const;
const thin = { style: 'thin', color: { rgb: '999999' } } as const;
const border = { top: thin, right: thin, bottom: thin, left: thin } as const;

const titleStyle: CellStyle = {
  font: { ...font, size: 14, bold: true },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const detailStyle: CellStyle = {
  font: { ...font, italic: true },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const headerStyle: CellStyle = {
  font: { ...font, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFDA' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border,
};
const noteStyle: CellStyle = { font: { ...font, italic: true }, alignment: { wrapText: false } };

const kinds: Readonly<
  Record<ColumnKind, { readonly numFmt: string; readonly horizontal: 'left' | 'center' | 'right' }>
> = {
  text: { numFmt: '@', horizontal: 'left' },
  number: { numFmt: '#,##0.##', horizontal: 'right' },
  day: { numFmt: 'dd/mm/yyyy', horizontal: 'center' },
  // Text keeps the zero in front, also when somebody edits the cell.
  phone: { numFmt: '@', horizontal: 'center' },
};

/** Look of the cells of a column. */
export function styleOf(kind: ColumnKind): CellStyle {
  const { numFmt, horizontal } = kinds[kind];
  const whole = kind === 'number' ? { numFmt: '#,##0' } : { numFmt };
  return { font, border, ...whole, alignment: { horizontal, vertical: 'center', wrapText: true } };
}

/** Turns a value into what a cell holds; a day that is none stays text, so that nothing is lost. */
function cellOf(value: string | number | null, kind: ColumnKind): CellValue {
  if (value === null || typeof value === 'number') return value;
  if (kind === 'day') return readDay(value) === null ? value : new Date(`${value}T00:00:00Z`);
  return kind === 'phone' ? formatPhone(value) : safeText(value);
}

/** A text that begins like a formula is no formula: people's input must not run in the office's spreadsheet. */
export const safeText = (text: string): string => text.normalize('NFC').slice(0, 32_000);

const forbiddenInNames = /[\\/*?:[\]]/g;
export const sheetName = (name: string): string =>
  name.replaceAll(forbiddenInNames, ' ').slice(0, 31).trim() || 'OCOP';

async function collect(table: Table): Promise<CellValue[][]> {
  const rows: CellValue[][] = [];
  for await (const row of table.rows) rows.push(rowOf(row, table.columns));
  return rows;
}

const rowOf = (row: TableRow, columns: readonly TableColumn[]): CellValue[] =>
  columns.map(({ kind }, at) => cellOf(row[at] ?? null, kind));

function stylesOf(table: Table, headerAt: number, rowCount: number): WriteSheet['cells'] {
  const cells = new Map<string, { style: CellStyle }>();
  for (const at of table.title.keys()) cells.set(`${at},0`, { style: at === 0 ? titleStyle : detailStyle });
  for (const column of table.columns.keys()) cells.set(`${headerAt},${column}`, { style: headerStyle });
  const first = headerAt + rowCount + 2;
  for (const at of (table.notes ?? []).keys()) cells.set(`${first + at},0`, { style: noteStyle });
  return cells;
}

/** Points a row needs for its header texts, two lines when they are longer than the column. */
function headerHeight(columns: readonly TableColumn[]): number {
  const lines = columns.map(({ header, width }) => Math.ceil(header.length / Math.max(1, width - 2)));
  return 6 + 16 * Math.min(4, Math.max(1, ...lines));
}

/** Writes the book. Memory grows with the rows: 25,000 of 20 columns take about 200 MB. */
export async function writeTable(table: Table): Promise<Bytes> {
  const body = await collect(table);
  const headerAt = table.title.length + (table.title.length > 0 ? 1 : 0);
  const last = table.columns.length - 1;
  const above: CellValue[][] = table.title.map((text) => [safeText(text)]);
  const gap: CellValue[][] = table.title.length > 0 ? [[]] : [];
  const notes: CellValue[][] = (table.notes ?? []).map((text) => [safeText(text)]);
  const columns: ColumnDef[] = table.columns.map(({ kind, width }) => ({ width, style: styleOf(kind) }));
  const header = table.columns.map((column) => safeText(column.header));
  const sheet: WriteSheet = {
    name: sheetName(table.sheet),
    columns,
    rows: [...above, ...gap, header, ...body, ...(notes.length > 0 ? [[], ...notes] : [])],
    cells: stylesOf(table, headerAt, body.length) ?? new Map(),
    merges:
      last > 0 ? table.title.map((_, at) => ({ startRow: at, endRow: at, startCol: 0, endCol: last })) : [],
    rowDefs: new Map([[headerAt, { height: headerHeight(table.columns) }]]),
    freezePane: { rows: headerAt + 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: table.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.4, header: 0.3, footer: 0.3 },
      printTitlesRow: `$${headerAt + 1}:$${headerAt + 1}`,
      horizontalCentered: true,
    },
    headerFooter: { oddFooter: '&C&P/&N' },
  };
  return writeXlsx({ sheets: [sheet], defaultFont: font });
}
