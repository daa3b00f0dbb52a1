/**
 * `bench seats`: one class of 60 seats and thousands of people who sign up at the same moment over webhooks, ours beside a
 * plain `SELECT … FOR UPDATE` transaction written with Prisma. Same database server, same stand-in, one after the other.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Offering, OfferingId, SessionId } from '../src/core/class.ts';
import type { Day, UnitCode } from '../src/core/model.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../src/simulator/telegram/stand-in.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { createStore, type PostgresStore } from '../src/store/store.ts';
import { type Child, flagsOf, startChild } from './process.ts';
import { type Bench, type BenchOptions, percentile, round } from './report.ts';
import { type Rush, rush } from './rush.ts';
import { fillClass, paperFigures, rosterPeople } from './seats-papers.ts';
import { remindedPeople, reminderFigures, seatPeople } from './seats-reminders.ts';

const secret = 'bench-secret-made-up-0002';
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const seats = 60;
const ports = { database: 5610, ours: 5711, peer: 5712 } as const;
const code = 'LH1008';
const poolId = 'o:bench' as OfferingId;
const firstId = 100_000;
/** The peer counts everybody who waits at each sign-up: ten thousand take it minutes. It is spared them. */
const peerAtMost = 2_000;

interface Stage {
  readonly folder: string;
  readonly standIn: TelegramStandIn;
  readonly url: (database: string) => string;
}

export const seatRush: Bench = async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  const server = await startEmbedded({ dataDir: folder, port: ports.database, log: silent });
  const standIn = await createTelegramStandIn({ limits: null, bounds: { chats: 2 * options.people } });
  const url = (database: string) => server.url.replace(/\/[^/]*$/, `/${database}`);
  try {
    await query(server.url, 'CREATE DATABASE ours', 'CREATE DATABASE peer');
    return await compare({ folder, standIn, url }, options);
  } finally {
    await standIn.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function query<Row extends object>(url: string, ...statements: readonly string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows: Row[] = [];
  for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
  await client.end();
  return rows;
}

async function compare(stage: Stage, { people, note }: BenchOptions): Promise<object> {
  const own = await play(stage, ours, people);
  note(`ours: ${own.figures.signUpsPerMinute} sign-ups/min`);
  const fewer = Math.min(people, peerAtMost);
  const other = await play(stage, peer, fewer);
  note(`peer: ${other.figures.signUpsPerMinute} sign-ups/min`);
  const ratio = round(own.figures.signUpsPerMinute / other.figures.signUpsPerMinute);
  const [reminders, roster] = [await remindersOf(stage), await rosterOf(stage)];
  const beside = { people: fewer, ...other.figures };
  return { people, seats, ours: own.figures, peer: beside, ratio, reminders, roster };
}

/** The reminders of a class of 5,000. */
async function remindersOf({ url }: Stage) {
  const large = { id: 'o:reminders' as OfferingId, code: 'LH3004' };
  const store = createStore({ url: url('ours'), log: silent });
  await openClass(store, large, remindedPeople);
  await store.close();
  await query(url('ours'), ...seatPeople(large.id));
  return reminderFigures(url('ours'), classStartsAt);
}

/** The list of another class, of 500 people. */
async function rosterOf({ folder, url }: Stage) {
  const listed = { id: 'o:roster' as OfferingId, code: 'LH2006' };
  const store = createStore({ url: url('ours'), log: silent });
  await openClass(store, listed, rosterPeople);
  await store.close();
  await query(url('ours'), fillClass(listed.id));
  return { people: rosterPeople, ...(await paperFigures(url('ours'), listed.code, folder)) };
}

interface System {
  readonly database: 'ours' | 'peer';
  start(stage: Stage): Promise<Child>;
}

/** As `npm start` does. */
const ours: System = {
  database: 'ours',
  start: async ({ folder, standIn, url }) => {
    const env = {
      DATABASE_URL: url('ours'),
      DATA_DIR: join(folder, 'ours'),
      PORT: String(ports.ours),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${ports.ours}`,
      TELEGRAM_BOT_TOKEN: standIn.token,
      TELEGRAM_API_ROOT: standIn.apiRoot,
      TELEGRAM_WEBHOOK_SECRET: secret,
      SIMULATOR: 'off',
      LOG_LEVEL: 'error',
    };
    const args = [...flagsOf('start'), 'dist/main.js'];
    const child = await startChild(args, env, /ocop-bot .* (is running|đang chạy)/);
    while (standIn.world.webhook === null) await new Promise((resolve) => setTimeout(resolve, 20));
    return child;
  },
};

const peer: System = {
  database: 'peer',
  start: async ({ standIn, url }) => {
    const args = [url('peer'), standIn.apiRoot, standIn.token, String(ports.peer), secret, poolId];
    const child = await startChild(['--import', 'tsx', 'bench/child/peer-seats.ts', ...args], {}, /ready/);
    await fetch(`${standIn.apiRoot}/bot${standIn.token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        url: `http://127.0.0.1:${ports.peer}/webhooks/telegram`,
        secret_token: secret,
      }),
    });
    return child;
  },
};

async function play(stage: Stage, system: System, people: number) {
  const url = stage.url(system.database);
  await migrate(url, silent);
  const child = await system.start(stage);
  const ids = Array.from({ length: people }, (_, n) => firstId + n);
  try {
    await prepare(url, people);
    const before = child.cpuMicros();
    const played = await rush(stage.standIn, ids, [code, 'có']);
    const cpuSeconds = round((child.cpuMicros() - before) / 1_000_000, 1);
    return { figures: { ...speedOf(played, people), cpuSeconds, ...(await checked(url, people, played)) } };
  } finally {
    await child.stop();
    await fetch(`${stage.standIn.apiRoot}/bot${stage.standIn.token}/deleteWebhook`);
  }
}

const speedOf = ({ seconds, latencies }: Rush, people: number) => ({
  signUpsPerMinute: round((people / seconds) * 60, 0),
  messagesPerSecond: round(latencies.length / seconds, 0),
  p50Ms: round(percentile(latencies, 0.5), 0),
  p99Ms: round(percentile(latencies, 0.99), 0),
});

const classStartsAt = Date.UTC(2099, 11, 1, 1);

/** Opens a class for everybody. */
async function openClass(
  store: PostgresStore,
  { id, code: short }: Pick<Offering, 'id' | 'code'>,
  capacity: number,
): Promise<void> {
  const offering: Offering = {
    ...{ id, code: short, kind: 'class', state: 'open', version: 1, title: 'Lớp thử tải' },
    ...{ description: 'Bán hàng trên mạng', organiser: 'Ban tổ chức thử', unit: '19' as UnitCode },
    ...{ unitsServed: [], audience: [], tags: [], feeVnd: 0, materials: [] },
    sessions: [
      {
        ...{ id: `s:${id}` as SessionId, day: '2099-12-01' as Day, from: '08:00', to: '16:30' },
        ...{ venue: 'Nhà văn hoá', isFieldTrip: false },
      },
    ],
  };
  const startsAt = classStartsAt;
  const rules = { capacity, perProducer: null, atOnce: 1, hasWaitingList: true, isCancelled: false };
  await store.saveOffering(offering, { ...rules, opensAt: 0, closesAt: startsAt, startsAt }, Date.now());
}

/** The class, and people who gave consent and profile before. */
async function prepare(url: string, people: number): Promise<void> {
  const store = createStore({ url, log: silent });
  await query(
    url,
    `INSERT INTO admin_unit (code, level, name, province_code) VALUES ('19', 'province', 'Tỉnh Thái Nguyên', '19')
     ON CONFLICT DO NOTHING`,
    `INSERT INTO contact (id, language, name, phone, unit_code, consents, created_at)
     SELECT ${firstId} + n, 'vi', 'Người Thử', '+849' || lpad(n::text, 8, '0'), '05503', '{"service": true}', now()
     FROM generate_series(0, ${people - 1}) n`,
    `INSERT INTO address (channel, external_id, contact_id, last_used_at)
     SELECT 'telegram', (${firstId} + n)::text, ${firstId} + n, now() FROM generate_series(0, ${people - 1}) n`,
    'ANALYZE',
  );
  await openClass(store, { id: poolId, code }, seats);
  await store.close();
}

interface Outcome {
  readonly taken: number;
  readonly waiting: number;
  readonly numbered: number;
}

/** Everybody must be in, once, and told the place they have. @throws when a seat was given twice or a place is wrong */
async function checked(url: string, people: number, { answers }: Rush) {
  const [found] = await query<Outcome>(
    url,
    `SELECT count(*) FILTER (WHERE state = 'taken')::int AS taken, count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
       count(DISTINCT no)::int AS numbered FROM seat_claim WHERE pool_id = '${poolId}'`,
  );
  const { taken = 0, waiting = 0, numbered = 0 } = found ?? {};
  if (taken + waiting !== people || numbered !== people)
    throw new Error(`${taken} seats and ${waiting} places for ${people} people, ${numbered} numbers`);
  const claims = await query<{ person: string; no: number }>(
    url,
    `SELECT person, no FROM seat_claim WHERE pool_id = '${poolId}' ORDER BY no`,
  );
  const wrong = claims.filter(
    ({ person, no }) => toldPlace(answers.get(Number(person)) ?? '') !== Math.max(0, no - seats),
  );
  return { oversold: Math.max(0, taken - seats), placesToldWrong: wrong.length, ...(await overtaken(url)) };
}

/** Place in the waiting list as people read it; 0 for a seat. */
const toldPlace = (text: string): number => Number(/thứ ([\d.]+)/u.exec(text)?.[1]?.replaceAll('.', '') ?? 0);

/** How many places people lost against the order in which their messages were stored; the peer stores none. */
async function overtaken(url: string): Promise<object> {
  const [row] = await query<{ most: number | null; p99: number; share: number }>(
    url,
    `SELECT max(told - came)::int AS most, percentile_disc(0.99) WITHIN GROUP (ORDER BY told - came)::int AS p99,
       round(avg((told > came)::int), 3)::float8 AS share FROM (
       SELECT c.no AS told, row_number() OVER (ORDER BY max(i.seq)) AS came FROM seat_claim c
       JOIN inbox i ON i.contact_id = c.contact_id AND c.contact_id IS NOT NULL
       WHERE c.pool_id = '${poolId}' GROUP BY c.no) x`,
  );
  return row?.most == null ? {} : { placesLost: { most: row.most, p99: row.p99, shareOfPeople: row.share } };
}
