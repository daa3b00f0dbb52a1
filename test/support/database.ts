/** A database of its own for a test file: migrated, empty, made in a few milliseconds from a template. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { createStore, type PostgresStore } from '../../src/store/store.ts';
import { administer, type TestServer, urlOf } from './postgres.ts';

const silent = { warn() {} };

let known: Promise<TestServer> | null = null;

async function ask(): Promise<TestServer> {
  const answer: TestServer | { fault: string } = JSON.parse(
    await text(connect({ port: inject('postgresDoor'), host: '127.0.0.1' })),
  );
  if ('fault' in answer) throw new Error(`no database for the tests: ${answer.fault}`);
  return answer;
}

export interface TestDatabase {
  readonly url: string;
  /** Drops the database. Close everything that uses it first. */
  drop(): Promise<void>;
}

export interface TestStore {
  readonly url: string;
  readonly store: PostgresStore;
  /** Closes the store and drops its database. */
  close(): Promise<void>;
}

/** Makes a database; `empty` leaves out the tables. */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  known ??= ask();
  const { adminUrl, template } = await known;
  const name = `t_${randomBytes(8).toString('hex')}`;
  const copy = options.empty ? '' : ` TEMPLATE ${template}`;
  await administer(adminUrl, `CREATE DATABASE ${name}${copy}`);
  return {
    url: urlOf(adminUrl, name),
    // Without force the server waits some seconds for connections that are being closed: cut, they would end the test run.
    drop: () =>
      administer(adminUrl, `DROP DATABASE IF EXISTS ${name}`).catch(() =>
        administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      ),
  };
}

/** Makes a database and opens a store on it. Call in `beforeAll`, and `close` in `afterAll`. */
export async function testStore(options: { connections?: number } = {}): Promise<TestStore> {
  const { url, drop } = await testDatabase();
  const store = createStore({ url, log: silent, ...options });
  const close = async () => {
    await store.close();
    await drop();
  };
  return { url, store, close };
}
