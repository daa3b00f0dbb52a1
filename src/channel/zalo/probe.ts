/**
 * Looks once a day whether the account still answers and is still ours: no event tells that a grant was taken back
 * (reference §5.3), and without traffic nobody would notice.
 */
import type { Log } from '../../ports.ts';
import { ZaloApiError, type ZaloClient } from './sdk/mod.ts';

export interface ProbeDeps {
  readonly client: Pick<ZaloClient, 'officialAccount'>;
  /** Id of our Official Account. */
  readonly account: string;
  /** Zalo said that our grant is gone. */
  lost(reason: string): Promise<void>;
  readonly log: Log;
  readonly everyMs?: number;
}

export interface Probe {
  run(): Promise<void>;
  start(): void;
  stop(): void;
}

const dayMs = 24 * 3_600_000;

export function createProbe({ client, account, lost, log, everyMs = dayMs }: ProbeDeps): Probe {
  let timer: NodeJS.Timeout | null = null;
  const run = async (): Promise<void> => {
    try {
      const { oaId, name } = await client.officialAccount();
      if (oaId !== account)
        log.error({ expected: account, found: oaId }, 'Zalo: the token belongs to another account');
      else log.info({ account: name }, 'Zalo: the account answers');
    } catch (error) {
      const gone = error instanceof ZaloApiError && error.fault.class === 'reconnect';
      if (gone) await lost(String(error.code)).catch(() => undefined);
      log.warn({ error }, 'Zalo: the account does not answer');
    }
  };
  return {
    run,
    start() {
      timer = setInterval(() => void run(), everyMs);
      timer.unref();
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}
