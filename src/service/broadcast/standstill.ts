/** Tells officers under way that a channel stands still by itself: why, until when, and that nobody is lost. */
import { dayOf, startOf } from '../../core/calendar.ts';
import type { ChannelName, Instant } from '../../core/model.ts';
import type { Deps } from '../deps.ts';
import { tell } from './notice.ts';

/** What stops a channel by itself for longer than a moment; `throttled` is the channel's own pace. */
export const standstillReasons = ['failing', 'config'] as const;
export type StandstillReason = (typeof standstillReasons)[number];

const minuteMs = 60_000;

function clockTime(at: Instant): string {
  const minutes = Math.floor((at - startOf(dayOf(at))) / minuteMs);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Each author once a day per announcement, channel and reason: a channel may rest again and again. */
export async function tellStandstill(
  deps: Pick<Deps, 'store' | 'texts' | 'channels' | 'clock' | 'jobs'>,
  channel: ChannelName,
  { until, reason }: { readonly until: Instant; readonly reason: StandstillReason },
): Promise<void> {
  const authors = await deps.store.announcements.authorsUnderWay(channel);
  const day = dayOf(deps.clock.now());
  for (const { code, ...to } of authors) {
    const vars = { channel: { key: `announcement.channel.${channel}` }, code, until: clockTime(until) };
    await tell(deps, [to], {
      id: `standstill:${reason}:${channel}:${day}:${code}`,
      lines: [{ text: { key: `announcement.alert.${reason}`, vars } }],
    });
  }
}
