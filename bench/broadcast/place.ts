/** Where announcements are measured: an embedded PostgreSQL, made-up people in it, and announcements released to them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { AnnouncementId } from '../../src/core/announcement.ts';
import type { ParcelClass, UnitCode } from '../../src/core/model.ts';
import type { AnnouncementStore } from '../../src/ports/announcement.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createStore, type PostgresStore } from '../../src/store/store.ts';
import { readUnits } from '../../src/store/unit-source.ts';

export const silent = { debug() {}, info() {}, warn() {}, error() {} };

export interface Server {
  readonly folder: string;
  /** A new migrated database with all units. */
  open(name: string): Promise<Database>;
  stop(): Promise<void>;
}

export interface Database {
  readonly url: string;
  readonly store: PostgresStore;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Starts a server with the settings it has in production. */
export async function startServer(port: number): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  const server = await startEmbedded({ dataDir: folder, port, log: silent });
  return {
    folder,
    open: (name) => openDatabase(server.url, name),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openDatabase(adminUrl: string, name: string): Promise<Database> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = adminUrl.replace(/\/[^/]*$/u, `/${name}`);
  await migrate(url, silent);
  const store = createStore({ url, log: silent, patienceMs: 600_000 });
  await store.loadUnits(readUnits(), Date.now());
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return {
    url,
    store,
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
    async close() {
      await client.end();
      await store.close();
    },
  };
}

/** Telegram ids of the made-up people begin after this. */
export const firstAddress = 50_000_000;

/**
 * Plants people spread over all communes: nine in ten agreed to announcements, one in three is on Zalo, a few on both.
 * `telegramOnly` makes everybody reachable on Telegram.
 */
export async function plantPeople(database: Database, count: number, telegramOnly: boolean): Promise<void> {
  await database.rows(`CREATE TEMP TABLE place AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS no
    FROM admin_unit WHERE level = 'commune' AND retired_at IS NULL`);
  await database.rows('CREATE UNIQUE INDEX ON place (no)');
  await database.rows('ANALYZE place');
  // Accounts know their contact's reach already, as triggers would have noted it one by one.
  await database.rows('ALTER TABLE address DISABLE TRIGGER USER');
  await database.rows(
    `INSERT INTO contact (language, name, unit_code, consents, reach, created_at)
     SELECT 'vi', 'Người Thử ' || g, u.code,
       CASE WHEN g % 10 = 0 AND NOT $2 THEN '{"service": true}' ELSE '{"service": true, "announcements": true}' END::jsonb,
       CASE WHEN $2 OR g % 3 > 0 THEN CASE WHEN NOT $2 AND g % 30 = 1 THEN 'several' ELSE 'telegram' END ELSE 'zalo' END, now()
     FROM generate_series(1, $1) g JOIN place u ON u.no = g % (SELECT count(*) FROM place)`,
    [count, telegramOnly],
  );
  await database.rows(
    `INSERT INTO address (channel, external_id, contact_id, last_used_at)
     SELECT CASE reach WHEN 'zalo' THEN 'zalo' ELSE 'telegram' END, ($1 + id)::text, id, now() - (id % 240) * interval '1 hour'
     FROM contact`,
    [firstAddress],
  );
  await database.rows(
    `INSERT INTO address (channel, external_id, contact_id, last_used_at)
     SELECT 'zalo', ($1 + id)::text, id, now() - interval '1 day' FROM contact WHERE reach = 'several'`,
    [firstAddress],
  );
  await database.rows('ALTER TABLE address ENABLE TRIGGER USER');
  await database.rows('DROP TABLE place');
  for (const table of ['contact', 'address']) await database.rows(`VACUUM ANALYZE ${table}`);
}

let drafted = 0;

/** Drafts and releases an announcement to everybody; as `transactional`, so that it may go out at any hour. */
export async function release(
  announcements: AnnouncementStore,
  parcelClass: ParcelClass = 'transactional',
): Promise<AnnouncementId> {
  drafted += 1;
  const now = Date.now();
  const { id, version } = await announcements.draftAnnouncement(
    {
      id: `bench${process.pid}x${drafted}` as AnnouncementId,
      kind: 'idea_call',
      class: parcelClass,
      content: {
        texts: {
          vi: 'Chào {tên}, Ủy ban nhân dân {xã} mở đợt nhận phiếu đăng ký ý tưởng sản phẩm. Bà con nộp phiếu trước ngày 30.',
        },
        buttons: [{ kind: 'rsvp' }],
      },
      sendAt: null,
      skipAfter: null,
      urgentReason: null,
      author: 'operator',
      authorName: null,
      units: ['19' as UnitCode],
      audience: {},
    },
    now,
  );
  await announcements.stepAnnouncement({ id, seen: version, step: 'schedule', by: 'operator' }, now);
  return id;
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until an announcement is done. @throws when it is not within the time */
export async function untilDone(
  announcements: AnnouncementStore,
  id: AnnouncementId,
  ms: number,
): Promise<void> {
  const until = performance.now() + ms;
  for (;;) {
    const found = await announcements.announcement(id);
    if (found?.state === 'done') return;
    if (performance.now() > until)
      throw new Error(
        `${id} is ${found?.state} after ${ms} ms: ${JSON.stringify(await announcements.progressOf(id))}`,
      );
    await sleep(100);
  }
}
