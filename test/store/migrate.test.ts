import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, StoreUnavailable } from '../../src/core/error.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { openDrift } from './schema-engine.ts';

const quiet = { info() {}, warn() {} };
const names = readMigrations().map(({ name }) => name);

describe('migrations at start', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeEach(async () => {
    database = await testDatabase({ empty: true });
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  it('are applied once, even when several processes start together', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, quiet)));
    expect(applied.flat()).toEqual(names);
    expect(await migrate(database.url, quiet)).toEqual([]);
  });

  it("are found applied by Prisma's own engine", async () => {
    await migrate(database.url, quiet);
    const engine = await openDrift(database.url);
    expect(await engine.applyMigrations()).toEqual([]);
    expect(await engine.diagnose()).toMatchObject({
      editedMigrationNames: [],
      failedMigrationNames: [],
      history: null,
    });
    await engine.close();
  });

  it("find applied what Prisma's own engine applied", async () => {
    const engine = await openDrift(database.url);
    expect(await engine.applyMigrations()).toEqual(names);
    await engine.close();
    expect(await migrate(database.url, quiet)).toEqual([]);
  });

  it('leave a database alone that holds something else', async () => {
    await client.query('CREATE TABLE theirs (id int)');
    await expect(migrate(database.url, quiet)).rejects.toBeInstanceOf(ConfigError);
    const { rows } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(rows).toEqual([{ tablename: 'theirs' }]);
  });

  it('refuse a database of a newer version, and one that stopped half-way', async () => {
    await migrate(database.url, quiet);
    const insert = (name: string, finished: string) =>
      client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, '', $1, ${finished})`,
        [name],
      );
    await insert('29990101000000_later', 'now()');
    await expect(migrate(database.url, quiet)).rejects.toThrow('29990101000000_later');
    await client.query(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '2999%'`);
    await insert('20990101000000_broken', 'NULL');
    await expect(migrate(database.url, quiet)).rejects.toThrow('20990101000000_broken');
  });

  it('warn of a migration that was edited after it was applied', async () => {
    await migrate(database.url, quiet);
    await client.query(`UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = $1`, [names[0]]);
    const warned: object[] = [];
    await migrate(database.url, { info() {}, warn: (fields) => warned.push(fields) });
    expect(warned).toEqual([{ name: names[0] }]);
  });

  it('say when the database cannot be reached', async () => {
    await expect(migrate('postgresql://x:y@127.0.0.1:1/x', quiet)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('name their database in the lock file Prisma wants', () => {
    expect(readFileSync('prisma/migrations/migration_lock.toml', 'utf8')).toContain(
      'provider = "postgresql"',
    );
  });
});
