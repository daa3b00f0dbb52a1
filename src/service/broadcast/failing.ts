/**
 * Notices a channel that fails: most of the last sends came to nothing. Then it rests, people with another account get
 * their message there, and operator and officers are told.
 */
import type { SendFault } from '../../core/error.ts';
import type { ChannelName } from '../../core/model.ts';
import type { Deps } from '../deps.ts';
import type { Pauses } from '../pauses.ts';
import { tellStandstill } from './standstill.ts';

const looksAt = 20;
const tooMany = 15;
export const restMs = 5 * 60_000;

/** Faults that say something about the channel, not about one person or message. */
const channelFaults: readonly (SendFault['kind'] | null)[] = ['unreachable', 'unknown', 'config'];

export interface FailingWatch {
  note(channel: ChannelName, fault: SendFault['kind'] | null): void;
}

export function createFailingWatch(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'texts' | 'jobs' | 'channels'>,
  pauses: Pauses,
): FailingWatch {
  const last = new Map<ChannelName, boolean[]>();
  return {
    note(channel, fault) {
      const seen = [...(last.get(channel) ?? []), channelFaults.includes(fault)].slice(-looksAt);
      last.set(channel, seen);
      if (seen.filter(Boolean).length < tooMany) return;
      last.delete(channel);
      rest(deps, channel, pauses).catch((error: unknown) =>
        deps.log.warn({ error, channel }, 'the rest of a failing channel could not be written'),
      );
    },
  };
}

async function rest(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'texts' | 'jobs' | 'channels'>,
  channel: ChannelName,
  pauses: Pauses,
): Promise<void> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const until = now + restMs;
  await pauses.pause(channel, until, 'failing');
  const moved = await store.announcements.leaveChannel(channel, now);
  log.error(
    { channel, until: new Date(until).toISOString(), moved },
    'the channel fails; announcements rest on it',
  );
  await tellStandstill(deps, channel, { until, reason: 'failing' });
}
