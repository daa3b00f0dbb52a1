import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/app/database.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database.drop());

/** Opens the database at an address that is nearly right; gives what the operator is told. */
async function toldOf(change: (url: URL) => void): Promise<unknown> {
  const url = new URL(database.url);
  change(url);
  const config = readConfig({ DATABASE_URL: url.href, LOG_LEVEL: 'error' });
  return openDatabase(config, createLog(config)).then(
    () => 'opened',
    (error: { faults?: readonly string[] }) => error.faults,
  );
}

it('a password that the database refuses is a fault of the configuration, told in one line', async () => {
  expect(
    await toldOf((url) => {
      url.password = 'not-this-one';
    }),
  ).toEqual([expect.stringMatching(/^DATABASE_URL: the database refuses us \(password authentication/)]);
});

it('so is a database that is not there', async () => {
  expect(
    await toldOf((url) => {
      url.pathname = '/not_made';
    }),
  ).toEqual([expect.stringMatching(/^DATABASE_URL: .*"not_made" does not exist/)]);
});
