/**
 * kill -9 at random points of more than 200 turns, over and over, on the real process: every inbound has its effect
 * exactly once, and its reply goes out at least once and is always the same one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { linesOf } from '../../bench/registration-script.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { patience } from '../support/patience.ts';

const people = 12;
const kills = 8;
const timeoutMs = 330_000;

let database: TestDatabase;
let standIn: TelegramStandIn;
let client: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'ocop-crash-'));

beforeAll(async () => {
  database = await testDatabase();
  standIn = await createTelegramStandIn({ limits: null });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await standIn.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'loses nothing, doubles nothing and never gives two different answers when it is killed over and over',
  async () => {
    const killer = keepKilling();
    const played = playAll(killer.progress).then(async (sent) => {
      // What a dead process held is free again at the latest when its lease ends.
      await vi.waitUntil(allIsSettled, patience);
      return sent;
    });
    const sent = await Promise.race([played, stuck()]).finally(killer.stop);

    const inbox = await rows<{ waiting: number; all: number }>(
      'SELECT count(*) FILTER (WHERE handled_at IS NULL)::int AS waiting, count(*)::int AS all FROM inbox',
    );
    expect(killer.killed()).toBeGreaterThanOrEqual(kills);
    expect(inbox).toEqual([{ waiting: 0, all: sent }]);
    expect(sent).toBeGreaterThanOrEqual(200);
    expect(
      await rows('SELECT count(*)::int AS ideas, count(DISTINCT contact_id)::int AS people FROM idea'),
    ).toEqual([{ ideas: people, people }]);
    expect(await rows("SELECT count(*)::int AS entries FROM audit WHERE action = 'idea_registered'")).toEqual(
      [{ entries: people }],
    );
    expect(
      await rows(
        "SELECT count(*)::int AS open FROM parcel WHERE state NOT IN ('handed', 'delivered', 'seen')",
      ),
    ).toEqual([{ open: 0 }]);
    await eachChatReadItsReplies();
  },
  timeoutMs,
);

const allIsSettled = async () =>
  (
    await rows(`SELECT 1 FROM inbox WHERE handled_at IS NULL
      UNION ALL SELECT 1 FROM parcel WHERE state NOT IN ('handed', 'delivered', 'seen')`)
  ).length === 0;

/** Fails with what waits where, instead of a bare time-out. */
async function stuck(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, timeoutMs - 10_000).unref());
  const inbox = await rows('SELECT contact_id, id, attempts, error FROM inbox WHERE handled_at IS NULL');
  const parcels = await rows(
    "SELECT id, state, reason, attempts, fence, claimed_at, not_before FROM parcel WHERE state NOT IN ('handed')",
  );
  const chats = ids().map((id) => ({
    id,
    last: standIn
      .chat(id)
      ?.kept.slice(-2)
      .map(({ message }) => [message.from.is_bot, message.text?.slice(0, 60)]),
  }));
  throw new Error(JSON.stringify({ inbox, parcels, chats }, null, 1));
}

/** What arrived in each chat, repeats aside, is just what the ledger says was planned for it. */
async function eachChatReadItsReplies(): Promise<void> {
  for (const id of ids()) {
    const planned = await rows<{ text: string }>(
      "SELECT b->>'text' AS text FROM parcel p CROSS JOIN LATERAL jsonb_array_elements(p.bubbles) b WHERE p.address = $1",
      [String(id)],
    );
    const arrived = (standIn.chat(id)?.kept ?? [])
      .filter(({ message }) => message.from.is_bot)
      .map(({ message }) => message.text ?? '');
    expect(new Set(arrived)).toEqual(new Set(planned.map(({ text }) => text)));
  }
}

const ids = () => Array.from({ length: people }, (_, n) => 7_000 + n);

/** Everybody types line after line, each when the bot has answered the one before; gives the number of messages. */
async function playAll(progress: () => void): Promise<number> {
  const counts = await Promise.all(ids().map((id) => playOne(id, progress)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function playOne(id: number, progress: () => void): Promise<number> {
  const lines = linesOf(id);
  let answered = 0;
  const seen = new Set<string>();
  return new Promise((resolve) => {
    const say = () =>
      standIn.act({ id, name: `Người Thử ${id}` }, { kind: 'text', text: lines[answered] ?? '' });
    const unwatch = standIn.watch((event) => {
      if (event.type !== 'message' || event.chat !== id || !event.kept.message.from.is_bot) return;
      // Every reply of the script reads differently: one that was read before is sent once more after a crash, be it
      // at once or, when the dead process still counted as alive, after its lease.
      const text = event.kept.message.text ?? '';
      if (seen.has(text)) return;
      seen.add(text);
      answered += 1;
      progress();
      if (answered < lines.length) return void setImmediate(say);
      unwatch();
      resolve(lines.length);
    });
    say();
  });
}

/** Kills the service at random moments, spread over the answers and not over time; after the last kill it runs on. */
function keepKilling() {
  let answers = 0;
  let killed = 0;
  let next = nextKillAt(0);
  let timer: NodeJS.Timeout | undefined;
  let child = startService();
  const kill = () => {
    child.kill('SIGKILL');
    killed += 1;
    next = nextKillAt(killed);
    child = startService();
    // Every third hits the start as well.
    if (killed % 3 === 0) arm(Math.random() * 1_500);
  };
  const arm = (ms: number) => {
    next = Number.POSITIVE_INFINITY;
    timer = setTimeout(kill, ms);
  };
  return {
    killed: () => killed,
    progress() {
      answers += 1;
      if (killed < kills && answers >= next) arm(Math.random() * 60);
    },
    async stop() {
      clearTimeout(timer);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** All come while there is still something left to answer. */
const nextKillAt = (killed: number) => 8 + killed * 20 + Math.floor(Math.random() * 18);

function startService(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      PORT: '5811',
      HOST: '127.0.0.1',
      SIMULATOR: 'off',
      TELEGRAM_BOT_TOKEN: standIn.token,
      TELEGRAM_API_ROOT: standIn.apiRoot,
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
}

async function rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(sql, [...values])).rows;
}
