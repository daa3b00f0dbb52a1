/** How long a channel must not send, kept across restarts. */
import type { Store } from '../ports.ts';
import type { Sql, Statement } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

/** Of two pauses at once the longer one counts. */
const pause: Statement = {
  name: 'pause-channel',
  text: `INSERT INTO channel_state (channel, paused_until, reason) VALUES ($1, at_ms($2), $3)
    ON CONFLICT (channel) DO UPDATE SET paused_until = excluded.paused_until, reason = excluded.reason
    WHERE channel_state.paused_until IS NULL OR channel_state.paused_until < excluded.paused_until`,
};

export function createChannels(sql: Sql, prisma: PrismaClient): Pick<Store, 'pauseChannel' | 'channelPause'> {
  return {
    pauseChannel: async (channel, until, reason) => {
      await sql.rows(pause, [channel, until, reason]);
    },
    channelPause: async (channel) => {
      const state = await prisma.channelState.findUnique({ where: { channel } });
      if (!state?.pausedUntil) return null;
      return { until: state.pausedUntil.getTime(), reason: state.reason ?? '' };
    },
  };
}
