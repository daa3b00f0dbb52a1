/**
 * Where the jobs lie: BullMQ on PostgreSQL (schema `bullmq` of our own database) or on Redis. Losing either is
 * ridden out: nothing here throws from an event, and connections come back by themselves.
 */
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  DEFAULT_SCHEMA,
  isPgPool,
  runMigrations,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Bug } from '../core/error.ts';
import type { Log } from '../ports.ts';
import { probeRedis } from './probe-redis.ts';

export type JobsBackend =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string };

export interface Link {
  readonly factory: BackendFactory;
  /** Ends the connections; may wait for ever for one that a hanging job holds. */
  close(): Promise<void>;
}

/**
 * Opens the place of the jobs; on PostgreSQL its tables are brought up to date first.
 * @throws when PostgreSQL does not answer, or Redis refuses us for good (password, version)
 */
export async function openLink(backend: JobsBackend, log: Log): Promise<Link> {
  return backend.kind === 'redis' ? openRedis(backend.url, log) : openPostgres(backend.url, log);
}

async function openPostgres(url: string, log: Log): Promise<Link> {
  const pool = createPool(url);
  pool.on('error', (error) => log.debug({ err: error }, 'A database connection of the job queue was lost'));
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, DEFAULT_SCHEMA);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  // BullMQ declares the pool more narrowly than `pg` does; its own guard bridges the two.
  const shared: unknown = pool;
  if (!isPgPool(shared)) throw new Bug('jobs.pool', 'BullMQ does not take our pool');
  return {
    factory: (name, options, extra) => createPostgresBackend(name, { ...options, connection: shared }, extra),
    close: () => pool.end(),
  };
}

/** One pool for all queues; every worker keeps one connection of it for LISTEN, so PgBouncer must be in session mode. */
function createPool(url: string): pg.Pool {
  const given = new URL(url).searchParams.get('options');
  const searchPath = `-c search_path=${DEFAULT_SCHEMA}`;
  const bare = new URL(url);
  bare.searchParams.delete('options');
  return new pg.Pool({
    connectionString: bare.href,
    options: given === null ? searchPath : `${given} ${searchPath}`,
    application_name: 'ocop-bot jobs',
    max: 12,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 2_000,
    query_timeout: 15_000,
  });
}

/** Every client is kept, so that closing ends it even while it tries to reconnect. */
async function openRedis(url: string, log: Log): Promise<Link> {
  await probeRedis(url, log);
  const clients: Redis[] = [];
  const keep = (client: Redis): Redis => {
    const duplicate = client.duplicate.bind(client);
    client.duplicate = (override) => keep(duplicate(override));
    client.on('error', (error) => log.debug({ err: error }, 'A Redis connection of the job queue was lost'));
    clients.push(client);
    return client;
  };
  const open = (enableOfflineQueue: boolean) =>
    keep(
      new Redis(url, {
        enableOfflineQueue,
        maxRetriesPerRequest: null,
        connectTimeout: 5_000,
        retryStrategy,
      }),
    );
  // Adding fails at once while Redis is away instead of piling up in memory.
  const producer = open(false);
  return {
    factory: (name, options, extra) => {
      const connection = extra?.withBlockingConnection === true ? open(true) : producer;
      return createRedisBackend(name, { ...options, connection }, extra);
    },
    async close() {
      for (const client of clients) client.disconnect();
    },
  };
}

const retryStrategy = (times: number) => Math.min(times * 200, 3_000);
