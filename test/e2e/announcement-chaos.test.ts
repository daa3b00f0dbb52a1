/**
 * kill -9 of one of two workers in the middle of an announcement, over and over, as far as half a minute goes beside the
 * other tests; `.ci/run` kills 50 times among 10,000 people, `npm run chaos -- broadcast --kills 1000` on demand.
 */
import { expect, it } from 'vitest';
import { chaosBroadcast } from '../../bench/chaos/broadcast.ts';

const none = { wipe: false, outageSeconds: 0, clock: false, duplicates: false };

it('an announcement loses nobody, tells nobody twice and adds up, however often its workers are killed', async () => {
  const report = await chaosBroadcast({
    kills: 12,
    people: 400,
    perSecond: 20,
    atMostSeconds: 30,
    trouble: none,
    note: () => undefined,
  });
  expect(report.faults).toEqual([]);
  expect(report.kills).toBeGreaterThan(1);
  expect(report.mostCopies).toBe(1);
}, 240_000);
