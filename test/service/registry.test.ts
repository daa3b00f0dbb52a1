import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadRegistryLanguage } from '../../src/content/registry.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { certificateStatuses, filingStates } from '../../src/core/certificate.ts';
import { correctedFields } from '../../src/core/certificate-correction.ts';
import { declineReasons, meanings } from '../../src/core/certificate-meaning.ts';
import { registryColumns, rowFaults, rowWarnings } from '../../src/core/certificate-row.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { createDocuments } from '../../src/document/documents.ts';
import { writeBook } from '../../src/document/xlsx-writer.ts';
import type { RegistryRecord } from '../../src/ports/certificate.ts';
import { provincialTable, ptntTable } from '../../src/service/registry/export-registry.ts';
import { importRegistry } from '../../src/service/registry/import-registry.ts';
import { colouredCopy, reportLines, verdictsOf } from '../../src/service/registry/registry-report.ts';
import { aliases, index, units } from '../core/unit-excerpt.ts';
import { type TestStore, testStore } from '../support/database.ts';

const texts = loadTexts('locales');
const documents = createDocuments({ texts });
const registry = loadRegistryLanguage('content/registry.yaml', loadProductSets('content/product-sets.yaml'));
const speaking = { texts, language: 'vi' } as const;
const at = Date.UTC(2026, 10, 21, 2);

/** The provincial layout with its two header rows, as provinces keep it. */
const heads = [
  [
    'TT',
    'Tên sản phẩm',
    'Nhóm sản phẩm',
    'Loại hình',
    'Chủ thể',
    'Xã',
    'Đại diện',
    'SĐT',
    'Hạng sao',
    'Ngày hết hạn',
    'Đánh giá lần 1',
    '',
    '',
    '',
    '',
    'Đánh giá lần 2',
    '',
    '',
    '',
    '',
    'Ghi chú',
  ],
  [
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    'Sao',
    'Ngày',
    'Năm',
    'Số QĐ',
    'Cơ quan',
    'Sao',
    'Ngày',
    'Năm',
    'Số QĐ',
    'Cơ quan',
    '',
  ],
];
const good = [
  '1',
  'Chè đinh',
  'Thực phẩm',
  'HTX',
  'HTX Hương Chè',
  'Xã Tân Cương',
  'Nguyễn Văn Mẫu',
  '0912 345 678',
  '4 sao',
  '30/06/2027',
  '3',
  '15/05/2021',
  '2021',
  '77/QĐ-UBND',
  'UBND huyện',
  '4',
  '30/06/2024',
  '2024',
  '1234/QĐ-UBND',
  'UBND tỉnh',
  '',
];
const changed = (change: Readonly<Record<number, string>>) =>
  good.map((text, column) => change[column] ?? text);

const workbook = (rows: readonly (readonly string[])[]) =>
  writeBook({
    sheet: 'Danh sách',
    widths: good.map(() => 12),
    looks: new Map(),
    rows: [['DANH SÁCH SẢN PHẨM OCOP'], ...heads, ...rows].map((cells, row) => ({
      at: row,
      cells: cells.map((value) => ({ value, look: '' })),
    })),
    fixedRows: 3,
    merges: [],
    landscape: true,
  });

describe('a registry file from a province', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await testStore();
    await test.store.loadUnits({ units, aliases, report: {} }, 1);
  });
  afterAll(() => test.close());

  let taken = 0;
  const take = async (bytes: Uint8Array, dryRun = false) => {
    const deps = { store: test.store, documents, library: { units: index }, registry };
    taken += 1;
    const about = { id: `i${taken}`, fileName: 'a.xlsx', unit: '19' as UnitCode };
    const report = await importRegistry(deps, { ...about, bytes, actor: 'operator', dryRun, at });
    if (!report.ok) throw new Error(report.code);
    return report.value;
  };
  const stored = async (): Promise<RegistryRecord[]> => {
    const found: RegistryRecord[] = [];
    for await (const record of test.store.exportCertificates('19' as UnitCode)) found.push(record);
    return found;
  };

  const bad = [
    good,
    changed({ 1: 'Chè búp', 9: '29/02/2027' }),
    changed({ 1: 'Chè vụn', 5: 'Xã Na Mao' }),
    changed({ 1: 'Chè khô', 5: 'Thị trấn Hùng Sơn', 7: '' }),
  ];

  it('is read with two header rows, histories and old communes, faults named by row', async () => {
    const report = await take(await workbook(bad));
    expect(report).toMatchObject({ lines: 4, created: [4, 7], faulty: [5, 6], unchanged: 0 });
    expect(reportLines(report, speaking)).toEqual([
      'Đã đọc 4 dòng ở trang “Danh sách” và ghi vào sổ giấy chứng nhận.',
      'Thêm mới: 2 dòng. Cập nhật: 0 dòng. Đã có sẵn: 0 dòng. Chưa nhận vì có lỗi: 2 dòng.',
      'Tệp không có cột: Số giấy chứng nhận.',
      '• Dòng 5: Ngày hết hạn: ngày “29/02/2027” không có trong lịch.',
      '• Dòng 6: Tên xã, phường trùng nhiều nơi: Xã Đại Từ, Xã Phú Xuyên. Ghi thêm huyện cũ giúp.',
    ]);
    expect(
      (await stored()).map(({ product, star, kind, validUntil, renewed }) => [
        product,
        star,
        kind,
        validUntil,
        renewed,
      ]),
    ).toEqual([
      ['Chè đinh', 3, 'first', '2024-05-15', true],
      ['Chè đinh', 4, 'upgrade', '2027-06-30', false],
      ['Chè khô', 3, 'first', '2024-05-15', true],
      ['Chè khô', 4, 'upgrade', '2027-06-30', false],
    ]);
  });

  it('tells beside each line of the coloured copy what became of it', async () => {
    const bytes = await workbook(bad);
    const report = await take(bytes, true);
    const verdicts = verdictsOf(report, speaking);
    expect(
      [...verdicts].map(([row, { level }]) => `${row} ${level}`).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['5 fault', '6 fault', '7 warning']);
    const copy = await colouredCopy(documents, bytes, report, speaking);
    expect(copy.length).toBeGreaterThan(1_000);
  });

  it('goes out in the same layout and comes in again without a change', async () => {
    const about = {
      records: test.store.exportCertificates('19' as UnitCode),
      language: 'vi',
      unitName: 'Thái Nguyên',
      today: '2026-11-21' as Day,
    } as const;
    const bytes = await documents.table(
      provincialTable({ texts, library: { units: index }, registry }, about),
    );
    const report = await take(bytes);
    expect(report.notes.filter(({ code }) => code !== 'validity.computed')).toEqual([]);
    expect(report).toMatchObject({ lines: 4, created: [], updated: [], unchanged: 4, faulty: [] });
  });

  it('goes out as PTNT_OCOP', async () => {
    const about = {
      records: test.store.exportCertificates('19' as UnitCode),
      language: 'vi',
      unitName: '',
      today: '2026-11-21' as Day,
    } as const;
    const table = ptntTable({ texts, library: { units: index }, registry }, about);
    const rows = [];
    for await (const row of table.rows) rows.push(row);
    expect(table.columns.map(({ header }) => header).join()).toBe(
      'MA_OCOP,Ma_DonViHanhChinh,Ma_ThoiGian,Ma_SanPham,TenSanPham,XepHang,ChuTheSXKD,DoanhThuNam,TrangThai',
    );
    expect(rows[1]?.slice(1, 9)).toEqual([
      '00001',
      '2024',
      expect.any(String),
      'Chè đinh',
      '4*',
      'HTX Hương Chè',
      null,
      'còn hiệu lực',
    ]);
  });

  it('is refused when it is no sheet', async () => {
    await expect(take(readFileSync('package.json'))).rejects.toThrow(/sheet\./);
  });
});

describe('the words of the registry', () => {
  const keys = [
    ...[...rowFaults, ...rowWarnings].map((code) => `registry.note.${code}`),
    ...registryColumns.map((column) => `registry.column.${column}`),
    ...correctedFields.map((field) => `registry.field.${field}`),
    ...[...certificateStatuses, 'said', 'declined', 'missed', 'over_computed'].map(
      (one) => `certificates.status.${one}`,
    ),
    ...meanings.map((meaning) => `certificates.meaning.${meaning}`),
    ...declineReasons.map((reason) => `certificates.declineWhy.${reason}`),
    ...filingStates.filter((state) => state !== 'said').map((state) => `certificates.toldFiled.${state}`),
  ];

  it.each(['vi', 'en'] as const)('are all there in %s', (language) => {
    expect(keys.length).toBeGreaterThan(80);
    expect(keys.filter((key) => !texts.has(key, language))).toEqual([]);
  });
});
