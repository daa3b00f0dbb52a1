/** The calendar that phones fetch: what stands in it, to the letter of RFC 5545, unchanged until something changes. */
import type ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CalendarTown, morning, openCalendarTown, type Read } from './calendar-town.ts';

const dayMs = 86_400_000;

let town: CalendarTown;
beforeAll(async () => {
  town = await openCalendarTown();
});
afterAll(() => town.close());
beforeEach(() => {
  town.now = morning;
});

const say = (event: ICAL.Event | undefined) =>
  event === undefined ? null : `${event.startDate} ${event.endDate} ${event.summary}`;
const stampOf = (event: ICAL.Event | undefined) =>
  ['dtstamp', 'last-modified', 'sequence'].map((name) =>
    String(event?.component.getFirstPropertyValue(name)),
  );

describe('the calendar a phone fetches', () => {
  it('holds own dates, classes in Vietnamese hours, the way of a certificate and the rounds of the province', async () => {
    const person = await town.person();
    await town.query(`UPDATE contact SET unit_code = '05503' WHERE id = $1`, [person]);
    const noted = await town.note(person, 'phiếu kiểm nghiệm; hết hạn, nhớ', '2027-02-28');
    await town.makeClass('LOP1', person);
    const id = await town.certificate('2027-08-20', [person]);
    const { events } = await town.read(await town.feedOf(person));
    expect(say(events.get(noted))).toBe('2027-02-28 2027-03-01 phiếu kiểm nghiệm; hết hạn, nhớ');
    const lesson = events.get('class-LOP1-LOP1-1');
    expect(lesson?.startDate.toJSDate().toISOString()).toBe('2026-12-05T01:00:00.000Z');
    expect(lesson?.endDate.toJSDate().toISOString()).toBe('2026-12-05T04:30:00.000Z');
    expect(lesson?.summary).toBe('Lớp thử; bán hàng, chụp ảnh');
    const steps = ['-prepare', '', '-last', '-ends'].map((step) =>
      String(events.get(`certificate-${id}${step}`)?.startDate),
    );
    expect(steps).toEqual(['2026-12-23', '2027-02-21', '2027-04-22', '2027-08-20']);
    expect(String(events.get(`certificate-${id}`)?.endDate)).toBe('2027-04-23');
    expect(say(events.get('round-19-province-1-2026'))).toContain('2026-04-29');
    expect(say(events.get('round-19-province-1-2027'))).toContain('2027-04-29');
    expect(String(events.get('round-19-province-1-2027-advised')?.startDate)).toBe('2027-04-07');
  });

  it('keeps to the letter of RFC 5545: lines, line ends, a zone, a stamp of the change, no method', async () => {
    const person = await town.person();
    await town.note(person, 'giấy an toàn thực phẩm '.repeat(5).trim(), '2027-05-12');
    const { text } = await town.read(await town.feedOf(person));
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    for (const part of ['BEGIN:VTIMEZONE', 'REFRESH-INTERVAL;VALUE=DURATION:PT12H', 'X-PUBLISHED-TTL:PT12H'])
      expect(text).toContain(part);
    expect(text).not.toContain('METHOD:');
  });

  it('stays the same while nothing changes, and then changes where something did', async () => {
    const person = await town.person();
    const [one, other] = [
      await town.note(person, 'họp', '2027-05-05'),
      await town.note(person, 'nộp phí', '2027-05-06'),
    ];
    const link = await town.feedOf(person);
    const first = await town.read(link);
    town.now += 40 * dayMs;
    const later = await town.read(link);
    expect(later.text).toBe(first.text);
    expect((await town.get(link, { 'if-none-match': first.tag })).status).toBe(304);
    expect((await town.get(link, { 'if-none-match': `"x", W/${first.tag}` })).status).toBe(304);
    await town.query(`UPDATE noted_date SET title = 'họp hợp tác xã' WHERE 'note-' || id = $1`, [one]);
    const changed = await town.get(link, { 'if-none-match': first.tag });
    expect(changed.status).toBe(200);
    const { events } = await town.read(link);
    expect(stampOf(events.get(other))).toEqual(stampOf(first.events.get(other)));
    expect(stampOf(first.events.get(one))).toEqual(['2026-11-21T02:00:00Z', '2026-11-21T02:00:00Z', '0']);
    expect(stampOf(events.get(one))).toEqual(['2026-12-31T02:00:00Z', '2026-12-31T02:00:00Z', '1']);
  });

  it('says that a class was called off, with a higher count, to whoever had it', async () => {
    const [person, late] = [await town.person(), await town.person()];
    await town.makeClass('LOP2', person);
    const [link, lateLink] = [await town.feedOf(person), await town.feedOf(late)];
    expect(
      String(
        (await town.read(link)).events.get('class-LOP2-LOP2-1')?.component.getFirstPropertyValue('status'),
      ),
    ).toBe('CONFIRMED');
    await town.query(`UPDATE offering SET state = 'cancelled', version = version + 1 WHERE id = 'LOP2'`);
    await town.query(`UPDATE seat_claim SET state = 'cancelled' WHERE pool_id = 'LOP2'`);
    const gone = (await town.read(link)).events.get('class-LOP2-LOP2-1');
    expect(gone?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(gone?.sequence).toBe(1);
    expect(gone?.component.getAllSubcomponents('valarm')).toEqual([]);
    expect((await town.read(lateLink)).events.has('class-LOP2-LOP2-1')).toBe(false);
  });

  it('ends the steps of a certificate when its dossier is there, and tells the day of the result', async () => {
    const person = await town.person();
    const id = await town.certificate('2027-08-20', [person]);
    await town.query(
      `INSERT INTO renewal_filing (certificate_id, state, said_at, filed_on) VALUES ($1, 'confirmed', now(), '2027-03-01')`,
      [id],
    );
    const { events } = await town.read(await town.feedOf(person));
    const own = [...events].filter(([uid]) => uid.startsWith('certificate-') || uid.startsWith('filing-'));
    expect(new Set(own.map(([uid]) => uid.replace(/\d+/, 'N')))).toEqual(
      new Set(['certificate-N-ends', 'filing-N-result']),
    );
  });
});

describe('an officer’s calendar', () => {
  it('holds the deadlines of the own units and the yearly report of the own level, nothing of other units', async () => {
    const [communal, provincial, elsewhere] = [await town.person(), await town.person(), await town.person()];
    await town.officer(communal, '05503');
    await town.officer(elsewhere, '00004');
    await town.officer(provincial, '19');
    await town.query(`UPDATE officer SET role = 'province' WHERE contact_id = $1`, [provincial]);
    const [filed, stopped] = [
      await town.certificate('2027-08-21', []),
      await town.certificate('2027-08-22', []),
    ];
    await town.query(
      `INSERT INTO renewal_filing (certificate_id, state, said_at, filed_on) VALUES ($1, 'confirmed', now(), '2027-03-01')`,
      [filed],
    );
    await town.query(`UPDATE certificate SET stopped_on = '2026-11-20' WHERE id = $1`, [stopped]);
    const [mine, theirs, strange] = [
      await town.read(await town.feedOf(communal)),
      await town.read(await town.feedOf(provincial)),
      await town.read(await town.feedOf(elsewhere)),
    ];
    const days = ({ events }: Read, start: string) =>
      [...events].filter(([uid]) => uid.startsWith(start)).map(([, event]) => String(event.startDate));
    // 15 working days after 1 March 2027.
    expect(days(mine, 'filing-')).toContain('2027-03-22');
    expect(days(mine, 'stopped-')).toEqual([]);
    expect(days(theirs, `stopped-${stopped}`)).toEqual(['2026-12-05']);
    expect(days(mine, 'report-commune-19')).toEqual(['2026-11-30', '2027-11-30']);
    expect(days(theirs, 'report-province-19')).toEqual(['2026-12-19', '2027-12-19']);
    expect(days(mine, 'report-province')).toEqual([]);
    expect([...strange.events.keys()].filter((uid) => /^(?:filing|stopped|certificate)-/.test(uid))).toEqual(
      [],
    );
  });
});
