/** Certificates of attendance: A4 across, framed, with number and a code that leads to the page that verifies it. */
import { formatDay } from '../core/calendar.ts';
import type { AttendanceCertificate } from '../ports/paper.ts';
import { type Block, line, mm, type Paper, type Style, space } from './layout.ts';
import { balanced, dateLine, headWidths, issuerBlock, nationBlock, upper } from './letter-head.ts';
import { qrPng } from './qr.ts';
import type { Say } from './say.ts';

const red = '#8a1c1c';
const margins = { top: mm(18), right: mm(22), bottom: mm(15), left: mm(22) };
/** Width of A4 across without its margins, and a little air. */
const inner = mm(297 - 2 * 22) - 24;
/** Printed three centimetres wide; finer ones cost a second for every twenty people. */
const codeScale = 4;

const centre = (size: number, more: Partial<Style> = {}): Style => ({ size, align: 'center', ...more });

/** Long titles in smaller letters, so that everything stays on one page. */
const sizeFor = (text: string, sizes: readonly [number, number, number]): number =>
  text.length <= 60 ? sizes[0] : text.length <= 120 ? sizes[1] : sizes[2];

/** Whether names and titles are so long that the rest has to move together. */
const isTight = ({ classTitle, person, issuer, superior }: AttendanceCertificate): boolean =>
  classTitle.length > 100 || person.length > 45 || issuer.length + superior.length > 4;

function whenAndWhere({ from, to, place }: AttendanceCertificate, say: Say): string {
  const days = { from: formatDay(from), to: formatDay(to), place };
  return say(from === to ? 'certificate.oneDay' : 'certificate.days', days);
}

function bodyBlocks(certificate: AttendanceCertificate, say: Say): Block[] {
  const { person, personLine, classTitle, attended, issuer } = certificate;
  const [titleSize, above] = isTight(certificate) ? [30, 4] : [38, 20];
  return [
    line(say('certificate.title'), centre(titleSize, { bold: true, color: red, before: above })),
    line(say('certificate.states', { issuer: upper(issuer.join(' ')) }), centre(15, { before: 6 })),
    line(person, centre(sizeFor(person, [32, 24, 18]), { bold: true, before: 12 })),
    ...(personLine === '' ? [] : [line(personLine, centre(15, { italic: true }))]),
    line(say('certificate.attended'), centre(15, { before: 12 })),
    line(classTitle, centre(sizeFor(classTitle, [20, 17, 15]), { bold: true, before: 4 })),
    line(whenAndWhere(certificate, say), centre(15, { before: 4 })),
    ...(attended === undefined ? [] : [line(say('certificate.sessions', { ...attended }), centre(15))]),
  ];
}

function footBlock(certificate: AttendanceCertificate, png: Uint8Array, say: Say): Block {
  const code: Block[] = [
    { kind: 'picture', png, size: 84, align: 'left' },
    line(say('certificate.number', { number: certificate.number }), { size: 12, left: 8 }),
    line(say('certificate.verify'), { size: 10, italic: true, left: 8 }),
  ];
  const authority = certificate.authority
    .flatMap((text) => balanced(upper(text), 14, inner * 0.5))
    .map((text) => line(text, centre(14, { bold: true })));
  const signed: Block[] = [
    line(dateLine(say, certificate.issuedAt, certificate.issuedOn), centre(14, { italic: true })),
    ...authority,
    space(60),
    line(certificate.signer, centre(14, { bold: true })),
  ];
  return { kind: 'columns', widths: [50, 50], rows: [[code, signed]] };
}

/** Describes a certificate for PDF and docx. */
export async function layCertificate(certificate: AttendanceCertificate, say: Say): Promise<Paper> {
  const png = await qrPng(certificate.verifyLink, codeScale);
  const head: Block = {
    kind: 'columns',
    widths: headWidths,
    rows: [
      [
        issuerBlock(certificate.superior, certificate.issuer, (inner * headWidths[0]) / 100),
        nationBlock(say),
      ],
    ],
  };
  const blocks = [
    head,
    ...bodyBlocks(certificate, say),
    space(isTight(certificate) ? 8 : 28),
    footBlock(certificate, png, say),
  ];
  return {
    title: `${say('certificate.title')} ${certificate.number}`,
    sections: [{ landscape: true, frame: true, margins, blocks }],
  };
}

/** Many in one file: a section a person. */
export async function layCertificates(
  certificates: readonly AttendanceCertificate[],
  say: Say,
): Promise<Paper> {
  const papers = await Promise.all(certificates.map((one) => layCertificate(one, say)));
  return { title: say('certificate.title'), sections: papers.flatMap(({ sections }) => sections) };
}
