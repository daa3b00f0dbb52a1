/** Until when whole channels must not send. The moment is kept in the store, so that a restart does not forget it. */
import type { ChannelName, Instant } from '../core/model.ts';
import type { Deps } from './deps.ts';

export interface Pauses {
  /** The moment until which the channel waits; long past when it does not. Never throws. */
  until(channel: ChannelName): Promise<Instant>;
  /** Makes the channel wait; of two waits the longer counts. @throws StoreUnavailable, but counts here all the same */
  pause(channel: ChannelName, until: Instant, reason: string): Promise<void>;
}

/** Remembers the pauses; what was known before this process started is read at the first question. */
export function createPauses({ store, log }: Pick<Deps, 'store' | 'log'>): Pauses {
  const known = new Map<ChannelName, Instant>();
  const keep = (channel: ChannelName, until: Instant): Instant => {
    const longer = Math.max(until, known.get(channel) ?? 0);
    known.set(channel, longer);
    return longer;
  };
  return {
    async until(channel) {
      const here = known.get(channel);
      if (here !== undefined) return here;
      try {
        return keep(channel, (await store.channelPause(channel))?.until ?? 0);
      } catch (error) {
        log.warn({ error, channel }, 'nobody knows whether the channel waits; the database does not answer');
        return 0;
      }
    },
    async pause(channel, until, reason) {
      keep(channel, until);
      await store.pauseChannel(channel, until, reason);
    },
  };
}
