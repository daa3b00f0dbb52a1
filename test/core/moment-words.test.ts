import { describe, expect, it } from 'vitest';
import { parseMoment, parseSpan } from '../../src/core/moment-words.ts';

/** Saturday, 21 November 2026, nine in the morning in Vietnam. */
const now = Date.UTC(2026, 10, 21, 2);
const shown = (text: string) => {
  const at = parseMoment(text, now);
  return at === null ? null : new Date(at + 7 * 3_600_000).toISOString().slice(0, 16);
};

describe('a moment as people say it', () => {
  it.each([
    ['8 giờ sáng mai', '2026-11-22T08:00'],
    ['8h mai', '2026-11-22T08:00'],
    ['15h30 thứ hai tuần sau', '2026-11-23T15:30'],
    ['chủ nhật 7 giờ rưỡi', '2026-11-22T07:30'],
    ['3 giờ chiều thứ 3', '2026-11-24T15:00'],
    ['25/12 lúc 7h', '2026-12-25T07:00'],
    ['7h 25/12', '2026-12-25T07:00'],
    ['7h15 25-12-2026', '2026-12-25T07:15'],
    ['8:30 22/11/2026', '2026-11-22T08:30'],
    ['8 gio 15 ngay 1 thang 12', '2026-12-01T08:15'],
    ['ngày 5', '2026-12-05T08:00'],
    ['2 tiếng nữa', '2026-11-21T11:00'],
    ['tối nay', '2026-11-21T19:00'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('gives a moment past as it is, so that it can be refused with its date', () => {
    expect(shown('20/11')).toBe('2026-11-20T08:00');
    expect(shown('hôm qua 8h')).toBe('2026-11-20T08:00');
    expect(shown('hôm nay 7h')).toBe('2026-11-21T07:00');
  });

  it.each(['30/2 8h', '25h mai', 'hôm nào đó', ''])('reads nothing in "%s"', (text) => {
    expect(shown(text)).toBeNull();
  });
});

describe('a time with its last moment', () => {
  const both = (text: string) => {
    const span = parseSpan(text, now);
    const hour = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 16);
    return span === null ? null : [hour(span.at), span.until === null ? null : hour(span.until)];
  };

  it.each([
    ['8 giờ sáng mai, chậm nhất 11 giờ', ['2026-11-22T08:00', '2026-11-22T11:00']],
    ['7h 25/12 muộn nhất là 10h ngày 26/12', ['2026-12-25T07:00', '2026-12-26T10:00']],
    ['8h mai', ['2026-11-22T08:00', null]],
    ['8h mai, chậm nhất hôm nào đó', null],
  ])('%s', (text, expected) => {
    expect(both(text)).toEqual(expected);
  });
});
