/** Upper half of an official letter: cells 1 to 5 and 9a of Phụ lục I, Nghị định 30/2020/NĐ-CP. */
import type { Day } from '../core/model.ts';
import type { Letter } from '../ports/letter.ts';
import { type Block, line, mm, type Style, space } from './layout.ts';
import { widthOf } from './pdf.ts';
import type { Say } from './say.ts';

/** Phụ lục I, mục I: upper and lower 20–25 mm, left 30–35 mm, right 15–20 mm. */
export const letterMargins = { top: mm(20), right: mm(18), bottom: mm(20), left: mm(30) } as const;

/** Shares of the width for the bodies (left) and the national motto (right). */
export const headWidths = [40, 60] as const;

export const upper = (text: string): string => text.normalize('NFC').toLocaleUpperCase('vi');

const centred = (size: number, more: Partial<Style> = {}): Style => ({ size, align: 'center', ...more });

/** Line under a text, 1/3 to 1/2 of its length. */
const shortRule = (text: string, size: number): Block => ({
  kind: 'rule',
  width: widthOf(text, 'serif-bold', size) * 0.42,
  before: 2,
  after: 4,
});

/** In bold letters too wide for the room: broken where both halves are most alike, so that no last word stands alone. */
export function balanced(text: string, size: number, room: number): readonly string[] {
  const width = (part: string): number => widthOf(part, 'serif-bold', size);
  if (width(text) <= room) return [text];
  const words = text.split(' ');
  const halves = words
    .slice(1)
    .map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
  const widest = (parts: readonly string[]): number => Math.max(...parts.map(width));
  return halves.toSorted((a, b) => widest(a) - widest(b))[0] ?? [text];
}

/** Superior and issuing body, with the short line below. `room` in points: names too long for it are broken evenly. */
export function issuerBlock(
  superior: readonly string[],
  issuer: readonly string[],
  room = Number.POSITIVE_INFINITY,
): Block[] {
  const names = issuer.flatMap((text) => balanced(upper(text), 12, room));
  return [
    ...superior.map((text) => line(upper(text), centred(12))),
    ...names.map((text) => line(text, centred(12, { bold: true }))),
    ...(names.length > 0 ? [shortRule(names.at(-1) ?? '', 12)] : []),
  ];
}

/** The national name and motto, with a line as long as the motto. */
export function nationBlock(say: Say): Block[] {
  const motto = say('letter.motto');
  return [
    line(say('letter.nation'), centred(12, { bold: true })),
    line(motto, centred(13, { bold: true })),
    { kind: 'rule', width: widthOf(motto, 'serif-bold', 13), before: 2, after: 4 },
  ];
}

/** Days below 10 and the months 1 and 2 take a zero in front (Phụ lục I, mục II.4). */
export function dateParts(date: Day): {
  readonly day: string;
  readonly month: string;
  readonly year: string;
} {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day, month: Number(month) > 2 ? String(Number(month)) : month, year };
}

const gap = '\u00a0'.repeat(6);

export function dateLine(say: Say, place: string, date: Day | null): string {
  const parts = date === null ? { day: gap, month: gap, year: gap } : dateParts(date);
  return say('letter.date', { place, ...parts });
}

/** `Số: 05/TB-UBND`; numbers below 10 take a zero, an open number leaves room for the office's hand. */
export function numberLine(say: Say, number: number | null, symbol: string): string {
  return say('letter.number', { number: number === null ? gap : String(number).padStart(2, '0'), symbol });
}

function aboutLines(letter: Letter, say: Say): Block[] {
  if (letter.kind !== null) return [];
  return [
    line(say('letter.about', { summary: letter.summary }), centred(12, { before: 6, left: 6, right: 6 })),
  ];
}

/** Both upper cells, number, place and date, and the summary of a công văn. */
export function letterHead(letter: Letter, say: Say): Block {
  return {
    kind: 'columns',
    widths: headWidths,
    rows: [
      [issuerBlock(letter.superior, letter.issuer), nationBlock(say)],
      [
        [
          line(numberLine(say, letter.number, letter.symbol), centred(13, { before: 4 })),
          ...aboutLines(letter, say),
        ],
        [line(dateLine(say, letter.place, letter.date), centred(13, { before: 4, italic: true }))],
      ],
    ],
  };
}

/** Kind and summary in the middle, for everything but a công văn. */
export function letterTitle(letter: Letter): Block[] {
  if (letter.kind === null) return [space(14)];
  const last = letter.summary.split('\n').at(-1) ?? '';
  return [
    line(upper(letter.kind), centred(14, { bold: true, before: 18 })),
    line(letter.summary, centred(14, { bold: true })),
    // A summary of several lines would make the line too long for one of them.
    shortRule(last.length > 60 ? last.slice(0, 60) : last, 14),
    space(8),
  ];
}

/** One addressee on the same line, several in a list: `-` in front, `;` behind, a full stop at the end. */
export function addresseeBlocks(letter: Letter, say: Say): Block[] {
  const [only, ...others] = letter.addressees;
  if (only === undefined) return [];
  const label = say('letter.to');
  if (others.length === 0) {
    return [line(`${label} ${only}`, { size: 14, align: 'center', before: 6, after: 12 })];
  }
  const style: Style = { size: 14, left: mm(35), lines: 1.1 };
  return [
    line(label, { size: 14, left: mm(15), before: 6, lines: 1.1 }),
    ...letter.addressees.map((text, at) =>
      line(`- ${text}${at === letter.addressees.length - 1 ? '.' : ';'}`, style),
    ),
    space(12),
  ];
}
