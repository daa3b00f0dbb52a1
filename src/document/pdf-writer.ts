/** Writes a paper as PDF on A4. */
import { setImmediate } from 'node:timers/promises';
import type { Bytes } from '../ports/document.ts';
import { type Block, innerWidth, type Paper, type Section } from './layout.ts';
import { addPage, closePdf, openPdf, type Pdf } from './pdf.ts';
import { drawTable } from './pdf-table.ts';
import { type Area, drawText, ready, textHeight } from './pdf-text.ts';

type ColumnsBlock = Extract<Block, { kind: 'columns' }>;

function cellAreas({ widths }: ColumnsBlock, area: Area): readonly Area[] {
  const sum = widths.reduce((a, b) => a + b, 0);
  const scaled = widths.map((width) => (width / sum) * area.width);
  return scaled.map((width, at) => ({
    x: area.x + scaled.slice(0, at).reduce((a, b) => a + b, 0),
    width,
  }));
}

function heightOf(pdf: Pdf, block: Block, area: Area): number {
  if (block.kind === 'text') return textHeight(pdf, block, area);
  if (block.kind === 'rule') return block.before + block.after;
  if (block.kind === 'space') return block.height;
  if (block.kind === 'picture') return block.size;
  if (block.kind === 'table') return block.table.size * 4;
  const areas = cellAreas(block, area);
  const rows = block.rows.map((cells) =>
    Math.max(0, ...cells.map((cell, at) => sumOf(pdf, cell, areas[at] ?? area))),
  );
  return rows.reduce((a, b) => a + b, 0);
}

const sumOf = (pdf: Pdf, blocks: readonly Block[], area: Area) =>
  blocks.reduce((total, block) => total + heightOf(pdf, block, area), 0);

function drawColumns(pdf: Pdf, block: ColumnsBlock, area: Area): void {
  const areas = cellAreas(block, area);
  for (const cells of block.rows) {
    const top = pdf.y;
    let lowest = top;
    for (const [at, cell] of cells.entries()) {
      pdf.y = top;
      for (const inner of cell) draw(pdf, inner, areas[at] ?? area);
      lowest = Math.max(lowest, pdf.y);
    }
    pdf.y = lowest;
  }
}

function drawRule(pdf: Pdf, block: Extract<Block, { kind: 'rule' }>, area: Area): void {
  pdf.y += block.before;
  const x = area.x + (area.width - block.width) / 2;
  pdf
    .moveTo(x, pdf.y)
    .lineTo(x + block.width, pdf.y)
    .lineWidth(0.75)
    .stroke('#000000');
  pdf.y += block.after;
}

function drawPicture(pdf: Pdf, block: Extract<Block, { kind: 'picture' }>, area: Area): void {
  const spare = area.width - block.size;
  const x = area.x + { left: 0, center: spare / 2, right: spare }[block.align];
  const top = pdf.y;
  pdf.image(Buffer.from(block.png), x, top, { width: block.size });
  pdf.y = top + block.size;
}

function finish(steps: Iterator<undefined>): void {
  while (!steps.next().done);
}

function draw(pdf: Pdf, block: Block, area: Area): void {
  if (block.kind === 'text') drawText(pdf, block, area);
  else if (block.kind === 'rule') drawRule(pdf, block, area);
  else if (block.kind === 'space') pdf.y += block.height;
  else if (block.kind === 'picture') drawPicture(pdf, block, area);
  else if (block.kind === 'table') finish(drawTable(pdf, block.table, area));
  else drawColumns(pdf, block, area);
}

/** What must not be parted by a page's end: a block and, if it asks for it, the next one. */
function together(pdf: Pdf, blocks: readonly Block[], at: number, area: Area): number {
  const block = blocks[at];
  if (!block) return 0;
  if (block.kind === 'table') return (block.table.rowHeight ?? block.table.size * 2) + block.table.size * 2.5;
  const height = heightOf(pdf, block, area);
  if (block.kind === 'text' && !block.style.keepNext) return Math.min(height, block.style.size * 3);
  return height + (block.kind === 'columns' ? 0 : together(pdf, blocks, at + 1, area));
}

async function drawSection(pdf: Pdf, section: Section): Promise<void> {
  const { margins, landscape = false } = section;
  const first = pdf.bufferedPageRange().count;
  addPage(pdf, { size: 'A4', landscape, margins });
  const area = { x: margins.left, width: innerWidth(section) };
  for (const [at, block] of section.blocks.entries()) {
    const bottom = pdf.page.height - margins.bottom;
    if (pdf.y + together(pdf, section.blocks, at, area) > bottom && pdf.y > margins.top) pdf.addPage();
    if (block.kind !== 'table') draw(pdf, block, area);
    else for (const _ of drawTable(pdf, block.table, area)) await setImmediate();
  }
  for (let page = first; page < pdf.bufferedPageRange().count; page++) {
    pdf.switchToPage(page);
    // Text below the bottom margin would begin a new page.
    pdf.page.margins = { ...margins, bottom: 0 };
    dressPage(pdf, section, page - first);
  }
}

/** What stands in the margins: frame, page number, small print. `page` counts from 0 in the section. */
function dressPage(pdf: Pdf, section: Section, page: number): void {
  const { height, width } = pdf.page;
  const { margins } = section;
  if (section.frame) drawFrame(pdf);
  if (section.pageNumbers && page > 0) {
    const text = ready(pdf, String(page + 1), 'serif', 13);
    pdf.fillColor('#000000').text(text, 0, margins.top / 2 - 3, { width, align: 'center' });
  }
  const small = page === 0 ? (section.firstFooter ?? section.footer) : section.footer;
  if (small === undefined) return;
  const inner = innerWidth(section);
  const top = height - margins.bottom + 8;
  pdf
    .moveTo(margins.left, top)
    .lineTo(margins.left + inner, top)
    .lineWidth(0.5)
    .stroke('#000000');
  const text = ready(pdf, small, 'serif', 11);
  pdf.fillColor('#000000').text(text, margins.left, top + 4, { width: inner, align: 'center' });
}

const frameColor = '#8a1c1c';

function drawFrame(pdf: Pdf): void {
  for (const [inset, thick] of [
    [24, 2.2],
    [30, 0.8],
  ] as const) {
    pdf.rect(inset, inset, pdf.page.width - 2 * inset, pdf.page.height - 2 * inset);
    pdf.lineWidth(thick).stroke(frameColor);
  }
}

/** Writes all sections, each from a new page on. */
export async function writePdf(paper: Paper): Promise<Bytes> {
  const pdf = openPdf(paper.title);
  for (const section of paper.sections) {
    // Certificates of a whole class take a while; others get their turn between them.
    await setImmediate();
    await drawSection(pdf, section);
  }
  return closePdf(pdf);
}
