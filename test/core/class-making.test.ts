/** Small rules of making a class: days to think twice about, places, personal codes, whose seats go. */
import { describe, expect, it } from 'vitest';
import { offeringCodeIn } from '../../src/core/class.ts';
import { placeIn } from '../../src/core/class-place.ts';
import { dayWarnings } from '../../src/core/class-warning.ts';
import type { Day } from '../../src/core/model.ts';
import { asksForCode, readShownCode } from '../../src/core/seat-code.ts';
import { stillToUnseat } from '../../src/core/seat-cut.ts';
import { readSeats, readSeries } from '../../src/flow/flows/make-class-more.ts';

describe('what speaks against a day', () => {
  const others = [{ title: 'Lớp khác', code: 'LH1008', days: ['2026-12-02' as Day] }];
  const holiday = (day: Day) => (day === '2027-01-01' ? 'Tết Dương lịch' : null);
  it.each([
    ['2026-12-03', ''],
    ['2027-01-01', 'holiday'],
    ['2027-02-01', 'tet'],
    ['2027-02-10', 'tet'],
    ['2026-12-09', 'firstOfMoon'],
    ['2026-12-23', 'fullMoon'],
    ['2026-12-06', 'sunday'],
    ['2026-12-02', 'clash'],
  ])('%s: %s', (day, expected) => {
    expect(
      dayWarnings(day as Day, { holiday, others })
        .map(({ kind }) => kind)
        .join(' '),
    ).toBe(expected);
  });
});

describe('a place as typed', () => {
  it.each([
    ['Nhà văn hoá xã', 'Nhà văn hoá xã', false, undefined],
    ['đi thực tế: Làng chè', 'Làng chè', true, undefined],
    ['tham quan, Vườn chè', 'Vườn chè', true, undefined],
    ['Zoom: https://a.vn/b', 'Zoom', false, 'https://a.vn/b'],
    ['https://a.vn/b', '', false, 'https://a.vn/b'],
  ])('%s', (text, venue, isFieldTrip, link) => {
    expect(placeIn(text)).toEqual({ venue, isFieldTrip, ...(link === undefined ? {} : { link }) });
  });
});

describe('a personal code', () => {
  it.each([
    ['12-483', 'spoken 12-483'],
    ['mã số 12 - 083', 'spoken 12-083'],
    ['012.483', 'spoken 12-483'],
    ['k_3mv-0123456789abcdeF', 'signed k_3mv-0123456789abcdeF'],
    ['https://t.me/bot?start=k_3mv-0123456789abcdeF', 'signed k_3mv-0123456789abcdeF'],
  ])('%s', (text, expected) => {
    const read = readShownCode(text);
    expect(`${read?.kind} ${read?.code}`).toBe(expected);
  });

  it.each(['3 5 7', '12', 'muộn 12-483', 'Nguyễn Văn Mẫu', '12-48', 'k_3mv-short'])(
    'is not read out of "%s"',
    (text) => {
      expect(readShownCode(text)).toBeNull();
    },
  );
});

it.each([
  ['mã của tôi', true],
  ['cho tôi xin mã điểm danh', true],
  ['Ma QR cua em dau', true],
  ['lớp của tôi', false],
  ['mã lớp của tôi là gì', false],
])('"%s" asks for the own code: %s', (text, expected) => {
  expect(asksForCode(text)).toBe(expected);
});

describe('numbers in words of officers', () => {
  it.each([
    ['60', 60],
    ['khoảng 60 người', 60],
    ['1.200 chỗ', 1200],
    ['0', null],
    ['60 hoặc 70', null],
    ['sáu mươi', null],
  ])('seats in "%s"', (text, seats) => {
    expect(readSeats(text)).toBe(seats);
  });

  it.each([
    ['2 tháng một lần, 6 phiên', '2x6'],
    ['mỗi tháng một lần, 12 phiên', '1x12'],
    ['hai tháng một lần 6 buổi', '2x6'],
    ['every 3 months, 4 times', '3x4'],
    ['6 phiên', 'no'],
    ['2 tháng một lần', 'no'],
  ])('repeats in "%s"', (text, expected) => {
    const read = readSeries(text);
    expect(read === null ? 'no' : `${read.everyMonths}x${read.times}`).toBe(expected);
  });
});

it.each([
  ['đổi giờ lớp LH1016', 'LH1016'],
  ['huỷ tổ chức lớp lh 1016 nhé', 'LH1016'],
  ['SK1024', 'SK1024'],
  ['gộp LH1016 với LH1024', null],
  ['lớp 1016', null],
  ['xlh1016', null],
])('the class named in "%s"', (text, code) => {
  expect(offeringCodeIn(text)).toBe(code);
});

it('of the people chosen only as many lose their seats as are too many', () => {
  const seated = (no: number, seats: number, state: 'taken' | 'waiting' | 'left' = 'taken') => ({
    ...{ no, seats, state, person: `${no}`, producer: null, isConfirmed: false },
  });
  const chosen = [seated(1, 1, 'left'), seated(2, 2), seated(3, 1, 'waiting'), seated(4, 1), seated(5, 1)];
  const gone = (over: number) => stillToUnseat(chosen, over).map(({ no }) => no);
  expect([gone(0), gone(1), gone(2), gone(3), gone(9)]).toEqual([[], [2], [2], [2, 4], [2, 4, 5]]);
});
