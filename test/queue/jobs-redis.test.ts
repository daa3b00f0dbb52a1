/** The jobs contract on a private Redis, and what a Redis that is away or refuses us means at start. */
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/core/error.ts';
import type { Log } from '../../src/ports.ts';
import { createJobs } from '../../src/queue/jobs.ts';
import { jobsContract } from '../contract/jobs.ts';
import { patience } from '../support/patience.ts';
import { openLine } from './line.ts';
import { hasRedis, type PrivateRedis, startRedis } from './redis.ts';

const nothing = () => {};
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

if (hasRedis()) {
  testOnRedis();
} else {
  describe('jobs on Redis', () => {
    const must = process.env.CI === 'true';
    it.runIf(must)('is tested in CI', () => expect.fail('CI has no redis-server: install it'));
    it.skipIf(must)('DID NOT RUN: no redis-server on this machine', () => {});
  });
  process.stderr.write(
    '\n*** The jobs contract on Redis DID NOT RUN: there is no redis-server here. ***\n\n',
  );
}

function testOnRedis(): void {
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const open = async () => {
    const line = await openLine({ host: '127.0.0.1', port: redis.port });
    const admin = new Redis(redis.port);
    await admin.flushall();
    admin.disconnect();
    return { backend: { kind: 'redis', url: `redis://127.0.0.1:${line.port}` } as const, line };
  };

  jobsContract('Redis', open);

  describe('starting with Redis', () => {
    it('goes on without it while it is away, and uses it once it is there', async () => {
      const { backend, line } = await open();
      await line.cut();
      const warn = vi.fn<Log['warn']>();
      const jobs = await createJobs(backend, { ...silent, warn }, { addMs: 300 });
      expect(warn).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('Redis does not answer'));
      const seen: string[] = [];
      await jobs.work({ deliver: async ({ parcelId }) => void seen.push(parcelId) });
      await line.mend();
      await vi.waitFor(async () => {
        await jobs.add('deliver', { parcelId: 'p' });
        expect(seen).toContain('p');
      }, patience);
      await jobs.close();
      await line.close();
    });

    it('refuses a wrong password as a fault of the configuration, without showing it', async () => {
      const guarded = await startRedis(['--requirepass', 'right']);
      const url = `redis://:wrong@127.0.0.1:${guarded.port}`;
      const start = createJobs({ kind: 'redis', url }, silent);
      await expect(start).rejects.toThrow(ConfigError);
      await expect(start).rejects.toThrow(/^REDIS_URL(?!.*wrong)/);
      const without = createJobs({ kind: 'redis', url: url.replace(':wrong@', '') }, silent);
      await expect(without).rejects.toThrow(ConfigError);
      await guarded.stop();
    });
  });
}
