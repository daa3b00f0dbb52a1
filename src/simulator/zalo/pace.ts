/** Zalo's limits per minute, for the app and for the OA, on virtual time. */
import type { VirtualClock } from './clock.ts';

export interface Passed {
  readonly limit: number;
  readonly remain: number;
  /** Whose limit stops this call. */
  readonly stoppedBy: 'app' | 'oa' | null;
}

export interface Pace {
  /** Counts one call. */
  pass(): Passed;
  /** The state without counting. */
  look(): Passed;
  set(limits: { appPerMinute?: number; oaPerMinute?: number }): void;
}

const MINUTE_MS = 60_000;
const APP_PER_MINUTE = 4000;

export function createPace(
  clock: VirtualClock,
  limits: { appPerMinute?: number; oaPerMinute?: number } = {},
): Pace {
  let app = limits.appPerMinute ?? APP_PER_MINUTE;
  let oa = limits.oaPerMinute ?? Number.POSITIVE_INFINITY;
  let minute = 0;
  let count = 0;

  const stateOf = (): Passed => {
    const limit = Math.min(app, oa);
    const stoppedBy = count > app ? 'app' : count > oa ? 'oa' : null;
    return { limit, remain: Math.max(0, limit - count), stoppedBy };
  };
  const turn = (): void => {
    const now = Math.floor(clock.now() / MINUTE_MS);
    if (now !== minute) count = 0;
    minute = now;
  };
  return {
    pass() {
      turn();
      count += 1;
      return stateOf();
    },
    look() {
      turn();
      return stateOf();
    },
    set(next) {
      app = next.appPerMinute ?? app;
      oa = next.oaPerMinute ?? oa;
    },
  };
}
