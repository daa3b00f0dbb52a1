/** Blocks of a paper as docx paragraphs and tables. Word has no space between cells and lines as we draw them: see below. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
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

const colorOf = (style: Style) => (style.color ?? '#000000').slice(1);

function spacingOf(style: Style) {
  return {
    before: twips(style.before ?? 0),
    after: twips(style.after ?? 0),
    line: Math.round(240 * (style.lines ?? 1)),
    lineRule: LineRuleType.AUTO,
  };
}

function paragraph({ runs, style }: Extract<Block, { kind: 'text' }>): Paragraph {
  return new Paragraph({
    alignment: alignments[style.align ?? 'left'],
    keepNext: style.keepNext ?? false,
    spacing: spacingOf(style),
    indent: {
      firstLine: twips(style.firstLine ?? 0),
      left: twips(style.left ?? 0),
      right: twips(style.right ?? 0),
    },
    children: runs.flatMap((run) =>
      run.text.split('\n').map(
        (text, at) =>
          new TextRun({
            text: text.normalize('NFC'),
            ...(at > 0 ? { break: 1 } : {}),
            bold: run.bold ?? style.bold ?? false,
            italics: run.italic ?? style.italic ?? false,
            font: docxFont,
            size: style.size * 2,
            color: colorOf(style),
          }),
      ),
    ),
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

function grid(table: GridTable, width: number): Table {
  const sum = table.columns.reduce((total, each) => total + each.width, 0);
  const widths = table.columns.map((each) => twips((each.width / sum) * width));
  const cell = (text: string, at: number, bold: boolean, align: Style['align']) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { left: 80, right: 80, top: 40, bottom: 40 },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(bold ? { shading: { type: ShadingType.CLEAR, fill: 'EEEEEE', color: 'auto' } } : {}),
      children: [
        paragraph({
          kind: 'text',
          runs: [{ text, bold }],
          style: { size: table.size, align: align ?? 'left' },
        }),
      ],
    });
  const height = { value: twips(table.rowHeight ?? 0), rule: HeightRule.ATLEAST };
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((each, at) => cell(each.header, at, true, 'center')),
  });
  const rows = table.rows.map((row, at) => {
    const bold = table.strong?.has(at) ?? false;
    const children = table.columns.map((each, index) => cell(row[index] ?? '', index, bold, each.align));
    return new TableRow({ cantSplit: true, height, children });
  });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: widths,
    rows: [header, ...rows],
  });
}

/** Gives a block's paragraphs and tables; `width` is what it may take, in points. */
export function toDocx(block: Block, width: number): (Paragraph | Table)[] {
  if (block.kind === 'text') return [paragraph(block)];
  if (block.kind === 'rule') return rule(block, width);
  if (block.kind === 'space') return [blank(block.height)];
  if (block.kind === 'picture') return [picture(block)];
  // Two tables that touch become one in Word; a paragraph parts them, and one must stand behind the last.
  return [block.kind === 'table' ? grid(block.table, width) : columns(block, width), blank(1)];
}
