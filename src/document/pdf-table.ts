/** Draws a table with lines in a PDF: rows never break, the header comes again on every page. */
import type { GridTable } from './layout.ts';
import type { Pdf } from './pdf.ts';
import { type Area, lineHeight, ready } from './pdf-text.ts';

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

function rowHeight(
  pdf: Pdf,
  table: GridTable,
  columns: Columns,
  cells: readonly string[],
  bold: boolean,
): number {
  const face = bold ? 'serif-bold' : 'serif';
  const heights = cells.map((cell, index) => {
    const text = ready(pdf, cell, face, table.size);
    const width = (columns.widths[index] ?? 0) - 2 * padding.x;
    // Most cells are one line; asking for the width is many times cheaper than laying the text out.
    if (!text.includes('\n') && pdf.widthOfString(text) <= width) return table.size * lineHeight;
    return pdf.heightOfString(text, { width });
  });
  return Math.max(table.size * lineHeight, ...heights) + 2 * padding.y;
}

interface RowLook {
  readonly height: number;
  readonly bold: boolean;
  readonly header: boolean;
}

function drawRow(
  pdf: Pdf,
  table: GridTable,
  columns: Columns,
  cells: readonly string[],
  look: RowLook,
): void {
  const top = pdf.y;
  for (const [index, cell] of cells.entries()) {
    const [x, width] = [columns.at[index] ?? 0, columns.widths[index] ?? 0];
    if (look.bold) pdf.rect(x, top, width, look.height).fill(grey);
    pdf.rect(x, top, width, look.height).lineWidth(0.6).stroke(lineColor);
    const text = ready(pdf, cell, look.bold ? 'serif-bold' : 'serif', table.size);
    const inner = width - 2 * padding.x;
    const tall = pdf.heightOfString(text || ' ', { width: inner });
    const align = look.header ? 'center' : (table.columns[index]?.align ?? 'left');
    pdf
      .fillColor('#000000')
      .text(text, x + padding.x, top + (look.height - tall) / 2, { width: inner, align });
  }
  pdf.y = top + look.height;
}

/** Draws from `pdf.y` down over as many pages as it takes. */
export function drawTable(pdf: Pdf, table: GridTable, area: Area): void {
  const columns = columnsOf(table, area);
  const titles = table.columns.map(({ header }) => header);
  const headerHeight = rowHeight(pdf, table, columns, titles, true);
  const drawHeader = () =>
    drawRow(pdf, table, columns, titles, { height: headerHeight, bold: true, header: true });
  const fits = (height: number) => pdf.y + height <= pdf.page.height - pdf.page.margins.bottom;
  const first = table.rowHeight ?? table.size * 2;
  if (!fits(headerHeight + first)) pdf.addPage();
  drawHeader();
  for (const [at, row] of table.rows.entries()) {
    const cells = table.columns.map((_, index) => row[index] ?? '');
    const bold = table.strong?.has(at) ?? false;
    const height = Math.max(table.rowHeight ?? 0, rowHeight(pdf, table, columns, cells, bold));
    if (!fits(height)) {
      pdf.addPage();
      drawHeader();
    }
    drawRow(pdf, table, columns, cells, { height, bold, header: false });
  }
}
