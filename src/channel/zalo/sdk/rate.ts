/** Zalo's calls per minute, as its replies tell them. */
import { asNumber } from './json.ts';

export interface RateState {
  /** Calls allowed in this minute. */
  readonly limit: number;
  /** Calls left in this minute. */
  readonly remain: number;
  /** When the reply arrived, ms since 1970. */
  readonly seenAt: number;
}

const MINUTE_MS = 60_000;

/** Reads `X-RateLimit-Limit` and `X-RateLimit-Remain`; `null` when a reply carries none. */
export function readRate(headers: Readonly<Record<string, unknown>>, now: number): RateState | null {
  const limit = asNumber(headers['x-ratelimit-limit']);
  const remain = asNumber(headers['x-ratelimit-remain']);
  return limit === null || remain === null ? null : { limit, remain, seenAt: now };
}

/** Milliseconds until the next minute begins, when the counter is reset; 1 to 60,000. */
export const msToNextMinute = (now: number): number => MINUTE_MS - (now % MINUTE_MS);

/**
 * Milliseconds to hold calls back after this reply: 0 while calls are left in its minute,
 * and 0 again when that minute is over.
 */
export function msToWait(rate: RateState | null, now: number): number {
  if (rate === null || rate.remain > 0) return 0;
  const freeAt = rate.seenAt + msToNextMinute(rate.seenAt);
  return Math.max(0, freeAt - now);
}
