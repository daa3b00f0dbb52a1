/**
 * A database whose server, database or account has a time zone of its own: certificates, windows, deadlines, reminders and
 * calendars keep to Vietnamese days all the same. The year has both changes of the clock of New York and of Santiago,
 * where a day may begin at one in the morning.
 */
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminders } from '../../src/content/reminders.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { addDays, startOf } from '../../src/core/calendar.ts';
import type { ContactId, Day } from '../../src/core/model.ts';
import { writeIcs } from '../../src/document/ics.ts';
import { calendarFeed } from '../../src/service/calendar-feed.ts';
import { isReminderHour } from '../../src/service/remind.ts';
import { calendarTx } from '../../src/store/calendar-feeds.ts';
import { unitCertificates } from '../../src/store/certificates.ts';
import { sqlOf } from '../../src/store/database.ts';
import { calendar } from '../scenarios/toy-calendar.ts';
import { units } from '../web/calendar-town.ts';
import { day, openTown, type Town } from './reminder-town.ts';

const root = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;
const rules = loadReminders(root('content/reminders.yaml')).rules;
const holidays = loadHolidays(root('content/holidays'));
const texts = loadTexts(root('locales'));

/** Half an hour after midnight in Vietnam: the day before in America, and noon. */
const [night, noon] = [1_800_000, 12 * 3_600_000];

/** Where the zone is set; the connection opened next has it. */
const places = {
  database: (zone: string) => `ALTER DATABASE %I SET timezone = '${zone}'`,
  account: (zone: string) => `ALTER ROLE CURRENT_USER IN DATABASE %I SET timezone = '${zone}'`,
} as const;

async function setZone(town: Town, zone: string, place: keyof typeof places): Promise<void> {
  const [row] = await town.query<{ order: string }>(`SELECT format($1, current_database()) AS order`, [
    places[place](zone),
  ]);
  await town.query(row?.order ?? '');
}

async function settle(town: Town) {
  const [owner, officer] = [await town.person(), await town.person()];
  await town.query(`UPDATE contact SET unit_code = '05503' WHERE id = $1`, [owner]);
  await town.officer(officer, '05503');
  const waiting = await town.certificate('2027-09-10', [owner]);
  const filed = await town.certificate('2027-07-01', [owner]);
  await town.query(
    `INSERT INTO renewal_filing (certificate_id, state, said_at, filed_on)
     VALUES ($1, 'confirmed', at_ms($2), '2027-02-26')`,
    [filed, startOf(day('2027-02-26')) + night],
  );
  await town.query(
    `INSERT INTO noted_date (contact_id, kind, title, "on", changed_at) VALUES ($1, 'paper', 'giấy', '2027-03-14', 'epoch')`,
    [owner],
  );
  return { owner, officer, waiting };
}

/** A year of passes, two a day, and what officers and phones see in between. */
async function year(town: Town, pool: pg.Pool) {
  const sql = sqlOf(pool);
  const { owner, waiting } = await settle(town);
  await town.store.loadReminders(rules, holidays, 0);
  const seen: unknown[] = [];
  const officer = { role: 'commune', units: ['05503'] } as unknown as Parameters<typeof unitCertificates>[1];
  for (let on = day('2026-12-01'); on <= '2027-11-20'; on = addDays(on, 1)) {
    for (const at of [startOf(on) + night, startOf(on) + noon]) {
      if (!isReminderHour(at)) continue;
      if ((await town.store.findReminders(on, at)) > 0) await town.store.addressReminders(on, at);
    }
    if (!/-(?:01|10|11|14|15)$/.test(on)) continue;
    const { counts } = await unitCertificates(sql, officer, startOf(on) + night);
    seen.push([on, counts]);
  }
  const reminders = await town.query(
    `SELECT subject, rule, anchor::text, due_on::text, state, reason, ms_of(found_at) AS found FROM reminder ORDER BY 1, 2, 3`,
  );
  const own = await town.store.calendarOf(owner as ContactId);
  const address = await calendarTx(sql).calendarAddress(owner as ContactId, false, 0);
  const now = startOf(day('2027-03-14')) + night;
  const feed = await calendarFeed(
    {
      ...{
        store: town.store,
        library: { units, calendar },
        texts,
        clock: { now: () => now },
        digest: (text) => text,
      },
      documents: async () => ({ calendar: writeIcs }),
    },
    address,
  );
  return { waiting, seen, reminders, own, feed };
}

async function lived(zone: string, place: keyof typeof places) {
  const town = await openTown();
  await setZone(town, zone, place);
  const pool = new pg.Pool({ connectionString: town.url, max: 2 });
  try {
    const { rows } = await pool.query<{ TimeZone: string }>('SHOW timezone');
    return { zone: rows[0]?.TimeZone, ...(await year(town, pool)) };
  } finally {
    await pool.end();
    await town.close();
  }
}

describe('a database that keeps another time', { timeout: 200_000 }, () => {
  it('gives the same days, windows, deadlines, reminders and calendars as one in Vietnam', async () => {
    const { zone, waiting, ...home } = await lived('Asia/Ho_Chi_Minh', 'database');
    expect(zone).toBe('Asia/Ho_Chi_Minh');
    const days = (home.reminders as readonly { subject: string; rule: string; due_on: Day }[])
      .filter(({ subject }) => subject === `certificate:${waiting}`)
      .map(({ rule, due_on }) => [rule, due_on]);
    expect(Object.fromEntries(days)).toMatchObject({
      'before-180': '2027-03-14',
      'before-120': '2027-05-13',
      expired: '2027-09-10',
    });
    // Filed on a Friday, 26 February: the 15th working day is 19 March.
    expect(home.reminders).toContainEqual(
      expect.objectContaining({ rule: 'forward-due', due_on: '2027-03-19' }),
    );
    for (const [there, place] of [
      ['America/New_York', 'database'],
      ['America/Santiago', 'account'],
    ] as const) {
      const { zone: other, waiting: _, ...away } = await lived(there, place);
      expect(other).toBe(there);
      expect(away).toEqual(home);
    }
  });
});
