/**
 * 50 × kill -9 of one of two workers in the middle of an announcement, sized to fit CI (500 people; 10,000 and 1,000 kills
 * on demand: `npm run chaos -- broadcast`). A machine too slow for 50 restarts within the time still has to keep every
 * promise for the kills it managed.
 */
import { expect, it } from 'vitest';
import { chaosBroadcast } from '../../bench/chaos/broadcast.ts';

const none = { wipe: false, outageSeconds: 0, clock: false, duplicates: false };

it('an announcement loses nobody, tells nobody twice and adds up, however often its workers are killed', async () => {
  const report = await chaosBroadcast({
    kills: 50,
    people: 500,
    perSecond: 20,
    atMostSeconds: 90,
    trouble: none,
    note: () => undefined,
  });
  expect(report.faults).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(5);
  expect(report.mostCopies).toBe(1);
}, 240_000);
