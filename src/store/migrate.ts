/**
 * Applies `prisma/migrations` at start, in Prisma's own history table, so that `npx prisma migrate deploy` and this
 * understand each other. Prisma's schema engine is not used for it: it would cost 0.2 s and 50 MB at every start.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ConfigError } from '../core/error.ts';
import type { Log } from '../ports.ts';
import { storeError } from './database.ts';

interface Migration {
  readonly name: string;
  readonly script: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The advisory lock Prisma takes for the same work. */
const prismaLock = 72_707_369;

const historyTable = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** The migrations in the order of their names. */
export function readMigrations(from: string = folder): readonly Migration[] {
  return readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(from, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    });
}

async function history(client: pg.Client): Promise<readonly Applied[]> {
  const { rows } = await client.query<{ known: boolean; empty: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known,
       NOT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema()) AS empty`,
  );
  if (!rows[0]?.known) {
    if (rows[0]?.empty) await client.query(historyTable);
    else
      throw new ConfigError([
        'The database of DATABASE_URL is not empty and not ours. Name an empty database.',
      ]);
  }
  const applied = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL`,
  );
  return applied.rows;
}

function check(applied: readonly Applied[], migrations: readonly Migration[], log: Pick<Log, 'warn'>): void {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  const faults = applied.flatMap(({ migration_name: name, finished }) => {
    if (!finished)
      return [`The migration ${name} failed half-way. Mend the database, see "prisma migrate resolve".`];
    if (!byName.has(name))
      return [`The database has the migration ${name} of a newer version. Start that version.`];
    return [];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  for (const { migration_name: name, checksum } of applied)
    if (byName.get(name)?.checksum !== checksum)
      log.warn({ name }, 'this migration was edited after it was applied');
}

async function apply(client: pg.Client, { name, script, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const startedAt = new Date();
    await client.query(script);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, now(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * Brings the database to the present schema; any number of processes may do so at once.
 * @returns names of the migrations applied now
 * @throws ConfigError when the database is not ours, is newer than this version or stopped half-way
 */
export async function migrate(url: string, log: Pick<Log, 'info' | 'warn'>): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    const migrations = readMigrations();
    const applied = await history(client);
    check(applied, migrations, log);
    const done = new Set(applied.map((row) => row.migration_name));
    const missing = migrations.filter((migration) => !done.has(migration.name));
    for (const migration of missing) await apply(client, migration);
    if (missing.length > 0) log.info({ migrations: missing.length }, 'database schema brought up to date');
    return missing.map((migration) => migration.name);
  } catch (error) {
    throw storeError(error);
  } finally {
    await client.end().catch(() => {});
  }
}
