/** Pure: what officers are told and held to when they announce: hours, pace and fees of the channels, limits, approval. */
import type { ApprovalRule } from './announcement-approval.ts';
import { type Caps, type Hours, usualCaps, usualHours } from './announcement-policy.ts';
import type { ChannelRate, Rates } from './announcement-preview.ts';
import type { ChannelName } from './model.ts';

export interface Announcing {
  /** Where a second officer releases it. */
  readonly approval: ApprovalRule;
  readonly hours: Hours;
  readonly caps: Caps;
  readonly rates: Rates;
  /** The least any channel takes: characters of a message and under a picture, bytes of a picture and of a file. */
  readonly limits: {
    readonly text: number;
    readonly caption: number;
    readonly image: number;
    readonly file: number;
  };
}

/** Telegram takes no fee. Zalo answers free within 48 hours, takes a fee nobody told us within 7 days, then refuses. */
const fees: Readonly<Record<'telegram' | 'zalo', ChannelRate['fee']>> = {
  telegram: { within48h: 0, within7d: 0, longer: 0 },
  zalo: { within48h: 0, within7d: null, longer: 'refused' },
};

const megabyte = 1_048_576;
/** Zalo takes 2,000 characters, pictures of 1 MB and files of 5 MB; Telegram 1,024 characters under a picture. */
const limits: Announcing['limits'] = { text: 2_000, caption: 1_024, image: megabyte, file: 5 * megabyte };

/** By messages per second on each channel; 0: as fast as it goes. */
export function announcingBy(
  perSecond: Readonly<Partial<Record<ChannelName, number>>>,
  approval: ApprovalRule,
  /** Đồng for a Zalo message between 48 hours and 7 days; `null`: nobody told us. */
  zaloChargedVnd: number | null = null,
): Announcing {
  const everyMs = (rate: number | undefined): number => (rate === undefined || rate === 0 ? 0 : 1_000 / rate);
  return {
    approval,
    hours: usualHours,
    caps: usualCaps,
    rates: {
      telegram: { everyMs: everyMs(perSecond.telegram), fee: fees.telegram },
      zalo: { everyMs: everyMs(perSecond.zalo), fee: { ...fees.zalo, within7d: zaloChargedVnd } },
    },
    limits,
  };
}

/** Where nothing is configured. */
export const usualAnnouncing: Announcing = announcingBy({ telegram: 25, zalo: 10 }, 'never');
