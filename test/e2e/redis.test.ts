/** The job queue on Redis: the same registration; and when Redis is wiped or away, notices arrive all the same. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { invite } from '../../src/app/invitation.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { hasRedis, type PrivateRedis, startRedis } from '../queue/redis.ts';
import { patience } from '../support/patience.ts';
import { codeInText, type House, openHouse, testMs } from './house.ts';
import type { Person } from './person.ts';

const here = hasRedis();
if (!here) console.warn('SKIPPED: redis-server is not installed; the service on Redis is not tested here');
it('redis-server is installed where the whole gate runs', () => {
  if (process.env.CI === 'true') expect(here).toBe(true);
});

describe.skipIf(!here)('the service on Redis', () => {
  let redis: PrivateRedis;
  let house: House;
  let officer: Person;
  beforeAll(async () => {
    redis = await startRedis();
    house = await openHouse({ env: { REDIS_URL: `redis://127.0.0.1:${redis.port}` } });
    officer = house.person(900);
    const { code } = await invite(
      house.app.deps.store,
      { now: Date.now },
      { role: 'commune', units: ['05503' as UnitCode] },
    );
    await officer.walk(0, 6);
    for (const text of [`/start i_${code}`, 'đúng', 'Phạm Văn Mẫu']) await officer.ask(text);
  }, testMs);
  afterAll(async () => {
    await house.close();
    await redis.stop();
  }, testMs);

  const told = (name: string) => officer.hears(new RegExp(`${name}`, 'u'));

  it(
    'a person registers, the officer is told over Redis',
    async () => {
      const one = house.person(901);
      await one.walk(0);
      await one.hears(codeInText);
      await expect
        .poll(() => house.rows('SELECT count(*)::int AS n FROM officer'), patience)
        .toEqual([{ n: 1 }]);
      await told('Mật ong hoa rừng');
    },
    testMs,
  );

  it(
    'with Redis wiped over and over and then gone, the officer is told by the sweep',
    async () => {
      const client = new Redis(redis.port, '127.0.0.1');
      client.on('error', () => {});
      const before = officer.heard().length;
      const wiping = setInterval(() => void client.flushall().catch(() => {}), 20);
      const one = house.person(902);
      await one.walk(0);
      await one.hears(codeInText);
      await vi.waitUntil(() => officer.heard().length > before, patience);
      clearInterval(wiping);
      client.disconnect();
      await redis.stop();
      const between = officer.heard().length;
      const other = house.person(903);
      await other.walk(0);
      await other.hears(codeInText);
      await vi.waitUntil(() => officer.heard().length > between, patience);
    },
    testMs,
  );
});
