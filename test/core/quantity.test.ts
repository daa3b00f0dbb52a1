import { describe, expect, it } from 'vitest';
import { formatNumber, parseQuantity } from '../../src/core/quantity.ts';
import { fc } from '../support/chance.ts';

describe('parseQuantity', () => {
  it.each([
    ['2 tạ', 200, 'kg'],
    ['2 ta', 200, 'kg'],
    ['hai tạ', 200, 'kg'],
    ['2 taj', 200, 'kg'],
    ['nửa tấn', 500, 'kg'],
    ['3 yến', 30, 'kg'],
    ['5 lạng', 0.5, 'kg'],
    ['5 cân', 5, 'kg'],
    ['500gr', 0.5, 'kg'],
    ['2kg5', 2.5, 'kg'],
    ['2 tấn rưỡi', 2500, 'kg'],
    ['1 tấn 2 tạ', 1200, 'kg'],
    ['năm tấn', 5000, 'kg'],
    ['1.5 tấn', 1500, 'kg'],
    ['20 lít', 20, 'litre'],
    ['30tr', 30_000_000, 'vnd'],
    ['30 triệu', 30_000_000, 'vnd'],
    ['30 trieu dong', 30_000_000, 'vnd'],
    ['1tr2', 1_200_000, 'vnd'],
    ['1tr250', 1_250_000, 'vnd'],
    ['1 triệu rưỡi', 1_500_000, 'vnd'],
    ['2 triệu 500 nghìn', 2_500_000, 'vnd'],
    ['1.200.000đ', 1_200_000, 'vnd'],
    ['30k', 30_000, 'vnd'],
    ['1,2 tỷ', 1_200_000_000, 'vnd'],
    ['2 nghìn hộp', 2000, 'box'],
    ['2 triệu hộp', 2_000_000, 'box'],
    ['hai trăm năm mươi hộp', 250, 'box'],
    ['1.200 chai', 1200, 'bottle'],
    ['1,200 chai', 1200, 'bottle'],
    ['1 200 chai', 1200, 'bottle'],
    ['2 tá trứng', 24, 'item'],
    ['khoảng 20 người', 20, 'person'],
    ['khoang 20 nguoi', 20, 'person'],
    ['hai mươi lăm lao động', 25, 'person'],
    ['3 ha', 3, 'hectare'],
    ['500m2', 500, 'square_metre'],
    ['50%', 50, 'percent'],
    ['20', 20, 'item'],
  ])('%s is %d %s', (text, amount, unit) => expect(parseQuantity(text)).toEqual({ amount, unit }));

  it.each([
    ['500 kg/tháng', 500, 'month'],
    ['500kg/thang', 500, 'month'],
    ['500kg tháng', 500, 'month'],
    ['500 kg chè một tháng', 500, 'month'],
    ['mỗi tháng 500 kg', 500, 'month'],
    ['500 kg / 1 tháng', 500, 'month'],
    ['1,5 tấn/năm', 1500, 'year'],
    ['1 năm được khoảng 2 tấn', 2000, 'year'],
    ['nam tan mot nam', 5000, 'year'],
    ['2 tạ/vụ', 200, 'season'],
    ['20kg mỗi ngày', 20, 'day'],
    ['2 tạ một mẻ', 200, 'batch'],
  ])('%s is %d kg a %s', (text, amount, per) =>
    expect(parseQuantity(text)).toEqual({ amount, unit: 'kg', per }),
  );

  it.each([
    ['20-30 người', { amount: 20, upTo: 30, unit: 'person' }],
    ['2-3 tạ', { amount: 200, upTo: 300, unit: 'kg' }],
    ['từ 2 đến 3 tạ', { amount: 200, upTo: 300, unit: 'kg' }],
    ['100–200kg/tháng', { amount: 100, upTo: 200, unit: 'kg', per: 'month' }],
  ])('%s is a range', (text, quantity) => expect(parseQuantity(text)).toEqual(quantity));

  it.each([
    ['tôi không biết'],
    ['ba tôi làm'],
    ['2 tháng'],
    ['20 người, 5 nữ'],
    ['1,200 kg'],
    ['2 triệu 500'],
    ['2-3 triệu'],
    ['12/05/2026'],
    ['0912345678'],
    [''],
  ])('%s has no single meaning and gives nothing', (text) => expect(parseQuantity(text)).toBeNull());

  it('reads the same in NFD and with invisible characters', () => {
    expect(parseQuantity('2\u200b tạ/tháng'.normalize('NFD'))).toEqual(parseQuantity('2 tạ/tháng'));
  });

  it('reads back every number it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (amount) => {
        expect(parseQuantity(`${formatNumber(amount)} hộp`)).toEqual({ amount, unit: 'box' });
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,- /%trkgmuoináửấ') }), (text) => {
        const amount = parseQuantity(text)?.amount ?? 0;
        expect(Number.isFinite(amount)).toBe(true);
      }),
    );
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1234, '1.234'],
    [1_234_567, '1.234.567'],
    [0.5, '0,5'],
    [1234.5678, '1.234,568'],
    [-1200, '-1.200'],
    [-0.0001, '0'],
  ])('%d → %s', (value, text) => expect(formatNumber(value)).toBe(text));
});
