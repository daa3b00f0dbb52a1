/**
 * How fast the engine is when the channel takes everything: a row committed per message, the stand-in in a process of its
 * own, beside BullMQ alone with jobs that do nothing on the same backend in the same run.
 */
import { join } from 'node:path';
import { type PrivateRedis, startRedis } from '../../test/queue/redis.ts';
import { type Child, flagsOf, startChild } from '../process.ts';
import { round } from '../report.ts';
import { type Database, plantPeople, release, type Server, untilDone } from './place.ts';

const port = 5732;
const tsx = ['--import', 'tsx'];
const token = '1000000001:SIMULATED-TOKEN-OF-THE-STAND-IN-only';
const patienceMs = 300_000;

export interface EngineFigures {
  readonly messagesPerSecond: number;
  readonly rawJobsPerSecond: number;
  readonly ratio: number;
  readonly residentMb: number;
  /** Processor time of our process per message. */
  readonly cpuMicrosPerMessage: number;
}

/** Measures on one backend. */
export async function measureEngine(
  server: Server,
  backend: 'postgres' | 'redis',
  people: number,
): Promise<EngineFigures> {
  const database = await server.open(`engine_${backend}`);
  const redis = backend === 'redis' ? await startRedis() : null;
  try {
    await plantPeople(database, people, true);
    const { messagesPerSecond, residentMb, cpuMicros } = await sendAll(server, database, redis);
    const raw = await rawJobs(database, redis, people);
    return {
      messagesPerSecond: round(messagesPerSecond, 0),
      rawJobsPerSecond: round(raw, 0),
      ratio: round(messagesPerSecond / raw),
      residentMb: round(residentMb, 0),
      cpuMicrosPerMessage: round(cpuMicros, 0),
    };
  } finally {
    await database.close();
    await redis?.stop();
  }
}

const redisUrl = ({ port }: PrivateRedis) => `redis://127.0.0.1:${port}`;

/** The service as `npm start` runs it. */
export function startService(
  server: Server,
  database: Database,
  apiRoot: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  return startChild(
    [...flagsOf('start'), 'dist/main.js'],
    {
      DATABASE_URL: database.url,
      DATA_DIR: join(server.folder, 'service'),
      PORT: String(port),
      HOST: '127.0.0.1',
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
      SIMULATOR: 'off',
      LOG_LEVEL: 'error',
      ...env,
    },
    /ocop-bot .* (is running|đang chạy)/u,
  );
}

async function sendAll(server: Server, database: Database, redis: PrivateRedis | null) {
  const standIn = await startChild([...tsx, 'bench/child/telegram-stand-in.ts'], {}, /ready .*\n/u);
  const apiRoot = /ready (\S+)/u.exec(standIn.printed)?.[1] ?? '';
  const service = await startService(server, database, apiRoot, {
    TELEGRAM_BULK_PER_SECOND: '0',
    ...(redis === null ? {} : { REDIS_URL: redisUrl(redis) }),
  });
  try {
    const { announcements } = database.store;
    const before = service.cpuMicros();
    const id = await release(announcements);
    await untilDone(announcements, id, patienceMs);
    const [run] = await database.rows<{ messages: number; seconds: number }>(
      `SELECT count(*)::int AS messages, extract(epoch FROM max(handed_at) - min(handed_at))::float8 AS seconds
       FROM parcel WHERE cause_id = $1 AND state = 'handed'`,
      [id],
    );
    if (run === undefined || run.seconds === 0) throw new Error('nothing was handed over');
    return {
      messagesPerSecond: run.messages / run.seconds,
      residentMb: service.residentMb(),
      cpuMicros: (service.cpuMicros() - before) / run.messages,
    };
  } finally {
    await service.stop();
    await standIn.stop();
  }
}

async function rawJobs(database: Database, redis: PrivateRedis | null, jobs: number): Promise<number> {
  const url = redis === null ? database.url : redisUrl(redis);
  const kind = redis === null ? 'postgres' : 'redis';
  const child = await startChild(
    [...tsx, 'bench/child/raw-jobs.ts', kind, url, String(jobs)],
    {},
    /ready .*\n/u,
  );
  const { perSecond } = JSON.parse(/ready (.*)\n/u.exec(child.printed)?.[1] ?? '{}') as { perSecond: number };
  return perSecond;
}
