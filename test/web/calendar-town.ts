/** A town whose people have calendars that are fetched over the web, and read by a parser that is not ours. Made up. */
import ICAL from 'ical.js';
import pg from 'pg';
import { expect } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { AdminUnit, ContactId } from '../../src/core/model.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { writeIcs } from '../../src/document/ics.ts';
import type { CalendarStore } from '../../src/ports/calendar-feed.ts';
import { calendarTx, createCalendars } from '../../src/store/calendar-feeds.ts';
import { sqlOf } from '../../src/store/database.ts';
import { calendarRoutes } from '../../src/web/calendar.ts';
import { createCalendarLinks } from '../../src/web/calendar-link.ts';
import { calendar } from '../scenarios/toy-calendar.ts';
import { openTown, type Town } from '../store/reminder-town.ts';

export const base = 'https://bot.example.vn';
export const links = createCalendarLinks(new Uint8Array(32).fill(7), base);
const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
export const morning = Date.UTC(2026, 10, 21, 2);

export const units = createUnitIndex(
  [
    {
      code: '19',
      level: 'province',
      name: 'Tỉnh Thái Nguyên',
      provinceCode: '19',
      provinceName: 'Tỉnh Thái Nguyên',
    },
    {
      code: '05503',
      level: 'commune',
      name: 'Xã Tân Cương',
      provinceCode: '19',
      provinceName: 'Tỉnh Thái Nguyên',
    },
  ].map((unit) => unit as AdminUnit),
  [],
);

export interface CalendarTown extends Town {
  /** The clock of the service. */
  now: number;
  /** How often anybody asked the database for a calendar. */
  asked: number;
  get(link: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  read(link: string): Promise<Read>;
  addressOf(person: string, renew?: boolean): Promise<string>;
  endAddress(person: string): Promise<void>;
  feedOf(person: string): Promise<string>;
  /** Gives the id of the entry. */
  note(person: string, title: string, on: string): Promise<string>;
  makeClass(id: string, person: string): Promise<void>;
}

export async function openCalendarTown(): Promise<CalendarTown> {
  const place = await openTown();
  const pool = new pg.Pool({ connectionString: place.url, max: 4 });
  const sql = sqlOf(pool);
  const tx = calendarTx(sql);
  const town: CalendarTown = {
    ...place,
    now: morning,
    asked: 0,
    get: async (link, headers = {}) =>
      web.request(new URL(link).pathname, { headers: { 'accept-language': 'vi', ...headers } }),
    read: async (link) => readFeed(await town.get(link)),
    addressOf: (person, renew = false) => tx.calendarAddress(person as ContactId, renew, town.now),
    endAddress: (person) => tx.endCalendarAddress(person as ContactId),
    feedOf: async (person) => links.feed(await town.addressOf(person)),
    note: (person, title, on) => note(place, { person, title, on }),
    makeClass: (id, person) => makeClass(place, id, person),
    async close() {
      await pool.end();
      await place.close();
    },
  };
  const web = calendarRoutes({
    links,
    store: counted(createCalendars(sql), town),
    library: { units, calendar },
    texts,
    clock: { now: () => town.now },
    documents: async () => ({ calendar: writeIcs }),
  });
  return town;
}

/** The calendars of the database, counting how often anybody asks. */
function counted(store: CalendarStore, town: CalendarTown): CalendarStore {
  const count = <A extends readonly unknown[], R>(ask: (...args: A) => R) => {
    return (...args: A): R => {
      town.asked += 1;
      return ask(...args);
    };
  };
  return {
    calendarOf: count(store.calendarOf),
    calendarAt: count(store.calendarAt),
    keepTold: count(store.keepTold),
  };
}

export interface Read {
  readonly events: ReadonlyMap<string, ICAL.Event>;
  readonly text: string;
  readonly tag: string;
}

/** Fetches and parses a feed; everything by the id of the entry. */
async function readFeed(response: Response): Promise<Read> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await response.text();
  const events = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));
  const byId = new Map(events.map((event) => [event.uid.replace('@ocop-bot', ''), event]));
  expect(byId.size, 'ids stand once').toBe(events.length);
  return { events: byId, text, tag: response.headers.get('etag') ?? '' };
}

async function note(
  town: Town,
  { person, title, on }: { readonly person: string; readonly title: string; readonly on: string },
): Promise<string> {
  const [row] = await town.query<{ id: string }>(
    `INSERT INTO noted_date (contact_id, kind, title, "on", changed_at) VALUES ($1, 'other', $2, $3, now())
     RETURNING id::text`,
    [person, title, on],
  );
  return `note-${row?.id}`;
}

async function makeClass(town: Town, id: string, person: string): Promise<void> {
  await town.query(
    `INSERT INTO offering (id, code, kind, state, title, description, organiser, unit_code, created_at, changed_at)
     VALUES ($1, $1, 'class', 'open', 'Lớp thử; bán hàng, chụp ảnh', '', 'Xã', '05503', now(), now())`,
    [id],
  );
  await town.query(
    `INSERT INTO offering_session (id, offering_id, day, from_time, to_time, venue, is_field_trip)
     VALUES ($1 || '-1', $1, '2026-12-05', '08:00', '11:30', 'Hội trường xã', false)`,
    [id],
  );
  await town.query(
    `INSERT INTO seat_pool (id, capacity, opens_at, closes_at, starts_at) VALUES ($1, 10, now(), now(), now())`,
    [id],
  );
  await town.query(
    `INSERT INTO seat_claim (pool_id, no, person, contact_id, state, joined_at, state_at)
     VALUES ($1, 1, $2::text, $2::bigint, 'taken', now(), now())`,
    [id, person],
  );
}
