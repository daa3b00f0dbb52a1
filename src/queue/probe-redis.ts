/**
 * One look at Redis before use: a wrong password or a too old server is a mistake in the configuration, a server
 * that is away is not (jobs are hints; replies go on without them).
 */
import { Redis } from 'ioredis';
import { ConfigError } from '../core/error.ts';
import type { Log } from '../ports.ts';

/** The oldest Redis that BullMQ supports fully (docs.bullmq.io, "Redis compatibility"). */
const oldest = [6, 2] as const;

/** Looks at the server once, for at most 3 s. @throws ConfigError when it refuses us or is too old */
export async function probeRedis(url: string, log: Log): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 3_000, retryStrategy: () => null });
  let last: unknown;
  redis.on('error', (error: unknown) => {
    last = error;
  });
  try {
    await redis.connect();
    const version = /redis_version:(\d+)\.(\d+)/.exec(await redis.info('server'));
    if (version !== null && isTooOld(Number(version[1]), Number(version[2]))) {
      throw new ConfigError([`REDIS_URL: this Redis is too old; ${oldest.join('.')} or newer is needed.`]);
    }
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const cause = last ?? error;
    if (isRefusal(cause))
      throw new ConfigError(['REDIS_URL: Redis refuses the user name or password in it.']);
    log.warn({ err: cause }, 'Redis does not answer; bulk sending waits for it, replies go on without it');
  } finally {
    redis.disconnect();
  }
}

const isTooOld = (major: number, minor: number) =>
  major < oldest[0] || (major === oldest[0] && minor < oldest[1]);

const isRefusal = (error: unknown) =>
  error instanceof Error && /^(WRONGPASS|NOAUTH|NOPERM|ERR (invalid password|AUTH))/.test(error.message);
