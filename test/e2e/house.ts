/** The whole service in this process, on a test database and the Telegram stand-in, with people who chat with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { dayOf, startOf } from '../../src/core/calendar.ts';
import { createLog } from '../../src/log.ts';
import type { Clock } from '../../src/ports.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Person, personIn, type Rows } from './person.ts';

/** Longer than one wait of a test, so that a failure says what was waited for. */
export const testMs = 150_000;

/** Somebody made up who agreed to everything before and lives in a commune of Thái Nguyên. */
export interface Known {
  readonly id: number;
  /** Each has a name and number of their own unless told otherwise. */
  readonly name?: string;
  readonly phone?: string;
}

export interface House {
  readonly standIn: TelegramStandIn;
  readonly app: RunningApp;
  /** Everything logged so far. */
  readonly log: () => string;
  readonly rows: Rows;
  person(id: number): Person;
  /** Gives them a profile and a Telegram account. */
  know(...people: readonly Known[]): Promise<void>;
  /** Makes somebody an officer of a unit. */
  appoint(id: number, unit: string, role?: 'commune' | 'province'): Promise<void>;
  /** Starts the service again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Leads the service to the database another way, e.g. over a line that can be cut. */
  readonly through?: (url: string) => Promise<string> | string;
  /** Days pass as the test says. */
  readonly clock?: Clock;
}

const hourMs = 3_600_000;

/** The time it is, but never night in Vietnam: seats are offered by day only. */
export function dayClock(): Clock {
  const now = Date.now();
  const [morning, evening] = [9, 17].map((hour) => startOf(dayOf(now)) + hour * hourMs) as [number, number];
  const shift = now >= morning && now < evening ? 0 : morning - now;
  return { now: () => Date.now() + shift };
}

/** Starts it; `close` takes everything away again. */
export async function openHouse({
  env = {},
  through = (url) => url,
  ...extras
}: HouseOptions = {}): Promise<House> {
  const database: TestDatabase = await testDatabase();
  const standIn = await createTelegramStandIn({ limits: null });
  const folder = mkdtempSync(join(tmpdir(), 'ocop-house-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const lines: string[] = [];
  const settings = readConfig({
    DATABASE_URL: await through(database.url),
    DATA_DIR: folder,
    SIMULATOR: 'off',
    TELEGRAM_BOT_TOKEN: standIn.token,
    TELEGRAM_API_ROOT: standIn.apiRoot,
    ...env,
  });
  const port = env.PORT === undefined ? 0 : settings.web.port;
  const config = { ...settings, web: { ...settings.web, port } };
  const log = createLog(config, { write: (line) => lines.push(line) });
  const rows: Rows = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
  let app = await startApp(config, log, extras);
  return {
    standIn,
    get app() {
      return app;
    },
    log: () => lines.join(''),
    rows,
    person: (id) => personIn(standIn, rows, id),
    ...settling(rows),
    async restart() {
      await app.stop();
      app = await startApp(config, log, extras);
    },
    async close() {
      await app.stop();
      await standIn.close();
      await client.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Who is known before anything is said. */
function settling(rows: Rows): Pick<House, 'know' | 'appoint'> {
  return {
    async know(...people) {
      for (const { id, name = `Người Thử ${id}`, phone = `+8491234${id}` } of people) {
        await rows(
          `INSERT INTO contact (id, language, name, phone, unit_code, consents, created_at)
           VALUES ($1, 'vi', $2, $3, '05503', '{"service": true, "reminders": true}', now())`,
          [id, name, phone],
        );
        await rows(
          `INSERT INTO address (channel, external_id, contact_id, last_used_at)
           VALUES ('telegram', $1::bigint::text, $1::bigint, now())`,
          [id],
        );
      }
    },
    async appoint(id, unit, role = 'commune') {
      await rows('INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, $2, now())', [id, role]);
      await rows('INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, $2)', [id, unit]);
    },
  };
}

/** The step of the registration where this is asked for, as a number of its line. */
export const lineOf = { profileName: 7, product: 12, description: 13, photos: 17 } as const;

/** A registration code, as the bot writes it at the end. */
export const codeInText = /YT-\d{4}\/PĐK-\d{2}-\d{5}-\d{4}/u;
