/**
 * Telegram's sending limits as token buckets (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):
 * about 30 messages a second over all, one a second per chat with short bursts. The burst sizes are ours.
 */
export interface PaceLimits {
  readonly overallPerSecond: number;
  readonly chatPerSecond: number;
  readonly chatBurst: number;
}

export const usualLimits: PaceLimits = { overallPerSecond: 30, chatPerSecond: 1, chatBurst: 20 };

export interface Bucket {
  tokens: number;
  at: number;
}

export interface Pace {
  /** Takes one message's worth from both buckets, or gives the whole seconds to wait. */
  take(chat: Bucket, nowMs: number): number;
  /** `null` lifts the limits. */
  set(limits: PaceLimits | null): void;
  readonly limits: PaceLimits | null;
}

export const fullBucket = (): Bucket => ({ tokens: Number.POSITIVE_INFINITY, at: 0 });

export function createPace(start: PaceLimits | null): Pace {
  let limits = start;
  let overall = fullBucket();
  return {
    take(chat, nowMs) {
      if (limits === null) return 0;
      const { overallPerSecond: all, chatPerSecond, chatBurst } = limits;
      refill(overall, { rate: all, burst: all, nowMs });
      refill(chat, { rate: chatPerSecond, burst: chatBurst, nowMs });
      const wait = Math.max((1 - overall.tokens) / all, (1 - chat.tokens) / chatPerSecond);
      if (wait > 1e-6) return Math.ceil(wait);
      overall.tokens -= 1;
      chat.tokens -= 1;
      return 0;
    },
    set(next) {
      limits = next;
      overall = fullBucket();
    },
    get limits() {
      return limits;
    },
  };
}

function refill(bucket: Bucket, to: { rate: number; burst: number; nowMs: number }): void {
  const gained = (Math.max(0, to.nowMs - bucket.at) / 1000) * to.rate;
  bucket.tokens = Math.min(to.burst, bucket.tokens + gained);
  bucket.at = to.nowMs;
}
