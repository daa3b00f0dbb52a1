/** Reading what people send: headers under any name, titles above, merged cells, old encodings, lost zeros, no sheet at all. */
import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { SheetSpec } from '../../src/ports/sheet.ts';
import { book, type Cell, merge, open, rowsOf, people as spec } from './read/sheet.ts';

const march5 = new Date(Date.UTC(2026, 2, 5));

describe('a list as offices make it', () => {
  const file = book(
    [
      ['UBND XÃ SUỐI MƠ', null, null, null, null, null],
      ['DANH SÁCH HỌC VIÊN LỚP TẬP HUẤN', null, null, null, null, null],
      [],
      ['TT', 'Họ và tên học viên', 'SĐT (Zalo)', 'Xã', 'Ngày hết hạn GCN', 'Điểm'],
      [1, 2, 3, 4, 5, 6],
      ['I', 'Cụm phía bắc', null, null, null, null],
      [1, 'Nguyễn Thị Thử', 912345678, 'Suối Mơ', march5, 45],
      [2, '  Trần  Văn Mẫu', '0912.345.679', null, '5/3/2026', '1.234'],
      [],
      ['II', 'Cụm phía nam', null, null, null, null],
      [3, 'Lê Văn Giả', '84912345677', 'Đồng Tâm', 46086, '12,5'],
      [4, 'Phạm Thị Không', '12345', 'Đồng Tâm', '31/02/2026', 'nhiều'],
      ['Tổng cộng: 4 người', null, null, null, null, null],
    ],
    [merge(0, 0, 0, 5), merge(1, 0, 1, 5), merge(6, 3, 7, 3), merge(12, 0, 12, 5)],
  );

  it('finds the header below the titles and names what it did not find', async () => {
    const { head } = await open(await file, spec);
    expect(head).toEqual({
      sheet: 'DS',
      headerLine: 4,
      found: {
        name: 'Họ và tên học viên',
        phone: 'SĐT (Zalo)',
        unit: 'Xã',
        expires: 'Ngày hết hạn GCN',
        points: 'Điểm',
      },
      missing: [],
      unknown: ['TT'],
      encoding: 'unicode',
    });
  });

  it('gives the people with their line in the file, under their heading, and nothing else', async () => {
    const rows = await rowsOf(await open(await file, spec));
    expect(rows.map(({ line, section, cells }) => [line, section, cells.name?.text])).toEqual([
      [7, 'Cụm phía bắc', 'Nguyễn Thị Thử'],
      [8, 'Cụm phía bắc', 'Trần Văn Mẫu'],
      [11, 'Cụm phía nam', 'Lê Văn Giả'],
      [12, 'Cụm phía nam', 'Phạm Thị Không'],
    ]);
  });

  it('reads phones that lost their zero, and says what is wrong with others', async () => {
    const rows = await rowsOf(await open(await file, spec));
    expect(rows.map(({ cells }) => cells.phone?.phone ?? cells.phone?.doubt)).toEqual([
      '+84912345678',
      '+84912345679',
      '+84912345677',
      'phone.short',
    ]);
  });

  it('reads days written as date, as text and as bare number; one that does not exist is doubted', async () => {
    const rows = await rowsOf(await open(await file, spec));
    expect(rows.map(({ cells }) => cells.expires?.day ?? cells.expires?.doubt)).toEqual([
      '2026-03-05',
      '2026-03-05',
      '2026-03-05',
      'sheet.day',
    ]);
    expect(rows[3]?.cells.expires?.text).toBe('31/02/2026');
  });

  it('reads numbers as Vietnam writes them', async () => {
    const rows = await rowsOf(await open(await file, spec));
    expect(rows.map(({ cells }) => cells.points?.number ?? cells.points?.doubt)).toEqual([
      45,
      1234,
      12.5,
      'sheet.number',
    ]);
  });

  it('fills merged cells downwards', async () => {
    const rows = await rowsOf(await open(await file, spec));
    expect(rows.map(({ cells }) => cells.unit?.text)).toEqual(['Suối Mơ', 'Suối Mơ', 'Đồng Tâm', 'Đồng Tâm']);
  });

  it('can be walked twice', async () => {
    const reading = await open(await file, spec);
    expect(await rowsOf(reading)).toEqual(await rowsOf(reading));
  });
});

describe('a header of two rows', () => {
  const two: SheetSpec<'product' | 'star' | 'first' | 'again'> = {
    columns: [
      { key: 'product', kind: 'text', headers: ['Tên sản phẩm'], required: true },
      { key: 'star', kind: 'text', headers: ['Hạng sao hiện tại', 'hạng sao'] },
      { key: 'first', kind: 'text', headers: ['Hạng sao', 'sao'], within: ['Đánh giá lần đầu', 'lần 1'] },
      { key: 'again', kind: 'text', headers: ['Hạng sao', 'sao'], within: ['Đánh giá lại', 'lần 2'] },
    ],
  };
  const rows: Cell[][] = [
    ['TT', 'Tên sản phẩm', 'Hạng sao', 'Đánh giá lần 1', null, 'Đánh giá lần 2 (nâng hạng)', null],
    [null, null, null, 'Sao', 'Ngày', 'Sao', 'Ngày'],
    [1, 'Mật ong', '4 sao', '3 sao', march5, '4 sao', march5],
  ];
  const expected = { product: 'Mật ong', star: '4 sao', first: '3 sao', again: '4 sao' };

  it.each([
    [
      'with merged cells',
      [merge(0, 0, 1, 0), merge(0, 1, 1, 1), merge(0, 2, 1, 2), merge(0, 3, 0, 4), merge(0, 5, 0, 6)],
    ],
    ['without', []],
  ])('is read %s', async (_, merges) => {
    const reading = await open(await book(rows, merges), two);
    const [row] = await rowsOf(reading);
    const texts = Object.fromEntries(Object.entries(row?.cells ?? {}).map(([key, cell]) => [key, cell.text]));
    expect(texts).toEqual(expected);
    expect(reading.head.headerLine).toBe(2);
  });
});

describe('a flat header with the group inside', () => {
  it('is read like one of two rows', async () => {
    const flat: SheetSpec<'product' | 'star' | 'first'> = {
      columns: [
        { key: 'product', kind: 'text', headers: ['Tên sản phẩm'], required: true },
        { key: 'star', kind: 'text', headers: ['Hạng sao'] },
        { key: 'first', kind: 'text', headers: ['Hạng sao'], within: ['Đánh giá lần đầu'] },
      ],
    };
    const titles = ['Tên sản phẩm', 'Hạng sao – Đánh giá lần đầu', 'Hạng sao'];
    const { head } = await open(await book([titles, ['Mật ong', '3 sao', '4 sao']]), flat);
    expect(head.found).toEqual({ product: titles[0], first: titles[1], star: titles[2] });
  });
});

describe('old encodings', () => {
  it.each([
    ['tcvn3', 'Hä vµ tªn', 'NguyÔn ThÞ Thö', 'X·', 'Suèi M¬'],
    ['vni', 'Hoï vaø teân', 'Nguyeãn Thò Thöû', 'Xaõ', 'Suoái Mô'],
  ] as const)('%s is recognised, headers included', async (encoding, title, name, unitTitle, unit) => {
    const reading = await open(
      await book([
        [title, unitTitle],
        [name, unit],
      ]),
      spec,
    );
    const [row] = await rowsOf(reading);
    expect(reading.head.encoding).toBe(encoding);
    expect([row?.cells.name?.text, row?.cells.unit?.text]).toEqual(['Nguyễn Thị Thử', 'Suối Mơ']);
  });

  it('says which cell could not be read for certain', async () => {
    const reading = await open(
      await book([
        ['Họ tên', 'Xã'],
        ['Nguyễn Thị Thử', 'x¼ÿñ¾k'],
      ]),
      spec,
    );
    expect((await rowsOf(reading))[0]?.cells.unit?.doubt).toBe('sheet.encoding');
  });
});

describe('CSV', () => {
  const text = 'Họ và tên;Điện thoại;Ngày hết hạn\r\n"Thử; Nguyễn Thị";0912345678;5/3/2026\r\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('is read as %s', async (_, bytes) => {
    const [row] = await rowsOf(await open(bytes, spec));
    expect(row?.cells).toMatchObject({
      name: { text: 'Thử; Nguyễn Thị' },
      phone: { phone: '+84912345678' },
      expires: { day: '2026-03-05' },
    });
  });

  it('is read with one byte a letter, as old programs wrote it', async () => {
    const bytes = Buffer.from('Hä vµ tªn,X·\nNguyÔn ThÞ Thö,Suèi M¬\n', 'latin1');
    const [row] = await rowsOf(await open(bytes, spec));
    expect(row?.cells.name?.text).toBe('Nguyễn Thị Thử');
  });
});

describe('an old xls book', () => {
  it('in TCVN3, as offices still have it, is read like any other', async () => {
    const bytes = readFileSync(new URL('sample/old-list.xls', import.meta.url));
    const reading = await open(bytes, {
      columns: [
        { key: 'product', kind: 'text', headers: ['Tên sản phẩm'], required: true },
        { key: 'phone', kind: 'phone', headers: ['Điện thoại'] },
        { key: 'expires', kind: 'day', headers: ['Ngày hết hạn'] },
      ],
    });
    const [first, second] = await rowsOf(reading);
    expect(reading.head).toMatchObject({ encoding: 'tcvn3', headerLine: 3 });
    expect(first?.cells).toEqual({
      product: { text: 'Mật ong rừng' },
      phone: { text: '912345678', phone: '+84912345678' },
      expires: { text: '05/03/2026', day: '2026-03-05' },
    });
    expect(second?.cells.expires?.doubt).toBe('sheet.day');
  });
});

describe('a book of several sheets', () => {
  it('is read where most columns are found', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Ghi chú',
          rows: [
            ['Họ và tên', 'Xã'],
            ['ai đó', 'x'],
          ],
          hidden: true,
        },
        { name: 'Bìa', rows: [['Danh sách năm 2026']] },
        {
          name: 'A&B',
          rows: [
            ['Họ và tên', 'Số điện thoại', 'Xã'],
            ['Nguyễn Thị Thử', '0912345678', 'Suối Mơ'],
          ],
        },
      ],
    });
    const reading = await open(bytes, spec);
    expect(reading.head.sheet).toBe('A&B');
    expect(await rowsOf(reading)).toHaveLength(1);
  });
});
