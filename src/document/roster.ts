/** Rosters of classes: by given name, with room for signatures, on paper and as a sheet. */
import { compareByGivenName } from '../core/person-name.ts';
import { formatPhone } from '../core/phone.ts';
import type { Roster } from '../ports/paper.ts';
import type { Table } from '../ports/sheet.ts';
import { type Block, line, mm, type Paper, type Section, type Style, space } from './layout.ts';
import { dateLine, headWidths, issuerBlock, nationBlock, upper } from './letter-head.ts';
import type { Say } from './say.ts';

type Person = Roster['people'][number];

/** By tên, then họ and đệm; two people of one name keep the order they came in. */
const sorted = (roster: Roster): readonly Person[] =>
  roster.people.toSorted((a, b) => compareByGivenName(a.name, b.name));

/** A number is never broken in two. */
const phoneOf = ({ phone }: Person) => (phone === null ? '' : formatPhone(phone).replaceAll(' ', '\u00a0'));

const signatures = ({ sessions }: Roster, say: Say): readonly string[] =>
  sessions && sessions.length > 0 ? sessions : [say('roster.sign')];

const centre = (size: number, more: Partial<Style> = {}): Style => ({ size, align: 'center', ...more });

function listBlock(roster: Roster, say: Say): Block {
  const signed = signatures(roster, say);
  const columns = [
    { header: say('roster.number'), width: 6.5, align: 'center' as const },
    { header: say('roster.name'), width: 21 },
    { header: say('roster.phone'), width: 18.5, align: 'center' as const },
    { header: say('roster.unit'), width: 16 },
    { header: say('roster.producer'), width: 21 },
    ...signed.map((header) => ({ header, width: signed.length > 2 ? 11 : 13 })),
    { header: say('roster.note'), width: 14.5 },
  ];
  const rows = sorted(roster).map((person, at) => [
    String(at + 1),
    person.name,
    phoneOf(person),
    person.unit,
    person.producer,
    ...signed.map(() => ''),
    person.note ?? '',
  ]);
  return { kind: 'table', table: { columns, rows, size: 11, rowHeight: 26 } };
}

/** Place and date, office and name of who signs, on the right half. */
export function signerBlock(
  signer: Roster['signer'],
  { place, date }: Pick<Roster, 'place' | 'date'>,
  say: Say,
): Block {
  const right = [
    line(dateLine(say, place, date), centre(13, { italic: true })),
    line(upper(signer.office), centre(13, { bold: true })),
    space(56),
    line(signer.name, centre(13, { bold: true })),
  ];
  return { kind: 'columns', widths: [48, 52], rows: [[[], right]] };
}

/** Of the left cell, upright; a little less than it is. */
const room = (mm(180) * headWidths[0]) / 100 - 12;

/** Issuing body on the left, national motto on the right, title and details in the middle. */
export function paperHead(
  { issuer, title, details }: Pick<Roster, 'issuer' | 'title' | 'details'>,
  say: Say,
): Block[] {
  return [
    { kind: 'columns', widths: headWidths, rows: [[issuerBlock([], issuer, room), nationBlock(say)]] },
    space(10),
    // Each line by itself: a break inside a centred text moves it to the side in PDF.
    ...upper(title)
      .split('\n')
      .map((text) => line(text, centre(14, { bold: true }))),
    ...details.map((text) => line(text, centre(13, { italic: true }))),
    space(10),
  ];
}

/** Describes a roster for PDF and docx; more than two signature columns lie across. */
export function layRoster(roster: Roster, say: Say): Paper {
  const section: Section = {
    landscape: (roster.sessions?.length ?? 1) > 2,
    margins: { top: mm(18), right: mm(12), bottom: mm(15), left: mm(18) },
    pageNumbers: true,
    blocks: [
      ...paperHead({ ...roster, title: `${say('roster.title')}\n${roster.title}` }, say),
      listBlock(roster, say),
      line(say('roster.total', { count: roster.people.length }), {
        size: 13,
        before: 8,
        after: 8,
        keepNext: true,
      }),
      signerBlock(roster.signer, roster, say),
    ],
  };
  return { title: `${say('roster.title')} – ${roster.title}`, sections: [section] };
}

/** The same list as a sheet, for offices that work on in a spreadsheet; it can be sent back to the bot. */
export function rosterTable(roster: Roster, say: Say): Table {
  const signed = signatures(roster, say);
  const text = (header: string, width: number) => ({ header, kind: 'text' as const, width });
  return {
    sheet: say('roster.sheet'),
    title: [`${upper(say('roster.title'))} ${upper(roster.title)}`, ...roster.details],
    columns: [
      { header: say('roster.number'), kind: 'number', width: 6 },
      text(say('roster.name'), 28),
      { header: say('roster.phone'), kind: 'phone', width: 16 },
      text(say('roster.unit'), 24),
      text(say('roster.producer'), 30),
      ...signed.map((header) => text(header, 14)),
      text(say('roster.note'), 18),
    ],
    rows: sorted(roster).map((person, at) => [
      at + 1,
      person.name,
      person.phone,
      person.unit,
      person.producer,
      ...signed.map(() => null),
      person.note ?? null,
    ]),
    landscape: true,
  };
}
