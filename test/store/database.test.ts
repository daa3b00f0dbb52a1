/** Statements with settings of their own. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sql, sqlOf } from '../../src/store/database.ts';
import { testStore } from '../support/database.ts';

const asked = { name: '', text: `SELECT current_setting('work_mem') AS value` };
const withMemory = { ...asked, settings: { work_mem: '5MB' } };
const value = async (sql: Sql, statement: typeof asked) =>
  (await sql.rows<{ value: string }>(statement))[0]?.value;

describe('a statement with settings', () => {
  let pool: pg.Pool;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const made = await testStore();
    close = made.close;
    pool = new pg.Pool({ connectionString: made.url, max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await close();
  });

  it('has them for itself alone, on its own and inside a transaction', async () => {
    const usual = await value(sqlOf(pool), asked);
    expect(usual).not.toBe('5MB');
    expect(await value(sqlOf(pool), withMemory)).toBe('5MB');
    expect(await value(sqlOf(pool), asked)).toBe(usual);
    const client = await pool.connect();
    await client.query('BEGIN');
    expect(await value(sqlOf(client), withMemory)).toBe('5MB');
    expect(await value(sqlOf(client), asked)).toBe(usual);
    await client.query('COMMIT');
    client.release();
  });

  it('that fails gives its connection back', async () => {
    const wrong = { ...withMemory, text: 'SELECT nothing_like_this' };
    await expect(sqlOf(pool).rows(wrong)).rejects.toThrow(/nothing_like_this/);
    expect(await value(sqlOf(pool), asked)).toBeDefined();
  });
});
