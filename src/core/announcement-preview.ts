/**
 * Pure: what releasing an announcement would do, before anything is done: how many on which channel, who is left out and
 * why, the cost as far as prices are known, and when it would be through.
 */
import { type Hours, nextOpening } from './announcement-policy.ts';
import { dayOf, startOf } from './calendar.ts';
import type { ChannelName, Instant } from './model.ts';

/** Why somebody of the audience gets nothing, known before sending; the order is that of the check. */
export const leftOutReasons = [
  'excluded',
  'no_consent',
  'opted_out',
  'no_address',
  'blocked',
  'duplicate',
  'over_cap',
  'over_kind_cap',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** How long ago a person last did something on the channel; decides windows and fees there. */
export const silences = ['within48h', 'within7d', 'longer'] as const;
export type Silence = (typeof silences)[number];
/** Channels where it matters; elsewhere everybody counts as `within48h`. */
export const windowedChannels: readonly ChannelName[] = ['zalo'];

/** Counted, nothing written. */
export interface AudienceCount {
  /** Everybody the filters fit, those left out included. */
  readonly total: number;
  readonly reached: readonly {
    readonly channel: ChannelName;
    readonly silence: Silence;
    readonly count: number;
  }[];
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly count: number }[];
}

/** What a channel lets through and takes for it, by how long the person has been silent. */
export interface ChannelRate {
  /** Between two messages of a bulk send; 0: as fast as it goes. */
  readonly everyMs: number;
  /** Đồng for one message; `null`: nobody told us; `refused`: the channel will not take it. */
  readonly fee: Readonly<Record<Silence, number | null | 'refused'>>;
}
export type Rates = Readonly<Partial<Record<ChannelName, ChannelRate>>>;

export interface ChannelPreview {
  readonly channel: ChannelName;
  readonly count: number;
  /** Of these so many are beyond the channel's window and will be left to a call. */
  readonly refused: number;
  readonly costVnd: number;
  /** So many more cost something nobody told us. */
  readonly unpriced: number;
  readonly finishAt: Instant;
}

export interface AnnouncementPreview {
  readonly total: number;
  readonly reached: number;
  readonly channels: readonly ChannelPreview[];
  readonly leftOut: AudienceCount['leftOut'];
  readonly costVnd: number;
  readonly unpriced: number;
  readonly finishAt: Instant;
}

export interface PreviewFacts {
  readonly count: AudienceCount;
  readonly rates: Rates;
  readonly beginsAt: Instant;
  readonly hours: Hours;
}

/** Turns counts into what an officer decides by. Nobody to reach gives `reached: 0`, which release refuses. */
export function previewOf({ count, rates, beginsAt, hours }: PreviewFacts): AnnouncementPreview {
  const names = [...new Set(count.reached.map(({ channel }) => channel))];
  const channels = names.map((channel): ChannelPreview => {
    const groups = count.reached.filter((group) => group.channel === channel);
    const rate = rates[channel];
    const all = sum(groups.map((group) => group.count));
    const feeOf = (silence: Silence) => (rate === undefined ? 0 : rate.fee[silence]);
    const refused = sum(
      groups.filter(({ silence }) => feeOf(silence) === 'refused').map((group) => group.count),
    );
    return {
      channel,
      count: all,
      refused,
      costVnd: sum(groups.map((group) => group.count * priceOf(feeOf(group.silence)))),
      unpriced: sum(groups.filter(({ silence }) => feeOf(silence) === null).map((group) => group.count)),
      finishAt: finishOf(beginsAt, (all - refused) * (rate?.everyMs ?? 0), hours),
    };
  });
  return {
    total: count.total,
    reached: sum(channels.map((one) => one.count - one.refused)),
    channels,
    leftOut: count.leftOut,
    costVnd: sum(channels.map(({ costVnd }) => costVnd)),
    unpriced: sum(channels.map(({ unpriced }) => unpriced)),
    finishAt: Math.max(beginsAt, ...channels.map(({ finishAt }) => finishAt)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const priceOf = (fee: number | null | 'refused'): number => (typeof fee === 'number' ? fee : 0);

/** When so much sending is through, if it rests outside the hours. */
export function finishOf(beginsAt: Instant, durationMs: number, hours: Hours): Instant {
  let at = nextOpening(beginsAt, hours, 0) ?? beginsAt;
  let left = durationMs;
  for (;;) {
    const closes = startOf(dayOf(at)) + hours.to * 60_000;
    if (at + left <= closes) return at + left;
    left -= closes - at;
    at = nextOpening(closes, hours, 0) ?? closes;
  }
}
