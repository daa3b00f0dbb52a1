/** Calendar files against RFC 5545: lines, folding, Vietnamese time, alarms, cancellation. */
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/model.ts';
import { writeIcs } from '../../src/document/ics.ts';
import type { CalendarEntry } from '../../src/ports/calendar-file.ts';

const writtenAt = Date.UTC(2026, 2, 1, 3, 4, 5);
const lesson: CalendarEntry = {
  uid: 'class-SM26A-1@ocop-bot',
  sequence: 2,
  title: 'Lớp tập huấn: bán hàng, kể chuyện; chụp ảnh',
  description:
    'Mang theo:\ncăn cước công dân và giấy chứng nhận sản phẩm OCOP đã được cấp, để điểm danh tại lớp học',
  place: 'Hội trường UBND xã Suối Mơ',
  position: { latitude: 21.5, longitude: 105.25 },
  link: 'https://t.me/ocop_thu_bot?start=c_SM26A',
  // 08:00 in Vietnam is 01:00 UTC.
  when: { startAt: Date.UTC(2026, 2, 5, 1, 0), endAt: Date.UTC(2026, 2, 5, 10, 30) },
  alarms: [1440, 120],
};
const file = (entries: readonly CalendarEntry[]) => writeIcs({ name: 'Lịch OCOP', writtenAt, entries });
const unfold = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar file', () => {
  it('has lines of at most 75 octets, ended by CRLF, no letter cut in two', () => {
    const text = file([lesson]);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    expect(unfold(text)).toContain(
      'DESCRIPTION:Mang theo:\\ncăn cước công dân và giấy chứng nhận sản phẩm OCOP đã được cấp\\, để điểm danh tại lớp học',
    );
  });

  it('tells the hours in Vietnamese time with its zone', () => {
    const lines = unfold(file([lesson]));
    expect(lines).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20260305T080000');
    expect(lines).toContain('DTEND;TZID=Asia/Ho_Chi_Minh:20260305T173000');
    expect(lines).toContain('TZOFFSETTO:+0700');
    expect(lines).toContain('DTSTAMP:20260301T030405Z');
  });

  it('escapes commas and semicolons, and carries place, position, link and sequence', () => {
    const lines = unfold(file([lesson]));
    for (const line of [
      'SUMMARY:Lớp tập huấn: bán hàng\\, kể chuyện\\; chụp ảnh',
      'LOCATION:Hội trường UBND xã Suối Mơ',
      'GEO:21.5;105.25',
      'URL:https://t.me/ocop_thu_bot?start=c_SM26A',
      'UID:class-SM26A-1@ocop-bot',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
      'METHOD:PUBLISH',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('rings as often as asked', () => {
    expect(unfold(file([lesson])).filter((line) => line.startsWith('TRIGGER'))).toEqual([
      'TRIGGER:-PT1440M',
      'TRIGGER:-PT120M',
    ]);
  });

  it('ends whole days on the day after, as calendars want it', () => {
    const when = { from: '2026-12-31' as Day, to: '2026-12-31' as Day };
    const lines = unfold(file([{ ...lesson, when }]));
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
  });

  it('takes a cancelled class out of the calendar, without alarms', () => {
    const lines = unfold(file([{ ...lesson, sequence: 3, cancelled: true }]));
    expect(lines).toContain('METHOD:CANCEL');
    expect(lines).toContain('STATUS:CANCELLED');
    expect(lines.some((line) => line.startsWith('TRIGGER'))).toBe(false);
    expect(unfold(file([lesson, { ...lesson, cancelled: true }]))).toContain('METHOD:PUBLISH');
  });
});
