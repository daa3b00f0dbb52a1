/** What else goes wrong meanwhile: a wiped queue, a database that goes away, clocks that jump, jobs that come twice. */
import { Redis } from 'ioredis';
import { createJobs } from '../../src/queue/jobs.ts';
import { openLine } from '../../test/queue/line.ts';
import { startRedis } from '../../test/queue/redis.ts';
import { type Database, silent, sleep } from '../broadcast/place.ts';
import type { Doomed } from './worker.ts';

export interface Trouble {
  /** Jobs on Redis, wiped every few seconds. */
  readonly wipe: boolean;
  /** The database is gone once, for so many seconds; 0: never. */
  readonly outageSeconds: number;
  readonly clock: boolean;
  readonly duplicates: boolean;
}

export interface OpenTrouble {
  readonly databaseUrl: () => string;
  readonly redisUrl: string;
  /** Begins; gives the way to end it. */
  begin(workers: readonly Doomed[]): () => Promise<void>;
  close(): Promise<void>;
}

export async function openTrouble(trouble: Trouble, database: Database): Promise<OpenTrouble> {
  const redis = trouble.wipe ? await startRedis() : null;
  const redisUrl = redis === null ? '' : `redis://127.0.0.1:${redis.port}`;
  const own = new URL(database.url);
  const line = await openLine({ host: own.hostname, port: Number(own.port) });
  const through = new URL(database.url);
  through.host = `127.0.0.1:${line.port}`;
  return {
    databaseUrl: () => through.href,
    redisUrl,
    begin(workers) {
      let on = true;
      const every = async (ms: number, deed: () => Promise<unknown> | unknown) => {
        while (on) {
          await sleep(ms * (0.5 + Math.random()));
          if (on) await deed();
        }
      };
      const going: Promise<unknown>[] = [];
      if (trouble.wipe) going.push(every(3_000, () => wipe(redisUrl)));
      const jump = () => {
        for (const worker of workers) worker.jumpClock();
      };
      if (trouble.clock) going.push(every(1_000, jump));
      if (trouble.duplicates) going.push(every(500, () => double(redisUrl, database.url)));
      if (trouble.outageSeconds > 0) going.push(outage(line, trouble.outageSeconds));
      return async () => {
        on = false;
        await Promise.all(going);
      };
    },
    async close() {
      await line.close();
      await redis?.stop();
    },
  };
}

async function wipe(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  await client.flushall();
  client.disconnect();
}

/** Far more jobs than there is work for. */
async function double(redisUrl: string, databaseUrl: string): Promise<void> {
  const backend =
    redisUrl === ''
      ? ({ kind: 'postgres', url: databaseUrl } as const)
      : ({ kind: 'redis', url: redisUrl } as const);
  const jobs = await createJobs(backend, silent);
  for (let no = 0; no < 20; no += 1) await jobs.add('bulk-telegram', { rows: 50 });
  await jobs.close();
}

async function outage(line: Awaited<ReturnType<typeof openLine>>, seconds: number): Promise<void> {
  await sleep(4_000);
  await line.cut();
  await sleep(seconds * 1_000);
  await line.mend();
}
