/** The jobs contract on PostgreSQL, and that the queue keeps to its own schema of our database. */
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createJobs } from '../../src/queue/jobs.ts';
import { jobsContract } from '../contract/jobs.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { openLine } from './line.ts';

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.drop();
});

async function makeDatabase(): Promise<URL> {
  const database = await testDatabase({ empty: true });
  databases.push(database);
  return new URL(database.url);
}

jobsContract('PostgreSQL', async () => {
  const url = await makeDatabase();
  const line = await openLine({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${line.port}`;
  return { backend: { kind: 'postgres', url: url.href }, line };
});

describe('the queue in the database', () => {
  const nothing = () => {};
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

  it('makes its tables in schema bullmq only, also when two processes start at once', async () => {
    const url = await makeDatabase();
    url.searchParams.set('options', '-c statement_timeout=30000');
    const backend = { kind: 'postgres', url: url.href } as const;
    const both = await Promise.all([createJobs(backend, silent), createJobs(backend, silent)]);
    const client = new pg.Client(url.href);
    await client.connect();
    const { rows } = await client.query<{ schema: string }>(
      `select distinct schemaname as schema from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    await client.end();
    await Promise.all(both.map((jobs) => jobs.close()));
    expect(rows).toEqual([{ schema: 'bullmq' }]);
  });

  it('leaves no connection behind when it is closed', async () => {
    const url = await makeDatabase();
    const jobs = await createJobs({ kind: 'postgres', url: url.href }, silent);
    await jobs.work({ deliver: async () => {} });
    await jobs.add('deliver', { parcelId: 'p' });
    await jobs.close();
    const client = new pg.Client(url.href);
    await client.connect();
    const others = async () =>
      (
        await client.query<{ n: number }>(
          'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        )
      ).rows[0]?.n;
    // The server lets go of a connection a moment after it was told.
    await expect.poll(others).toBe(0);
    await client.end();
  });

  it('says so when there is no database', async () => {
    const start = createJobs({ kind: 'postgres', url: 'postgres://nobody@127.0.0.1:9/none' }, silent);
    await expect(start).rejects.toThrow();
  });
});
