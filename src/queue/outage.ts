/** Says once that the job queue is away, then at most every half minute how often it failed, and that it is back. */
import type { Log } from '../ports.ts';

const everyMs = 30_000;

export interface Outage {
  failed(error: unknown): void;
  worked(): void;
}

/** Keeps a lost connection from filling the log: dozens of failures a second become a line per half minute. */
export function createOutage(log: Log, now: () => number): Outage {
  let failures = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  return {
    failed(error) {
      failures += 1;
      if (now() - saidAt < everyMs) return;
      saidAt = now();
      log.warn({ err: error, failures }, 'The job queue does not answer; rows wait for the sweep');
    },
    worked() {
      if (failures === 0) return;
      log.info({ failures }, 'The job queue answers again');
      failures = 0;
      saidAt = Number.NEGATIVE_INFINITY;
    },
  };
}
