import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { CertificateId } from '../../src/core/certificate.ts';
import type { ContactId, Day } from '../../src/core/model.ts';
import { createDocuments } from '../../src/document/documents.ts';
import type { UnitNotice } from '../../src/ports/certificate.ts';
import { noticeReport, noticeTable } from '../../src/service/registry/notice-register.ts';

const texts = loadTexts('locales');
const at = Date.UTC(2026, 10, 10, 1, 5);
const told: UnitNotice = {
  certificateId: '1' as CertificateId,
  product: 'Chè đinh',
  producer: 'HTX Hương Chè',
  number: '12/GCN',
  validUntil: '2027-05-10' as Day,
  contactId: '7' as ContactId,
  person: 'Nguyễn Thị Mẫu',
  channel: 'zalo',
  about: 'before-180',
  state: 'seen',
  reason: null,
  plannedAt: at,
  handedAt: at,
  deliveredAt: at + 60_000,
  seenAt: Date.UTC(2026, 10, 10, 17, 30),
};
const missed: UnitNotice = {
  ...told,
  number: null,
  about: 'expired',
  contactId: null,
  person: null,
  channel: null,
  state: 'unreachable',
  reason: 'no_account',
  handedAt: null,
  deliveredAt: null,
  seenAt: null,
};
const request = {
  notices: [told, missed],
  unitName: 'Xã Tân Cương',
  from: Date.UTC(2025, 11, 31, 17),
  to: Date.UTC(2026, 11, 31, 17),
  printedAt: at,
  language: 'vi',
} as const;

describe('the notice register', () => {
  it('says of each notice what became of it, in the time of Vietnam', () => {
    const { table, details, notes, footer } = noticeReport(texts, request);
    expect(table.rows).toEqual([
      [
        'Chè đinh (12/GCN)',
        'HTX Hương Chè',
        '10/05/2027',
        'Nhắc 180 ngày trước khi hết hạn',
        'Nguyễn Thị Mẫu',
        'Zalo',
        'đã xem',
        '10/11/2026 08:05',
        '11/11/2026 00:30',
      ],
      [
        'Chè đinh',
        'HTX Hương Chè',
        '10/05/2027',
        'Báo hết hạn',
        '–',
        '–',
        'không có tài khoản nào (no_account)',
        '–',
        '–',
      ],
    ]);
    expect(details).toEqual(['Từ ngày 01/01/2026 đến hết ngày 31/12/2026']);
    expect(notes[0]).toBe('Tổng số lần báo: 2. Đã gửi đi: 1.');
    expect(footer).toContain('10/11/2026 08:05');
  });

  it('has columns that fill the page', () => {
    const { columns } = noticeReport(texts, request).table;
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(100);
  });

  it('is printed and written as a sheet', async () => {
    const documents = createDocuments({ texts });
    const pdf = await documents.report(noticeReport(texts, request), 'vi');
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const sheet = await documents.table(noticeTable(texts, request));
    expect(Buffer.from(sheet.subarray(0, 2)).toString()).toBe('PK');
  });
});
