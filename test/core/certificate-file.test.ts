import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/calendar.ts';
import { createRegistryReader } from '../../src/core/certificate-file.ts';
import type { RawCell, RegistryColumn, RowNote } from '../../src/core/certificate-row.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { parsePhone } from '../../src/core/phone.ts';
import { index as excerpt } from './unit-excerpt.ts';

const today = '2026-11-21' as Day;
const words = {
  producerType: (text: string) => (text.startsWith('HTX') ? ('cooperative' as const) : null),
  typeName: (type: string) => type,
  productSet: (text: string) => (text === 'Chè tươi, chè chế biến' ? 'tea' : null),
};

type Cells = Partial<Record<RegistryColumn, string>>;

const plain: Cells = {
  product: 'Chè đinh',
  producer: 'HTX Hương Chè',
  commune: 'Xã Tân Cương',
  star: '4 sao',
  number: '12/GCN',
  validUntil: '30/06/2027',
  firstStar: '4',
  firstDate: '30/06/2024',
  firstYear: '2024',
  firstDecision: '1234/QĐ-UBND',
};

function read(lines: readonly Cells[], unit = '19') {
  const reader = createRegistryReader({ unit: unit as UnitCode, units: excerpt, words, today });
  lines.forEach((cells, at) => {
    const entries = Object.entries(cells).map(([column, text]): [string, RawCell] => {
      const day = parseDay(text);
      const phone = column === 'phone' ? parsePhone(text) : null;
      return [column, { text, ...(day ? { day } : {}), ...(phone?.ok ? { phone: phone.value.number } : {}) }];
    });
    reader.add({ line: at + 2, section: null, cells: Object.fromEntries(entries) });
  });
  return reader.finish();
}
const codes = (notes: readonly RowNote[]) => notes.map(({ row, code }) => `${row} ${code}`);
const one = (change: Cells) => read([{ ...plain, ...change }]);

describe('a line of a registry file', () => {
  it('gives the recognition with its certificate', () => {
    const { rows, notes } = one({ phone: '0912 345 678', producerType: 'HTX' });
    expect(notes).toEqual([]);
    expect(rows).toMatchObject([
      {
        row: 2,
        unit: '00001',
        producer: 'HTX Hương Chè',
        producerType: 'cooperative',
        phone: '+84912345678',
        star: 4,
        kind: 'first',
        year: 2024,
        decidedOn: '2024-06-30',
        validUntil: '2027-06-30',
        validComputed: false,
      },
    ]);
  });

  it('may lack the number of the producer', () => {
    expect(one({ phone: '' }).rows[0]?.phone).toBe(null);
    expect(codes(one({ phone: '-' }).notes)).toEqual([]);
  });

  it('keeps a code of before 2025 as it is', () => {
    expect(one({ productCode: '83-829-28780-3-2022' }).rows[0]?.productCode).toBe('83-829-28780-3-2022');
  });

  it('gives the history of a product and the later evaluation as the current one', () => {
    const { rows } = one({
      firstDate: '15/05/2021',
      firstYear: '2021',
      firstStar: '3',
      secondStar: '4',
      secondDate: '30/06/2024',
      secondDecision: '77/QĐ-UBND',
    });
    expect(rows.map(({ kind, star, validUntil, number }) => ({ kind, star, validUntil, number }))).toEqual([
      { kind: 'first', star: 3, validUntil: '2024-05-15', number: null },
      { kind: 'upgrade', star: 4, validUntil: '2027-06-30', number: '12/GCN' },
    ]);
  });

  it('computes the last day where none is printed, and says so', () => {
    const { rows, notes } = one({ validUntil: '', firstDate: '29/02/2024' });
    expect(rows[0]).toMatchObject({ validUntil: '2027-02-28', validComputed: true });
    expect(notes).toEqual([{ row: 2, code: 'validity.computed', column: 'validUntil', text: '28/02/2027' }]);
  });

  it.each<[string, Cells, string]>([
    ['an end before the issue', { validUntil: '30/06/2023' }, 'validity.beforeIssue'],
    ['a 29 February that does not exist', { validUntil: '29/02/2027' }, 'date.impossible'],
    ['a day that does not exist', { firstDate: '31/04/2024' }, 'date.impossible'],
    ['a day in words', { validUntil: 'tháng sáu' }, 'date.unreadable'],
    ['a decision of tomorrow', { firstDate: '22/11/2026', firstYear: '2026', validUntil: '' }, 'date.future'],
    ['a decision of before the programme', { firstDate: '01/01/2001', firstYear: '' }, 'date.early'],
    ['neither end nor issue', { validUntil: '', firstDate: '' }, 'validity.missing'],
    ['two stars for one product', { firstStar: '3' }, 'star.differs'],
    ['a star nobody certifies', { star: '2', firstStar: '' }, 'star.low'],
    ['stars that are none', { star: 'đạt', firstStar: '' }, 'star.unknown'],
    ['no star at all', { star: '', firstStar: '' }, 'star.missing'],
    ['no product', { product: '' }, 'product.missing'],
    ['no producer', { producer: '–' }, 'producer.missing'],
    ['a commune that is none', { commune: 'Xã Không Có Đâu' }, 'commune.unknown'],
    ['no commune in the file of a province', { commune: '' }, 'commune.missing'],
    ['a commune of another province', { commune: 'Phường Gò Vấp' }, 'commune.foreign'],
    ['a year that is none', { firstYear: 'hai mươi' }, 'year.unreadable'],
  ])('is refused with %s', (_what, change, code) => {
    const { rows, notes } = one(change);
    expect(codes(notes)).toContain(`2 ${code}`);
    expect(rows).toEqual([]);
  });

  it('takes an old name of a commune for the new one, and says so', () => {
    const { rows, notes } = one({ commune: 'Thị trấn Hùng Sơn', district: 'Huyện Đại Từ' });
    expect(rows[0]?.unit).toBe('00002');
    expect(codes(notes)).toEqual(['2 commune.renamed']);
  });

  it('asks back when an old commune went into two new ones', () => {
    const { rows, notes } = one({ commune: 'Xã Na Mao' });
    expect(codes(notes)).toEqual(['2 commune.several']);
    expect(notes[0]?.text).toBe('Xã Đại Từ, Xã Phú Xuyên');
    expect(rows).toEqual([]);
  });

  it('says which commune it took a misspelt one for', () => {
    const { rows, notes } = one({ commune: 'Xã Tân Cươngg' });
    expect(rows[0]?.unit).toBe('00001');
    expect(codes(notes)).toEqual(['2 commune.spelling']);
  });

  it('names odd things without refusing them', () => {
    const { rows, notes } = one({ firstYear: '2023', validUntil: '30/06/2029', phone: '12' });
    expect(codes(notes)).toEqual(['2 phone.unreadable', '2 year.differs', '2 validity.odd']);
    expect(rows).toHaveLength(1);
  });

  it('of another commune is refused in the file of a commune', () => {
    expect(codes(read([{ ...plain, commune: 'Xã Đại Từ' }], '00001').notes)).toEqual(['2 commune.foreign']);
    expect(read([{ ...plain, commune: '' }], '00001').rows[0]?.unit).toBe('00001');
  });

  it('is refused when its letters could not be read for sure', () => {
    const reader = createRegistryReader({ unit: '19' as UnitCode, units: excerpt, words, today });
    reader.add({ line: 2, section: null, cells: { product: { text: 'ChÌ', doubt: 'sheet.encoding' } } });
    expect(codes(reader.finish().notes)).toContain('2 encoding.unsure');
  });
});

describe('a registry file', () => {
  it('names both lines of one certificate with different stars and takes neither', () => {
    const { rows, notes } = read([plain, { ...plain, star: '3', firstStar: '3' }]);
    expect(notes).toEqual([
      { row: 2, other: 3, code: 'star.twice', text: '3' },
      { row: 3, other: 2, code: 'star.twice', text: '4' },
    ]);
    expect(rows).toEqual([]);
  });

  it('takes a line that stands there twice once', () => {
    const { rows, notes } = read([plain, { ...plain, product: 'CHÈ  ĐINH' }]);
    expect(codes(notes)).toEqual(['3 line.again']);
    expect(rows.map(({ row }) => row)).toEqual([2]);
  });

  it('refuses one number for two certificates', () => {
    const { rows, notes } = read([plain, { ...plain, product: 'Chè móc câu' }]);
    expect(codes(notes)).toEqual(['2 number.twice', '3 number.twice']);
    expect(rows).toEqual([]);
  });

  it('gives all products of a producer its one number, and names a second one', () => {
    const [a, b, c] = [
      { number: '1' },
      { number: '2', product: 'Chè búp' },
      { number: '3', product: 'Chè vụn' },
    ];
    const { rows, notes } = read([
      { ...plain, ...a },
      { ...plain, ...b, phone: '0912345678' },
      { ...plain, ...c, phone: '0987654321' },
    ]);
    expect(rows.map(({ phone }) => phone)).toEqual(['+84912345678', '+84912345678', '+84912345678']);
    expect(codes(notes)).toEqual(['4 phone.differs']);
  });
});
