import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/store/migrate.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Drift, openDrift } from './schema-engine.ts';

const nothing = '-- This is an empty migration.';

describe('schema.prisma and the migrations', () => {
  let database: TestDatabase;
  let drift: Drift;
  beforeAll(async () => {
    database = await testDatabase();
    drift = await openDrift(database.url);
  });
  afterAll(async () => {
    await drift.close();
    await database.drop();
  });

  it('say the same', async () => {
    // What is printed on failure is the SQL of the missing migration.
    expect((await drift.compare('database')).trim()).toBe(nothing);
  });

  it('are really compared', async () => {
    expect(await drift.compare('empty')).toContain('CREATE TABLE "parcel"');
    expect(readMigrations().length).toBeGreaterThan(0);
  });
});
