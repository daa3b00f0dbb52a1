/** Child of `bench broadcast`: BullMQ alone, jobs that do nothing, on the backend the service uses. Prints jobs per second. */
import { createPostgresBackend, createRedisBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

const [kind, url = '', count = '1000', concurrency = '8'] = process.argv.slice(2);
const jobs = Number(count);

async function openBackend() {
  if (kind === 'redis') {
    const open = () => new Redis(url, { maxRetriesPerRequest: null });
    return (name: string, options: object, extra?: object) =>
      createRedisBackend(name, { ...options, connection: open() } as never, extra as never);
  }
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: 12 });
  const client = await pool.connect();
  await runMigrations(client, 'bullmq');
  client.release();
  return (name: string, options: object, extra?: object) =>
    createPostgresBackend(name, { ...options, connection: pool } as never, extra as never);
}

const factory = (await openBackend()) as never;
const queue = new Queue('raw', { connection: {} }, factory);
const opts = { removeOnComplete: true, removeOnFail: true };
let done = 0;
const startedAt = performance.now();
const finished = new Promise<void>((resolve) => {
  const worker = new Worker(
    'raw',
    async () => {
      done += 1;
      if (done === jobs) resolve();
    },
    { connection: {}, concurrency: Number(concurrency) },
    factory,
  );
  worker.on('error', () => undefined);
});
// A system of one job per message has to add them too.
for (let at = 0; at < jobs; at += 1_000) {
  const some = Array.from({ length: Math.min(1_000, jobs - at) }, (_, n) => ({
    name: 'none',
    data: { n: at + n },
    opts,
  }));
  await queue.addBulk(some);
}
await finished;
console.log(`ready ${JSON.stringify({ perSecond: jobs / ((performance.now() - startedAt) / 1000) })}`);
process.exit(0);
