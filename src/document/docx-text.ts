/** Blocks of a paper as docx paragraphs and tables. Word has no space between cells and lines as we draw them: see below. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Block, GridTable, Style } from './layout.ts';

/** Offices have it; PDF files use the metric-compatible Tinos instead. */
export const docxFont = 'Times New Roman';

/** Points in twentieths, Word's unit. */
export const twips = (points: number): number => Math.round(points * 20);

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const;

type TextBlock = Extract<Block, { kind: 'text' }>;

/** Only what differs from Word's own values is written: a table of 500 rows has 4,000 paragraphs. */
function spacingOf({ before = 0, after = 0, lines = 1 }: Style): IParagraphOptions {
  if (before === 0 && after === 0 && lines === 1) return {};
  const line = Math.round(240 * lines);
  return { spacing: { before: twips(before), after: twips(after), line, lineRule: LineRuleType.AUTO } };
}

function indentOf({ firstLine = 0, left = 0, right = 0 }: Style): IParagraphOptions {
  if (firstLine === 0 && left === 0 && right === 0) return {};
  return { indent: { firstLine: twips(firstLine), left: twips(left), right: twips(right) } };
}

function runsOf({ runs, style }: TextBlock): TextRun[] {
  return runs.flatMap((run) => {
    const [bold, italics] = [run.bold ?? style.bold ?? false, run.italic ?? style.italic ?? false];
    const look = {
      font: docxFont,
      size: style.size * 2,
      ...(bold ? { bold } : {}),
      ...(italics ? { italics } : {}),
      ...(style.color === undefined ? {} : { color: style.color.slice(1) }),
    };
    const lines = run.text.normalize('NFC').split('\n');
    return lines.map((text, at) => new TextRun({ text, ...(at > 0 ? { break: 1 } : {}), ...look }));
  });
}

function paragraph(block: TextBlock): Paragraph {
  const { style } = block;
  return new Paragraph({
    ...(style.align === undefined || style.align === 'left' ? {} : { alignment: alignments[style.align] }),
    ...(style.keepNext ? { keepNext: true } : {}),
    ...spacingOf(style),
    ...indentOf(style),
    children: block.runs.some(({ text }) => text !== '') ? runsOf(block) : [],
  });
}

/** A paragraph without text; its height is exact, or Word gives it a whole line. */
function blank(height: number, more: object = {}): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: 0, line: Math.max(20, twips(height)), lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text: '', font: docxFont, size: 2 })],
    ...more,
  });
}

/** A line is the upper border of an empty paragraph, indented on both sides to the length wanted. */
function rule(block: Extract<Block, { kind: 'rule' }>, width: number): Paragraph[] {
  const side = twips(Math.max(0, (width - block.width) / 2));
  const border = { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } };
  return [
    ...(block.before >= 1 ? [blank(block.before)] : []),
    blank(Math.max(1, block.after), { indent: { left: side, right: side }, border }),
  ];
}

function picture(block: Extract<Block, { kind: 'picture' }>): Paragraph {
  const side = (block.size * 96) / 72;
  return new Paragraph({
    alignment: alignments[block.align],
    spacing: { before: 0, after: 0 },
    children: [new ImageRun({ type: 'png', data: block.png, transformation: { width: side, height: side } })],
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none };

function columns(block: Extract<Block, { kind: 'columns' }>, width: number): Table {
  const sum = block.widths.reduce((a, b) => a + b, 0);
  const widths = block.widths.map((each) => (each / sum) * width);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: block.rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map((cell, at) => {
            const inner = widths[at] ?? width;
            const children = cell.flatMap((each) => toDocx(each, inner));
            return new TableCell({
              width: { size: twips(inner), type: WidthType.DXA },
              borders: noBorders,
              margins: { left: 0, right: 0, top: 0, bottom: 0 },
              children: children.length > 0 ? children : [blank(1)],
            });
          }),
        }),
    ),
  });
}

type Align = NonNullable<Style['align']>;

function gridCell(
  text: string,
  table: GridTable,
  width: number,
  look: { bold: boolean; align: Align },
): TableCell {
  const style: Style = { size: table.size, align: look.align, bold: look.bold, keepNext: look.bold };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(look.bold ? { shading: { type: ShadingType.CLEAR, fill: 'EEEEEE', color: 'auto' } } : {}),
    children: [paragraph({ kind: 'text', runs: [{ text }], style })],
  });
}

function grid(table: GridTable, width: number): Table {
  const sum = table.columns.reduce((total, each) => total + each.width, 0);
  const widths = table.columns.map((each) => twips((each.width / sum) * width));
  const height = { value: twips(table.rowHeight ?? 0), rule: HeightRule.ATLEAST };
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((each, at) =>
      gridCell(each.header, table, widths[at] ?? 0, { bold: true, align: 'center' }),
    ),
  });
  const rows = table.rows.map((row, index) => {
    const bold = table.strong?.has(index) ?? false;
    const children = table.columns.map(({ align = 'left' }, at) =>
      gridCell(row[at] ?? '', table, widths[at] ?? 0, { bold, align }),
    );
    return new TableRow({ cantSplit: true, ...(table.rowHeight ? { height } : {}), children });
  });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    rows: [header, ...rows],
  });
}

/** Gives a block's paragraphs and tables; `width` is what it may take, in points. */
export function toDocx(block: Block, width: number): (Paragraph | Table)[] {
  if (block.kind === 'text') return [paragraph(block)];
  if (block.kind === 'rule') return rule(block, width);
  if (block.kind === 'space') return [blank(block.height, { keepNext: true })];
  if (block.kind === 'picture') return [picture(block)];
  // Two tables that touch become one in Word; a paragraph parts them, and one must stand behind the last.
  return [block.kind === 'table' ? grid(block.table, width) : columns(block, width), blank(1)];
}
