/**
 * Notices a channel that fails: most of the last sends came to nothing. Then it rests, people with another account get
 * their message there, and operator and officers are told.
 */
import type { SendFault } from '../../core/error.ts';
import type { TextRef } from '../../core/event.ts';
import type { ChannelName, ParcelId } from '../../core/model.ts';
import type { Deps } from '../deps.ts';
import type { Pauses } from '../pauses.ts';
import { renderText } from '../render.ts';

const looksAt = 20;
const tooMany = 15;
export const restMs = 5 * 60_000;

/** Faults that say something about the channel, not about one person or message. */
const channelFaults: readonly (SendFault['kind'] | null)[] = ['unreachable', 'unknown', 'config'];

export interface FailingWatch {
  note(channel: ChannelName, fault: SendFault['kind'] | null): void;
}

export function createFailingWatch(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'texts' | 'jobs'>,
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
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'texts' | 'jobs'>,
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
  await tellAuthors(deps, channel, until);
}

/** Each officer whose announcement is under way, on another channel where they have one. */
async function tellAuthors(
  { store, clock, texts, jobs }: Pick<Deps, 'store' | 'clock' | 'texts' | 'jobs'>,
  channel: ChannelName,
  until: number,
): Promise<void> {
  const authors = await store.announcements.authorsUnderWay(channel);
  const time = new Date(until + 7 * 3_600_000).toISOString().slice(11, 16);
  const plans = authors.map(({ code, contactId, language, channel: to, address }) => {
    const about: TextRef = {
      key: 'announcement.alert.channelFailing',
      vars: { channel: { key: `announcement.channel.${channel}` }, code, until: time },
    };
    return {
      id: `n:failing:${channel}:${until}:${code}:${contactId}` as ParcelId,
      contactId,
      class: 'transactional' as const,
      cause: { kind: 'event' as const, id: `failing:${channel}:${until}:${code}` },
      channel: to,
      address,
      bubbles: [{ text: renderText(about, { texts, language, slots: {} }) }],
    };
  });
  await store.announcements.planNotices(plans, clock.now());
  for (const { id } of plans) await jobs.add('deliver', { parcelId: id });
}
