/** The whole service in this process, on a test database and the Telegram stand-in, with people who chat with it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { linesOf } from '../../bench/registration-script.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

/** How long anything may take on a busy machine before a test gives up. */
export const patience = { timeout: 90_000, interval: 50 };
export const testMs = 150_000;

export interface House {
  readonly standIn: TelegramStandIn;
  readonly app: RunningApp;
  /** Everything logged so far. */
  readonly log: () => string;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  person(id: number): Person;
  /** Starts the service again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Person {
  readonly id: number;
  say(text: string): void;
  /** Texts the bot wrote, oldest first. */
  heard(): readonly string[];
  /** Says something and waits for the bot's next message. */
  ask(text: string): Promise<string>;
  /** Waits for a text of the bot that fits. */
  hears(what: RegExp): Promise<string>;
  /** Goes through the registration from line to line, `to` not included. */
  walk(from: number, to?: number): Promise<void>;
}

export interface HouseOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Leads the service to the database another way, e.g. over a line that can be cut. */
  readonly through?: (url: string) => Promise<string> | string;
}

/** Starts it; `close` takes everything away again. */
export async function openHouse({ env = {}, through = (url) => url }: HouseOptions = {}): Promise<House> {
  const database: TestDatabase = await testDatabase();
  const standIn = await createTelegramStandIn({ limits: null });
  const folder = mkdtempSync(join(tmpdir(), 'ocop-house-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const lines: string[] = [];
  const config = readConfig({
    DATABASE_URL: await through(database.url),
    DATA_DIR: folder,
    PORT: String(20_000 + (randomBytes(2).readUInt16BE() % 20_000)),
    SIMULATOR: 'off',
    TELEGRAM_BOT_TOKEN: standIn.token,
    TELEGRAM_API_ROOT: standIn.apiRoot,
    ...env,
  });
  const log = createLog(config, { write: (line) => lines.push(line) });
  let app = await startApp(config, log);
  return {
    standIn,
    get app() {
      return app;
    },
    log: () => lines.join(''),
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
    person: (id) => personIn(standIn, id),
    async restart() {
      await app.stop();
      app = await startApp(config, log);
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

function personIn(standIn: TelegramStandIn, id: number): Person {
  const lines = linesOf(id);
  const say = (text: string) => void standIn.act({ id, name: `Người Thử ${id}` }, { kind: 'text', text });
  const heard = () =>
    (standIn.chat(id)?.kept ?? [])
      .filter(({ message }) => message.from.is_bot)
      .map(({ message }) => message.text ?? '');
  const ask = async (text: string): Promise<string> => {
    const before = heard().length;
    say(text);
    return vi.waitUntil(() => heard()[before], patience);
  };
  return {
    id,
    say,
    heard,
    ask,
    hears: (what) => vi.waitUntil(() => heard().find((text) => what.test(text)), patience),
    async walk(from, to = lines.length) {
      for (const line of lines.slice(from, to)) await ask(line);
    },
  };
}

/** The step of the registration where this is asked for, as a number of its line. */
export const lineOf = { profileName: 7, product: 12, description: 13, photos: 17 } as const;

/** A registration code, as the bot writes it at the end. */
export const codeInText = /YT-\d{4}\/PĐK-\d{2}-\d{5}-\d{4}/u;
