/** Sheets we write: what office programs find in them, and the coloured copy of a sent file. */
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/model.ts';
import { writeErrorCopy } from '../../src/document/error-copy.ts';
import { readSheet } from '../../src/document/sheet-reader.ts';
import { writeTable } from '../../src/document/table-sheet.ts';
import type { SheetSpec, Table } from '../../src/ports/sheet.ts';
import { part } from './read/zip.ts';

const table: Table = {
  sheet: 'Lớp 1/2026: [thử]',
  title: ['DANH SÁCH HỌC VIÊN', 'Ngày 05/03/2026'],
  columns: [
    { header: 'TT', kind: 'number', width: 6 },
    { header: 'Họ và tên', kind: 'text', width: 28 },
    { header: 'Điện thoại', kind: 'phone', width: 14 },
    { header: 'Ngày sinh', kind: 'day', width: 12 },
  ],
  rows: [
    [1, 'Nguyễn Thị Thử <A&B>', '+84912345678', '1968-02-29' as Day],
    [2, '=1+1', null, 'không nhớ'],
  ],
  notes: ['Dữ liệu thử.'],
};

describe('a table as xlsx', () => {
  it('opens in another library with every value of its kind', async () => {
    const { sheets } = await readXlsx(await writeTable(table), { readStyles: true });
    expect(sheets[0]?.name).toBe('Lớp 1 2026 thử');
    expect(sheets[0]?.rows.slice(3, 6)).toEqual([
      ['TT', 'Họ và tên', 'Điện thoại', 'Ngày sinh'],
      [1, 'Nguyễn Thị Thử <A&B>', '0912 345 678', new Date(Date.UTC(1968, 1, 29))],
      [2, '=1+1', null, 'không nhớ'],
    ]);
    expect(sheets[0]?.freezePane?.rows).toBe(4);
    expect(sheets[0]?.merges).toHaveLength(2);
    expect(sheets[0]?.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'portrait',
      printTitlesRow: '$4:$4',
    });
  });

  it('shows dates as dd/mm/yyyy, keeps phones as text, and runs no formula that a person typed', async () => {
    const bytes = await writeTable(table);
    expect(part(bytes, 'xl/styles.xml')).toContain('formatCode="dd/mm/yyyy"');
    const sheet = part(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toContain('<f>');
    expect(sheet).toMatch(/t="inlineStr"><is><t xml:space="preserve">0912 345 678</);
  });

  it('gives a row the height its longest text needs, as not every program fits rows by itself', async () => {
    const name = 'Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp Suối Mơ';
    const sheet = part(
      await writeTable({
        ...table,
        rows: [
          [1, name, null, null],
          [2, 'Ngắn', null, null],
        ],
      }),
      'xl/worksheets/sheet1.xml',
    );
    const heights = [...sheet.matchAll(/<row r="(\d+)"( ht="(\d+)")?>/g)].map(([, row, , height]) => [
      row,
      height,
    ]);
    expect(heights).toEqual(
      expect.arrayContaining([
        ['5', '36'],
        ['6', undefined],
      ]),
    );
  });

  it('comes back the same through our own reader', async () => {
    const spec: SheetSpec<'name' | 'phone' | 'born'> = {
      columns: [
        { key: 'name', kind: 'text', headers: ['Họ và tên'], required: true },
        { key: 'phone', kind: 'phone', headers: ['Điện thoại'] },
        { key: 'born', kind: 'day', headers: ['Ngày sinh'] },
      ],
    };
    const result = await readSheet(await writeTable(table), spec);
    if (!result.ok) throw new Error(result.code);
    const rows = [];
    for await (const row of result.value.rows()) rows.push(row.cells);
    expect(rows[0]).toMatchObject({ phone: { phone: '+84912345678' }, born: { day: '1968-02-29' } });
    expect(rows).toHaveLength(2);
  });
});

describe('the coloured copy', () => {
  it('keeps rows on their lines, puts the report in front and colours by what became of them', async () => {
    const sent = await writeXlsx({
      sheets: [
        {
          name: 'DS',
          rows: [
            ['DANH SÁCH'],
            ['Hä vµ tªn', 'Ngµy'],
            ['NguyÔn ThÞ Thö', new Date(Date.UTC(2026, 2, 5))],
            ['', null],
            ['TrÇn V¨n MÉu', 5],
          ],
        },
      ],
    });
    const copy = await writeErrorCopy(sent, {
      sheet: 'DS',
      headerLine: 2,
      encoding: 'tcvn3',
      heading: 'Kết quả',
      verdicts: new Map([
        [3, { level: 'good', text: 'Đã ghi' }],
        [5, { level: 'fault', text: 'Ngày chưa đọc được' }],
      ]),
    });
    const { sheets } = await readXlsx(copy, { readStyles: true });
    expect(sheets[0]?.rows).toEqual([
      ['', 'DANH SÁCH', null].map((value) => value || null),
      ['Kết quả', 'Họ và tên', 'Ngày'],
      ['Đã ghi', 'Nguyễn Thị Thử', new Date(Date.UTC(2026, 2, 5))],
      [null, null, null],
      ['Ngày chưa đọc được', 'Trần Văn Mẫu', 5],
    ]);
    const fillAt = (at: string) => {
      const fill = sheets[0]?.cells?.get(at)?.style?.fill;
      return fill?.type === 'pattern' ? fill.fgColor?.rgb : undefined;
    };
    expect(fillAt('2,0')).toMatch(/E2EFDA$/);
    expect(fillAt('4,1')).toMatch(/F8CBAD$/);
  });

  it('can be corrected and sent again', async () => {
    const sent = await writeXlsx({
      sheets: [
        {
          name: 'DS',
          rows: [
            ['Họ tên', 'Điện thoại'],
            ['Nguyễn Thị Thử', '123'],
          ],
        },
      ],
    });
    const spec: SheetSpec<'name' | 'phone'> = {
      columns: [
        { key: 'name', kind: 'text', headers: ['Họ tên'], required: true },
        { key: 'phone', kind: 'phone', headers: ['Điện thoại'] },
      ],
    };
    const first = await readSheet(sent, spec);
    if (!first.ok) throw new Error(first.code);
    const verdicts = new Map([[2, { level: 'fault' as const, text: 'Điện thoại thiếu số' }]]);
    const copy = await writeErrorCopy(sent, { ...first.value.head, heading: 'Kết quả', verdicts });
    const again = await readSheet(copy, spec);
    expect(again.ok && again.value.head).toMatchObject({ headerLine: 1, missing: [], unknown: ['Kết quả'] });
  });
});
