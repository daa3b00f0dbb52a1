/** The document room as the services see it: every paper of the port can be had, in the form its first bytes tell. */
import { describe, expect, it } from 'vitest';
import { createDocuments } from '../../src/document/documents.ts';
import type { Bytes } from '../../src/ports/document.ts';
import { readPdf } from './read/pdf.ts';
import { texts } from './read/say.ts';
import { certificate, poster, tags } from './sample/classes.ts';
import { renewalNotice } from './sample/letters.ts';
import { roster } from './sample/people.ts';
import { progressChart, scoreChart, scoreSheet } from './sample/scores.ts';

const documents = createDocuments({ texts });
const report = {
  issuer: ['xã Suối Mơ'],
  title: 'Danh sách',
  details: [],
  table: { columns: [{ header: 'Tên', width: 1 }], rows: [['Mật ong']] },
  notes: [],
  footer: 'Sổ đăng ký',
};
const table = {
  sheet: 'DS',
  title: [],
  columns: [{ header: 'Tên', kind: 'text' as const, width: 9 }],
  rows: [['Thử']],
};

const starts = { pdf: '%PDF', docx: 'PK\u0003\u0004', xlsx: 'PK\u0003\u0004', png: '\u0089PNG' } as const;

const papers: readonly (readonly [string, keyof typeof starts, () => Promise<Bytes>])[] = [
  ['a letter', 'docx', () => documents.letter(renewalNotice, 'docx')],
  ['a letter', 'pdf', () => documents.letter(renewalNotice, 'pdf')],
  ['a roster', 'docx', () => documents.roster(roster(3), 'docx')],
  ['a roster', 'pdf', () => documents.roster(roster(3), 'pdf', 'en')],
  ['a roster', 'xlsx', () => documents.roster(roster(3), 'xlsx')],
  ['name tags', 'pdf', () => documents.nameTags(tags(3))],
  ['a poster', 'pdf', () => documents.poster(poster, 'A4')],
  ['a certificate', 'docx', () => documents.certificate(certificate, 'docx')],
  ['a certificate', 'pdf', () => documents.certificate(certificate, 'pdf')],
  ['a report', 'pdf', () => documents.report(report)],
  ['a score sheet', 'docx', () => documents.scoreSheet(scoreSheet, 'docx')],
  ['a score sheet', 'pdf', () => documents.scoreSheet(scoreSheet, 'pdf')],
  ['a score picture', 'png', () => documents.scoreChart(scoreChart)],
  ['a progress picture', 'png', () => documents.progressChart(progressChart)],
  ['a QR code', 'png', () => documents.qrPng('SM26A')],
  ['a table', 'xlsx', () => documents.table(table)],
];

describe('the document room', () => {
  it.each(papers)('writes %s as %s', async (_, form, write) => {
    const bytes = Buffer.from(await write());
    expect(bytes.toString('latin1', 0, 4)).toBe(starts[form]);
  });

  it('leaves no word of a paper unsaid: every key has its text', async () => {
    const written = await Promise.all(
      papers.filter(([, form]) => form === 'pdf').map(([, , write]) => write()),
    );
    const pages = (await Promise.all(written.map(readPdf))).flatMap((pdf) => pdf.pages);
    expect(pages.length).toBeGreaterThan(7);
    for (const page of pages) expect(page).not.toMatch(/document\.|\{\{/);
  });

  it('reads what it wrote', async () => {
    const result = await documents.readSheet(await documents.table(table), {
      columns: [{ key: 'name', kind: 'text', headers: ['Tên'], required: true }],
    });
    expect(result.ok && result.value.head.found).toEqual({ name: 'Tên' });
  });
});
