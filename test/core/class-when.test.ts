import { describe, expect, it } from 'vitest';
import { readWhen } from '../../src/core/class-when.ts';
import type { Day } from '../../src/core/model.ts';

/** A Saturday. */
const today = '2026-11-21' as Day;
const shown = (text: string) => {
  const when = readWhen(text, today);
  if (when === null || when === 'wrong') return when;
  return `${when.days.map((day) => day.slice(5)).join(' ')} ${when.from ?? '?'}–${when.to ?? '?'}`.trim();
};

describe('when a class meets, as officers type it', () => {
  it.each([
    ['15/12 8h–11h30', '12-15 08:00–11:30'],
    ['15/12 8h-11h30', '12-15 08:00–11:30'],
    ['8-11h30 15/12', '12-15 08:00–11:30'],
    ['15/12, 8:00 - 16:30', '12-15 08:00–16:30'],
    ['thứ bảy tuần sau 8h', '11-28 08:00–?'],
    ['thu 7 tuan sau 8h den 11h', '11-28 08:00–11:00'],
    ['ngày 15 tháng 12 từ 8 giờ đến 11 giờ rưỡi', '12-15 08:00–11:30'],
    ['8 giờ sáng đến 4 giờ chiều ngày 15/12', '12-15 08:00–16:00'],
    ['2h chiều mai', '11-22 14:00–?'],
    ['mai', '11-22 ?–?'],
    ['13h30', '13:30–?'],
    ['từ 13h30 đến 17h', '13:30–17:00'],
    ['15 và 16/12, 8h đến 16h30', '12-15 12-16 08:00–16:30'],
    ['15, 16, 18/12 8h-16h30', '12-15 12-16 12-18 08:00–16:30'],
    ['15/12 và 5/1 8h-16h', '12-15 01-05 08:00–16:00'],
    ['từ 15 đến 17/12 8h-16h30', '12-15 12-16 12-17 08:00–16:30'],
    ['15-17/12 8h-16h30', '12-15 12-16 12-17 08:00–16:30'],
    ['15/12 - 17/12', '12-15 12-16 12-17 ?–?'],
    ['thứ hai tuần sau và thứ ba tuần sau 8h', '11-23 11-24 08:00–?'],
    ['rằm tháng chạp 8h-11h', '01-22 08:00–11:00'],
    ['mùng 6 tháng giêng', '02-11 ?–?'],
    ['10/3 âm lịch 7h', '04-16 07:00–?'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['30/2 8h', '15/12 25h', '17-15/12', '1/1 đến 30/1', '31 tháng chạp'])(
    'says of "%s" that there is no such day or hour',
    (text) => {
      expect(shown(text)).toBe('wrong');
    },
  );

  it.each(['', 'hôm nào đó', 'nhà văn hoá'])('reads nothing in "%s"', (text) => {
    expect(shown(text)).toBeNull();
  });
});
