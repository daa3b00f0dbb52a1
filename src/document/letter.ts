/**
 * Official letters after Nghị định 30/2020/NĐ-CP, Phụ lục I: one description for docx and PDF. The bot prepares drafts;
 * signature and stamp come from the office.
 */
import { formatDay } from '../core/calendar.ts';
import type { Letter, LetterAnnex, LetterBlock, PrintTable } from '../ports/letter.ts';
import { type Block, line, mm, type Paper, type Section, type Style, space } from './layout.ts';
import { addresseeBlocks, letterHead, letterMargins, letterTitle, upper } from './letter-head.ts';
import type { Say } from './say.ts';

/** Body: 13–14 pt, first line indented 1 or 1.27 cm, at least 6 pt between paragraphs, single to 1.5 lines. */
const body: Style = { size: 14, align: 'justify', firstLine: mm(12.7), after: 6, lines: 1.1 };

const inLetter = (table: PrintTable): Block[] => [{ kind: 'table', table: { ...table, size: 12 } }, space(8)];

const blocksOf: {
  readonly [K in LetterBlock['kind']]: (block: Extract<LetterBlock, { kind: K }>) => Block[];
} = {
  paragraph: ({ text }) => [line(text, body)],
  heading: ({ text }) => [line(text, { ...body, bold: true, keepNext: true })],
  item: ({ text }) => [line(`- ${text}`, body)],
  table: ({ table }) => inLetter(table),
};

/** Turns a piece of a letter's body into blocks. */
export function bodyBlocks(block: LetterBlock): Block[] {
  const make = blocksOf[block.kind] as (block: LetterBlock) => Block[];
  return make(block);
}

/** Each base on a line of its own, `;` behind it, a full stop behind the last. */
function baseLines({ bases }: Letter): Block[] {
  const end = (at: number) => (at === bases.length - 1 ? '.' : ';');
  return bases.map((text, at) => line(`${text}${end(at)}`, { ...body, italic: true }));
}

/** Cells 7 and 9b: recipients on the left, the signer on the right. */
function closing(letter: Letter, say: Say): Block {
  const recipient: Style = { size: 11 };
  const signer: Style = { size: 14, bold: true, align: 'center' };
  const recipients = [
    line(say('letter.recipients'), { size: 12, bold: true, italic: true }),
    ...letter.recipients.map((text) => line(`- ${text};`, recipient)),
    line(say('letter.archive', { archive: letter.archive }), recipient),
  ];
  const authority = letter.authority.map((text) => line(upper(text), signer));
  return {
    kind: 'columns',
    widths: [48, 52],
    rows: [[recipients, [...authority, space(64), line(letter.signer, signer)]]],
  };
}

function annexSection(annex: LetterAnnex, letter: Letter, say: Say): Section {
  const title: Style = { size: 14, bold: true, align: 'center' };
  const number = letter.number === null ? '……' : String(letter.number).padStart(2, '0');
  const reference = say('letter.annexOf', {
    kind:
      letter.kind === null
        ? say('letter.plainKind')
        : letter.kind.charAt(0) + letter.kind.slice(1).toLowerCase(),
    number,
    symbol: letter.symbol,
    date: letter.date === null ? '……/……/………' : formatDay(letter.date),
    issuer: letter.issuer.join(' '),
  });
  return {
    landscape: annex.landscape ?? false,
    margins: letterMargins,
    pageNumbers: true,
    blocks: [
      line(annex.label, title),
      line(upper(annex.title), title),
      line(reference, { size: 14, italic: true, align: 'center', after: 12 }),
      ...annex.body.flatMap(bodyBlocks),
    ],
  };
}

/** The signature never stands alone on a page: the last paragraph goes with it. */
function bodyOf(letter: Letter): readonly Block[] {
  const blocks = letter.body.flatMap(bodyBlocks);
  const last = blocks.at(-1);
  if (last?.kind !== 'text') return blocks;
  return [...blocks.slice(0, -1), { ...last, style: { ...last.style, keepNext: true } }];
}

/** Describes a letter with its annexes. */
export function layLetter(letter: Letter, say: Say): Paper {
  const main: Section = {
    margins: letterMargins,
    pageNumbers: true,
    ...(letter.contact === undefined ? {} : { firstFooter: letter.contact }),
    blocks: [
      letterHead(letter, say),
      ...letterTitle(letter),
      ...addresseeBlocks(letter, say),
      ...baseLines(letter),
      ...bodyOf(letter),
      space(6),
      closing(letter, say),
    ],
  };
  const annexes = (letter.annexes ?? []).map((annex) => annexSection(annex, letter, say));
  return { title: letter.summary, sections: [main, ...annexes] };
}
