/** Trying again until it works or we stop: back-off doubles, a wait the platform names is kept exactly. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SendError } from '../../core/error.ts';
import type { Log } from '../../ports.ts';

export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

export interface RetryContext {
  readonly signal: AbortSignal;
  readonly backoff: Backoff;
  readonly log: Log;
}

/** Milliseconds to wait after the `failures`-th failure in a row (from 1). */
export function waitAfter(error: unknown, failures: number, { firstMs, mostMs }: Backoff): number {
  if (error instanceof SendError && error.fault.kind === 'throttled') return error.fault.afterMs;
  // A refusal (wrong token, bad address) does not heal by itself in a second.
  if (isRefusal(error)) return mostMs;
  return Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 20));
}

/** Sleeps unless stopped; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** Repeats `attempt` until it succeeds (true) or the signal stops it (false). */
export async function untilDone(
  what: string,
  attempt: () => Promise<unknown>,
  { signal, backoff, log }: RetryContext,
): Promise<boolean> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await attempt();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      failures += 1;
      const waitMs = waitAfter(error, failures, backoff);
      logFailure(log, what, error, waitMs);
      await pause(waitMs, signal);
    }
  }
  return false;
}

const isRefusal = (error: unknown): error is SendError =>
  error instanceof SendError && (error.fault.kind === 'config' || error.fault.kind === 'rejected');

export function logFailure(log: Log, what: string, error: unknown, waitMs: number): void {
  const reason = reasonOf(error);
  if (isRefusal(error)) {
    const check = error.fault.kind === 'config' ? '; check TELEGRAM_BOT_TOKEN' : '';
    log.error({ reason, waitMs }, `telegram: ${what} refused${check}`);
  } else {
    log.warn({ reason, waitMs }, `telegram: ${what} failed, trying again`);
  }
}

/** A failure in words fit for the log: adapter errors are redacted already, others are only named. */
export function reasonOf(error: unknown): string {
  if (error instanceof SendError) return error.message;
  return error instanceof Error ? error.name : 'failure';
}
