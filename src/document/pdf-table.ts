/** Draws a table with lines in a PDF: rows never break, the header comes again on every page. */
import { drawable, type Face } from './font.ts';
import type { GridTable } from './layout.ts';
import type { Pdf } from './pdf.ts';
import { type Area, lineHeight } from './pdf-text.ts';

const padding = { x: 4, y: 3 } as const;
const grey = '#eeeeee';
const lineColor = '#444444';

interface Columns {
  readonly at: readonly number[];
  readonly widths: readonly number[];
}

function columnsOf(table: GridTable, area: Area): Columns {
  const sum = table.columns.reduce((total, { width }) => total + width, 0);
  const widths = table.columns.map(({ width }) => (width / sum) * area.width);
  const at = widths.map((_, index) => area.x + widths.slice(0, index).reduce((a, b) => a + b, 0));
  return { at, widths };
}

/** A cell measured once: laying text out is what costs the time of a long list. */
interface Measured {
  readonly text: string;
  readonly face: Face;
  /** Of the line, `null` when the text takes several. */
  readonly width: number | null;
  readonly height: number;
}

function measure(pdf: Pdf, text: string, room: number, face: Face, size: number): Measured {
  const drawn = drawable(text, face);
  pdf.font(drawn.face).fontSize(size);
  const width = drawn.text.includes('\n') ? null : pdf.widthOfString(drawn.text);
  if (width !== null && width <= room) return { ...drawn, width, height: size * lineHeight };
  return { ...drawn, width: null, height: pdf.heightOfString(drawn.text, { width: room }) };
}

interface Row {
  readonly cells: readonly Measured[];
  readonly height: number;
  readonly strong: boolean;
  readonly aligns: readonly Align[];
}

type Align = NonNullable<GridTable['columns'][number]['align']>;

function measureRow(
  pdf: Pdf,
  table: GridTable,
  columns: Columns,
  texts: readonly string[],
  strong: boolean,
): Row {
  const face = strong ? 'serif-bold' : 'serif';
  const cells = table.columns.map((_, at) =>
    measure(pdf, texts[at] ?? '', (columns.widths[at] ?? 0) - 2 * padding.x, face, table.size),
  );
  const height = Math.max(table.size * lineHeight, ...cells.map((cell) => cell.height)) + 2 * padding.y;
  return { cells, height, strong, aligns: table.columns.map(({ align }) => align ?? 'left') };
}

const shares: Readonly<Record<Align, number>> = { left: 0, center: 0.5, right: 1 };

function drawCell(pdf: Pdf, cell: Measured, area: Area, top: number, align: Align): void {
  if (cell.text === '') return;
  pdf.font(cell.face);
  if (cell.width === null) {
    pdf.text(cell.text, area.x, top, { width: area.width, align });
  } else {
    const x = area.x + (area.width - cell.width) * shares[align];
    pdf.text(cell.text, x, top, { lineBreak: false });
  }
}

function drawRow(pdf: Pdf, table: GridTable, columns: Columns, row: Row): void {
  const top = pdf.y;
  const box = (at: number) => pdf.rect(columns.at[at] ?? 0, top, columns.widths[at] ?? 0, row.height);
  if (row.strong) {
    for (const at of row.cells.keys()) box(at);
    pdf.fill(grey);
  }
  for (const at of row.cells.keys()) box(at);
  pdf.lineWidth(0.6).stroke(lineColor);
  pdf.fillColor('#000000').fontSize(table.size);
  for (const [at, cell] of row.cells.entries()) {
    const area = { x: (columns.at[at] ?? 0) + padding.x, width: (columns.widths[at] ?? 0) - 2 * padding.x };
    drawCell(pdf, cell, area, top + (row.height - cell.height) / 2, row.aligns[at] ?? 'left');
  }
  pdf.y = top + row.height;
}

/** The row at this place, measured. */
function rowOf(pdf: Pdf, table: GridTable, columns: Columns, at: number): Row {
  const measured = measureRow(pdf, table, columns, table.rows[at] ?? [], table.strong?.has(at) ?? false);
  return { ...measured, height: Math.max(table.rowHeight ?? 0, measured.height) };
}

/** What stays on one page with a heading inside the table: the headings right below it and the first row under them. */
function heightWithNext(pdf: Pdf, table: GridTable, columns: Columns, from: number): number {
  let height = 0;
  for (let at = from; at < table.rows.length; at++) {
    const row = rowOf(pdf, table, columns, at);
    height += row.height;
    if (!row.strong) break;
  }
  return height;
}

/** Rows between two pauses; about 10 ms. */
const rowsAtOnce = 25;

/**
 * Draws from `pdf.y` down over as many pages as it takes. Comes up for breath every few rows: whoever draws a long list
 * lets others have their turn then.
 */
export function* drawTable(pdf: Pdf, table: GridTable, area: Area): Generator<undefined> {
  const columns = columnsOf(table, area);
  const titles = table.columns.map(({ header }) => header);
  const header = {
    ...measureRow(pdf, table, columns, titles, true),
    aligns: titles.map(() => 'center' as const),
  };
  const fits = (height: number) => pdf.y + height <= pdf.page.height - pdf.page.margins.bottom;
  if (!fits(header.height + (table.rowHeight ?? table.size * 2))) pdf.addPage();
  drawRow(pdf, table, columns, header);
  for (const at of table.rows.keys()) {
    const row = rowOf(pdf, table, columns, at);
    if (!fits(row.strong ? heightWithNext(pdf, table, columns, at) : row.height)) {
      pdf.addPage();
      drawRow(pdf, table, columns, header);
    }
    drawRow(pdf, table, columns, row);
    if (at % rowsAtOnce === rowsAtOnce - 1) yield;
  }
}
