/**
 * `bench inbound`: the whole registration by many people at once over webhooks, ours beside the same questions as a
 * telegraf WizardScene with a PostgreSQL session. Same database server, same stand-in, rounds taken in turns.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTelegramStandIn, type TelegramStandIn } from '../src/simulator/telegram/stand-in.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { type CrowdResult, playCrowd } from './crowd.ts';
import { ackUnderLoad } from './durable-ack.ts';
import { type Child, flagsOf, startChild } from './process.ts';
import { linesOf } from './registration-script.ts';
import { type Bench, type BenchOptions, median, percentile, round } from './report.ts';

const secret = 'bench-secret-made-up-0001';
/** People who come first and are not counted: both systems run for months, so compiling is not what is compared. */
const warmUpPeople = 100;
const warmUpIds = 1_000_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

interface Stage {
  readonly folder: string;
  readonly standIn: TelegramStandIn;
  readonly url: (database: string) => string;
}

export const inbound: Bench = async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  const server = await startEmbedded({ dataDir: folder, port: 5600, log: silent });
  const standIn = await createTelegramStandIn({ limits: null });
  const url = (database: string) => server.url.replace(/\/[^/]*$/, `/${database}`);
  try {
    await makeDatabases(server.url, ['ours', 'peer']);
    return await compare({ folder, standIn, url }, options);
  } finally {
    await standIn.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function makeDatabases(url: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of names) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}

/** Everybody must have got through: a bench of error messages would measure nothing. */
async function requireIdeas(
  { url }: Stage,
  database: string,
  table: string,
  expected: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: url(database) });
  await client.connect();
  const { rows } = await client.query<{ ideas: number }>(`SELECT count(*)::int AS ideas FROM ${table}`);
  await client.end();
  if (rows[0]?.ideas !== expected) throw new Error(`${rows[0]?.ideas} of ${expected} ideas in ${table}`);
}

async function compare(stage: Stage, { people, rounds, note }: BenchOptions): Promise<object> {
  note('one conversation first, so that the peer says the same');
  const rehearsal = await withSystem(stage, ours, () => playCrowd(stage.standIn, 1, linesOf, 1_000));
  writeFileSync(join(stage.folder, 'said.json'), JSON.stringify(rehearsal.said));
  const results: Record<'ours' | 'peer', Measured[]> = { ours: [], peer: [] };
  for (let no = 0; no < rounds; no += 1) {
    results.ours.push(await measure(stage, ours, people, 10_000 + no * people));
    results.peer.push(await measure(stage, peer, people, 10_000 + no * people));
    note(
      `round ${no + 1}: ours ${round(results.ours.at(-1)?.perSecond ?? 0)}/s, peer ${round(results.peer.at(-1)?.perSecond ?? 0)}/s`,
    );
  }
  const registered = (warmUpPeople + people) * rounds;
  await requireIdeas(stage, 'ours', 'idea', 1 + registered);
  await requireIdeas(stage, 'peer', 'wizard_idea', registered);
  const [own, other] = [summary(results.ours), summary(results.peer)];
  const ack = await withSystem(stage, ours, async () => {
    await playCrowd(stage.standIn, warmUpPeople, linesOf, 2 * warmUpIds);
    return ackUnderLoad(ourPort, secret);
  });
  return {
    people,
    warmUpPeople,
    rounds,
    ours: own,
    peer: other,
    ratio: round(own.updatesPerSecond / other.updatesPerSecond),
    durableAck: ack,
  };
}

type Measured = CrowdResult & {
  readonly perSecond: number;
  readonly cpuPerUpdate: number;
  readonly residentMb: number;
};

function summary(runs: readonly Measured[]) {
  const latencies = runs.flatMap((run) => run.latencies);
  return {
    updates: runs.reduce((sum, run) => sum + run.updates, 0),
    updatesPerSecond: round(median(runs.map((run) => run.perSecond))),
    cpuMicrosPerUpdate: round(median(runs.map((run) => run.cpuPerUpdate)), 0),
    p50Ms: round(percentile(latencies, 0.5)),
    p99Ms: round(percentile(latencies, 0.99)),
    residentMb: round(Math.max(...runs.map((run) => run.residentMb)), 0),
  };
}

type System = (stage: Stage) => Promise<Child>;
const ourPort = 5701;
const peerPort = 5702;

const ours: System = async ({ folder, standIn, url }) => {
  const child = await startChild(
    [...flagsOf('start'), 'dist/main.js'],
    {
      DATABASE_URL: url('ours'),
      DATA_DIR: join(folder, 'ours'),
      PORT: String(ourPort),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${ourPort}`,
      TELEGRAM_BOT_TOKEN: standIn.token,
      TELEGRAM_API_ROOT: standIn.apiRoot,
      TELEGRAM_WEBHOOK_SECRET: secret,
      SIMULATOR: 'off',
      LOG_LEVEL: 'error',
    },
    /ocop-bot .* (is running|đang chạy)/,
  );
  await until(() => standIn.world.webhook !== null);
  return child;
};

const peer: System = async ({ folder, standIn, url }) => {
  const args = [
    url('peer'),
    standIn.apiRoot,
    standIn.token,
    String(peerPort),
    secret,
    join(folder, 'said.json'),
  ];
  const child = await startChild(['--import', 'tsx', 'bench/child/peer-wizard.ts', ...args], {}, /ready/);
  await fetch(`${standIn.apiRoot}/bot${standIn.token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${peerPort}/webhooks/telegram`, secret_token: secret }),
  });
  return child;
};

async function withSystem<T>(stage: Stage, system: System, run: (child: Child) => Promise<T>): Promise<T> {
  const child = await system(stage);
  try {
    return await run(child);
  } finally {
    await child.stop();
    await fetch(`${stage.standIn.apiRoot}/bot${stage.standIn.token}/deleteWebhook`);
  }
}

function measure(stage: Stage, system: System, people: number, firstId: number): Promise<Measured> {
  return withSystem(stage, system, async (child) => {
    await playCrowd(stage.standIn, warmUpPeople, linesOf, warmUpIds + firstId);
    const before = child.cpuMicros();
    const result = await playCrowd(stage.standIn, people, linesOf, firstId);
    return {
      ...result,
      perSecond: result.updates / result.seconds,
      cpuPerUpdate: (child.cpuMicros() - before) / result.updates,
      residentMb: child.residentMb(),
    };
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
