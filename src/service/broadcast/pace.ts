/**
 * The pace of each channel, shared by all processes through the database. Bulk takes its turns there; while bulk goes
 * out, replies take turns too, at once and ahead of what bulk has not taken yet, so that the sum stays within the channel's
 * limit. While nothing goes out in bulk, replies pay nothing.
 */
import type { ChannelName } from '../../core/model.ts';
import type { Deps } from '../deps.ts';
import { sleep } from '../sleep.ts';

/** Messages per second of a bulk send; 0 or absent: as fast as it goes. */
export type BulkRates = Readonly<Partial<Record<ChannelName, number>>>;

export interface Pace {
  /** Takes up to `want` turns that come at the same moment. @throws StoreUnavailable */
  take(channel: ChannelName, want: number): Promise<{ readonly count: number; readonly afterMs: number }>;
  /** Has a reply wait for its turn, if bulk goes out on the channel; never for long, and never throws. */
  reply(channel: ChannelName): Promise<void>;
  /** Whether turns are taken on this channel at all. */
  isLimited(channel: ChannelName): boolean;
  /** Looks again whether any process sends in bulk. */
  look(): Promise<void>;
}

/**
 * Turns nearer together than this are taken as one: to ask for one takes some milliseconds. At the pace of a channel with a
 * limit (30 a second) every row has a claim of its own, and a crash leaves in doubt what was being sent.
 */
const togetherMs = 12;

/** Rows of one claim, where a row may go so often. */
export const rowsTogether = (everyMs: number): number => Math.max(1, Math.floor(togetherMs / everyMs));
/** A person waits for this. */
const replyAtMostMs = 400;

export function createPace({ store, log }: Pick<Deps, 'store' | 'log'>, rates: BulkRates): Pace {
  const limited = (Object.entries(rates) as [ChannelName, number][]).filter(([, rate]) => rate > 0);
  const everyMs = new Map(limited.map(([channel, rate]) => [channel, 1_000 / rate]));
  const busy = new Set<ChannelName>();
  const { announcements } = store;
  return {
    isLimited: (channel) => everyMs.has(channel),
    async take(channel, want) {
      const every = everyMs.get(channel);
      if (every === undefined) return { count: want, afterMs: 0 };
      busy.add(channel);
      const count = Math.max(1, Math.min(want, rowsTogether(every)));
      return { count, afterMs: await announcements.takePace(channel, count, every) };
    },
    async reply(channel) {
      const every = everyMs.get(channel);
      if (every === undefined || !busy.has(channel)) return;
      try {
        await sleep(Math.min(await announcements.takePace(channel, 1, every), replyAtMostMs));
      } catch (error) {
        log.debug({ error, channel }, 'a reply goes out without its turn');
      }
    },
    async look() {
      for (const channel of everyMs.keys()) {
        if (await announcements.isPaced(channel)) busy.add(channel);
        else busy.delete(channel);
      }
    },
  };
}
