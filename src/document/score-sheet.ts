/**
 * The producer's own scoring on paper, laid out like part III of Mẫu số 02 (Báo cáo tự đánh giá về sản phẩm), Phụ lục III,
 * QĐ 26/2026/QĐ-TTg, with a line that it decides nothing.
 */
import type { ScoreLine, ScoreSheet } from '../ports/paper.ts';
import { type Block, type GridTable, line, mm, type Paper, type Style, space } from './layout.ts';
import { dateLine, nationBlock } from './letter-head.ts';
import type { Say } from './say.ts';

const points = (value: number) => String(value).replace('.', ',');

interface Row {
  readonly cells: readonly string[];
  readonly strong: boolean;
}

const heading = (title: string, max: number, scored: number): Row => ({
  cells: ['', title, points(max), points(scored), '', ''],
  strong: true,
});

const criterion = ({ code, title, max, points: scored, answer, evidence }: ScoreLine): Row => ({
  cells: [code, title, points(max), scored === null ? '–' : points(scored), answer, evidence],
  strong: false,
});

function tableOf(sheet: ScoreSheet, say: Say): GridTable {
  const rows: readonly Row[] = [
    ...sheet.parts.flatMap((part) => [
      heading(part.title, part.max, part.points),
      ...part.sections.flatMap((section) => [
        heading(section.title, section.max, section.points),
        ...section.criteria.map(criterion),
      ]),
    ]),
    heading(say('scoreSheet.sum'), sheet.max, sheet.points),
  ];
  return {
    size: 11,
    columns: [
      { header: say('scoreSheet.number'), width: 8, align: 'center' },
      { header: say('scoreSheet.criterion'), width: 30 },
      { header: say('scoreSheet.max'), width: 9, align: 'center' },
      { header: say('scoreSheet.points'), width: 11, align: 'center' },
      { header: say('scoreSheet.answer'), width: 26 },
      { header: say('scoreSheet.evidence'), width: 22 },
    ],
    rows: rows.map(({ cells }) => cells),
    strong: new Set(rows.flatMap(({ strong }, at) => (strong ? [at] : []))),
  };
}

const text: Style = { size: 13, after: 3, lines: 1.1 };
const centre = (size: number, more: Partial<Style> = {}): Style => ({ size, align: 'center', ...more });

function headBlocks(sheet: ScoreSheet, say: Say): Block[] {
  return [
    ...nationBlock(say),
    line(say('scoreSheet.title'), centre(14, { bold: true, before: 10 })),
    line(say('scoreSheet.part'), centre(13, { bold: true, before: 6 })),
    line(say('scoreSheet.partTitle'), centre(13, { bold: true })),
    line(say('scoreSheet.caution'), centre(12, { italic: true, after: 8 })),
    line(say('scoreSheet.producer', { producer: sheet.producer }), text),
    line(say('scoreSheet.product', { product: sheet.product }), text),
    line(say('scoreSheet.set', { set: sheet.productSet }), { ...text, after: 8 }),
  ];
}

/** A list under a title; `mark` stands before every item, and is empty where the items bring their own numbers. */
function listBlocks(title: string, items: readonly string[], mark = '- '): Block[] {
  if (items.length === 0) return [];
  return [
    line(title, { ...text, bold: true, before: 8, keepNext: true }),
    ...items.map((item) => line(`${mark}${item}`, { ...text, left: 14 })),
  ];
}

function signBlock({ place, date }: ScoreSheet, say: Say): Block {
  const right = [
    line(dateLine(say, place, date), centre(13, { italic: true })),
    line(say('scoreSheet.signer'), centre(13, { bold: true })),
    line(say('scoreSheet.signHint'), centre(12, { italic: true })),
    space(60),
  ];
  return { kind: 'columns', widths: [42, 58], rows: [[[], right]] };
}

/** Describes the sheet for PDF and docx. */
export function layScoreSheet(sheet: ScoreSheet, say: Say): Paper {
  const blocks: Block[] = [
    ...headBlocks(sheet, say),
    { kind: 'table', table: tableOf(sheet, say) },
    ...listBlocks(say('scoreSheet.findings'), sheet.findings),
    ...listBlocks(say('scoreSheet.steps'), sheet.steps, ''),
    ...listBlocks(say('scoreSheet.missing'), sheet.missing),
    space(10),
    signBlock(sheet, say),
  ];
  const margins = { top: mm(20), right: mm(15), bottom: mm(18), left: mm(25) };
  return {
    title: `${say('scoreSheet.title')} – ${sheet.product}`,
    sections: [{ margins, pageNumbers: true, blocks }],
  };
}
