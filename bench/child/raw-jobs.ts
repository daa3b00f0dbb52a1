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
const options = { removeOnComplete: true, removeOnFail: true };
for (let at = 0; at < jobs; at += 1_000) {
  const some = Math.min(1_000, jobs - at);
  await queue.addBulk(
    Array.from({ length: some }, (_, n) => ({ name: 'none', data: { n: at + n }, opts: options })),
  );
}
let done = 0;
const startedAt = performance.now();
await new Promise<void>((resolve) => {
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
console.log(`ready ${JSON.stringify({ perSecond: jobs / ((performance.now() - startedAt) / 1000) })}`);
process.exit(0);
