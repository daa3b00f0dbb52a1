/**
 * Whatever people do to the seats of a class at the same moment on several connections, it comes out as if they had come
 * one after the other. `SEATS_INTERLEAVINGS=100000` plays that many; by default a part that fits into CI.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { playSeats } from './seat-play.ts';

const count = Number(process.env.SEATS_INTERLEAVINGS ?? 800);
const msEach = 40;

describe('seats under any interleaving', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it(
    'are given as the rules say, none twice and nobody passed over',
    async () => {
      const played = await playSeats(database.url, 1, count);
      expect(played).toEqual({ acts: count * 28, fault: null, faults: 0, oversold: 0 });
    },
    60_000 + count * msEach,
  );

  it('would not be without the lock', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ body: string }>(
      `SELECT pg_get_functiondef('seat_act'::regproc) AS body`,
    );
    const body = rows[0]?.body ?? '';
    expect(body).toContain('FOR NO KEY UPDATE');
    await client.query(body.replace('FOR NO KEY UPDATE', ''));
    // The unique number of a claim is a second guard, which would turn most of the harm into errors.
    await client.query('DROP INDEX seat_claim_pool_id_no_key');
    await client.end();
    const played = await playSeats(database.url, 10_000_001, 200);
    expect(played.faults).toBeGreaterThan(0);
    expect(played.oversold).toBeGreaterThan(0);
  });
});
