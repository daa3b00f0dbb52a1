/** Who may see the calendar of whom: nobody without the address, and nobody for longer than its person wants. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalendarLinks } from '../../src/web/calendar-link.ts';
import { base, type CalendarTown, links, openCalendarTown } from './calendar-town.ts';

let town: CalendarTown;
beforeAll(async () => {
  town = await openCalendarTown();
});
afterAll(() => town.close());

describe('who may see a calendar', () => {
  it('is never anybody else', async () => {
    const [one, other] = [await town.person(), await town.person()];
    await town.note(one, 'bí mật của người thứ nhất', '2027-05-05');
    await town.certificate('2027-09-01', [one]);
    await town.makeClass('LOP3', one);
    const { text, events } = await town.read(await town.feedOf(other));
    expect(text).not.toContain('bí mật');
    expect([...events.keys()].filter((uid) => !uid.startsWith('round-'))).toEqual([]);
  });

  it('learns nothing from a forged, changed, ended or unknown address, and forged ones ask no database', async () => {
    const person = await town.person();
    const old = await town.feedOf(person);
    const fresh = links.feed(await town.addressOf(person, true));
    const foreign = createCalendarLinks(new Uint8Array(32).fill(8), base).feed(await town.addressOf(person));
    const token = new URL(fresh).pathname.slice('/lich/'.length, -'.ics'.length);
    const flipped = `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`;
    const known = await town.get(old);
    expect(known.status).toBe(404);
    const words = await known.text();
    expect(words).toContain('không dùng được');
    const forged = [
      foreign,
      `${base}/lich/${flipped}.ics`,
      `${base}/lich/x.ics`,
      `${base}/lich/${token.slice(0, 22)}`,
    ];
    town.asked = 0;
    for (const link of [...forged, foreign.replace('.ics', '')]) {
      const response = await town.get(link);
      expect([link, response.status, await response.text()]).toEqual([link, 404, words]);
    }
    expect(town.asked).toBe(0);
    expect((await town.get(fresh)).status).toBe(200);
    await town.endAddress(person);
    const ended = await town.get(fresh);
    expect([ended.status, await ended.text()]).toEqual([404, words]);
  });

  it('is nobody once the person is erased, and while they agree to nothing', async () => {
    const person = await town.person();
    await town.note(person, 'bí mật', '2027-05-05');
    const link = await town.feedOf(person);
    await town.query(`UPDATE contact SET consents = '{"service": false}' WHERE id = $1`, [person]);
    expect((await town.get(link)).status).toBe(404);
    await town.query(`UPDATE contact SET consents = '{"service": true}' WHERE id = $1`, [person]);
    expect((await town.get(link)).status).toBe(200);
    await town.query('SELECT erase_contact($1, $2)', [person, town.now]);
    expect((await town.get(link)).status).toBe(404);
    expect(await town.query('SELECT 1 FROM noted_date WHERE contact_id = $1', [person])).toEqual([]);
    expect(await town.query('SELECT 1 FROM calendar_feed WHERE contact_id = $1', [person])).toEqual([]);
  });

  it('follows a person into the contact they turn out to be', async () => {
    const [keep, gone] = [await town.person(), await town.person()];
    const noted = await town.note(gone, 'họp tổ', '2027-05-05');
    const link = await town.feedOf(gone);
    await town.query('SELECT absorb_contact($1, $2, $3)', [keep, gone, town.now]);
    expect((await town.read(link)).events.has(noted)).toBe(true);
  });
});

describe('the page that leads the calendar into a phone', () => {
  it('has a button for each kind of phone, nothing of the person, and is kept nowhere', async () => {
    const person = await town.person();
    await town.note(person, 'bí mật', '2027-05-05');
    const address = await town.addressOf(person);
    const response = await town.get(links.page(address));
    expect(response.status).toBe(200);
    const words = await response.text();
    expect(words).toContain(`href="${links.feed(address).replace('https:', 'webcal:')}"`);
    expect(words).toContain('https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2F');
    expect(words).toContain('https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2F');
    expect(words).not.toContain('bí mật');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });
});
