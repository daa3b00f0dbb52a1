/**
 * Whatever people do to the seats of a class at the same moment on several connections, it comes out as if they had come
 * one after the other. A part that fits into CI; `npm run chaos -- seats` plays 100,000.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { takeLockAway } from './seat-control.ts';
import { playSeats } from './seat-play.ts';

const count = 800;
const msEach = 200;

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
      expect(played).toMatchObject({ fault: null, faults: 0, oversold: 0 });
      expect(played.acts).toBeGreaterThan(count * 8);
    },
    60_000 + count * msEach,
  );

  it('would not be without the lock', async () => {
    await takeLockAway(database.url);
    // Who meets whom is up to the machine: the test plays on until two have met over the last seat.
    for (let seed = 10_000_001, oversold = 0; oversold === 0; seed += 200) {
      const played = await playSeats(database.url, seed, 200);
      expect(played.faults).toBeGreaterThan(0);
      oversold = played.oversold;
    }
  });
});
