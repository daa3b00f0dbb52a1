/** Pure: a person's calendar as their phone fetches it: the wish for an address, in words and as facts, and what changed. */
import type { Instant } from './model.ts';
import { fold } from './vietnamese.ts';

export type CalendarFeedEvent =
  /** `renew`: another address than before, which ends. */
  | { readonly type: 'calendar_address_wanted'; readonly renew: boolean }
  | { readonly type: 'calendar_address_ended' };

export type CalendarWish = 'phone' | 'renew' | 'off' | 'file';

/** What words about the calendar's address ask for, the first that fits; folded. */
const wishes: readonly (readonly [CalendarWish, RegExp])[] = [
  [
    'renew',
    /\b(?:doi|lam lai|cap lai|lo)\b.*\b(?:dia chi|link|duong dan|lien ket)\b|\b(?:renew|change|new) .*address\b/,
  ],
  [
    'off',
    /\b(?:tat|xoa|huy|bo|ngung|dung)\b.*\b(?:dia chi lich|link lich|lich (?:tren|trong|o) (?:dien thoai|may))\b|\b(?:stop|remove) .*(?:address|phone)\b/,
  ],
  ['file', /\b(?:tai lich|tep lich|file lich|tai tep|tai file)\b|\b(?:calendar file|download)\b/],
  [
    'phone',
    /\b(?:dien thoai|dong bo|dia chi lich|link lich|lien ket lich|duong dan lich|google lich|iphone|android|outlook)\b|\b(?:phone|subscribe|sync)\b/,
  ],
];

/** Tells what a message about the calendar asks for; `null`: nothing of the kind. */
export function calendarWish(text: string): CalendarWish | null {
  const words = fold(text);
  return wishes.find(([, shape]) => shape.test(words))?.[0] ?? null;
}

/** Of an entry as it was told last: a digest of all it says, how often that changed, and when. */
export interface ToldEntry {
  readonly digest: string;
  readonly sequence: number;
  readonly at: Instant;
}
export type ToldEntries = Readonly<Record<string, ToldEntry>>;

/**
 * What is told now, by the id of the entry: whoever says the same as before keeps its count and its moment, so that a
 * calendar sees a change exactly where there is one.
 */
export function tellEntries(
  before: ToldEntries,
  digests: Readonly<Record<string, string>>,
  now: Instant,
): ToldEntries {
  const told = Object.entries(digests).map(([uid, digest]): readonly [string, ToldEntry] => {
    const last = before[uid];
    if (last?.digest === digest) return [uid, last];
    return [uid, { digest, sequence: last === undefined ? 0 : last.sequence + 1, at: now }];
  });
  return Object.fromEntries(told);
}

/** Whether anything has to be kept anew. */
export function isToldAlike(before: ToldEntries, after: ToldEntries): boolean {
  const uids = Object.keys(after);
  return uids.length === Object.keys(before).length && uids.every((uid) => before[uid] === after[uid]);
}
