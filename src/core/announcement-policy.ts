/**
 * Pure: may this announcement go to this person at this moment? Asked by the plan for the reasons, and again right before
 * each send. Hours and caps are data (domain reference §12: Nghị định 91/2020/NĐ-CP; the bot's own policy is narrower).
 */
import type { AnnouncementKind } from './announcement.ts';
import { dayOf, startOf } from './calendar.ts';
import { isGranted, purposeOf } from './consent.ts';
import type { ContactView, Instant, ParcelClass } from './model.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Minutes after midnight in Vietnam. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** What the law leaves: advertising goes out from 07:00 to 22:00; we hold every announcement to it. */
export const lawfulHours: Hours = { from: 7 * 60, to: 22 * 60 };
/** What people are used to; urgent announcements of a province may go beyond, within the law's. */
export const usualHours: Hours = { from: 8 * 60, to: 20 * 60 };

export interface Caps {
  /** Announcements a person gets within 24 hours, of all classes but transactional. */
  readonly perDay: number;
  readonly perDayByClass: Readonly<Partial<Record<ParcelClass, number>>>;
  /** Of one kind, e.g. livestreams. */
  readonly perDayByKind: Readonly<Partial<Record<AnnouncementKind, number>>>;
}
/** Three a day as the law holds advertising to, one of them advertising (Nghị định 91/2020/NĐ-CP, domain reference §12). */
export const usualCaps: Caps = { perDay: 3, perDayByClass: { promotional: 1 }, perDayByKind: {} };
/** What the law leaves to be set: nobody gets more than three advertising messages within 24 hours. */
export const lawfulPerDay = 3;

/** Hours can be set per place, but never outside the law's. */
export function hoursWithin({ from, to }: Hours): Hours {
  const within = { from: Math.max(from, lawfulHours.from), to: Math.min(to, lawfulHours.to) };
  return within.from < within.to ? within : usualHours;
}

/** When the hours begin next; `null` while they last. `spread` (0–1) shifts a person's start by up to ten minutes. */
export function nextOpening(now: Instant, hours: Hours, spread: number): Instant | null {
  const midnight = startOf(dayOf(now));
  const minutes = (now - midnight) / minuteMs;
  if (minutes >= hours.from && minutes < hours.to) return null;
  const day = minutes < hours.from ? midnight : midnight + dayMs;
  return day + hours.from * minuteMs + Math.floor(spread * 10 * minuteMs);
}

/** An announcement a person got, or that is on its way to them. */
export interface RecentAnnouncement {
  readonly class: ParcelClass;
  readonly kind: AnnouncementKind;
  readonly at: Instant;
}

export interface SendFacts {
  readonly class: ParcelClass;
  readonly kind: AnnouncementKind;
  readonly contact: Pick<ContactView, 'consents' | 'optedOut'>;
  readonly now: Instant;
  readonly hours: Hours;
  /** 0–1, the same for the same person every time. */
  readonly spread: number;
  readonly skipAfter: Instant | null;
  readonly caps: Caps;
  /** What the person got within the last 24 hours, transactional aside. */
  readonly recent: readonly RecentAnnouncement[];
}

/** Enough for a day; enough for a day of this class (advertising) or kind. As the plan says it. */
type Fullness = 'over_cap' | 'over_kind_cap';
export const suppressions = ['no_consent', 'opted_out', 'too_late', 'over_cap', 'over_kind_cap'] as const;
export type Suppression = (typeof suppressions)[number];

export type SendDecision =
  | { readonly go: true }
  /** Not now: asked again then. */
  | { readonly go: false; readonly why: 'quiet_hours' | Fullness; readonly notBefore: Instant }
  /** Never: the row ends with this reason. */
  | { readonly go: false; readonly why: Suppression; readonly notBefore: null };

/** Decides; total for any facts. Waiting beyond the last moment it makes sense ends in `too_late` or the full cap. */
export function decideSend(facts: SendFacts): SendDecision {
  const refused = refusalOf(facts);
  if (refused !== null) return { go: false, why: refused, notBefore: null };
  if (facts.class === 'transactional') return { go: true };
  const opening = nextOpening(facts.now, facts.hours, facts.spread);
  if (opening !== null) return waitUntil(opening, 'quiet_hours', facts);
  const full = fullest(facts);
  return full === null ? { go: true } : waitUntil(full.until, full.why, facts);
}

function refusalOf({ class: kind, contact, now, skipAfter }: SendFacts): Suppression | null {
  if (skipAfter !== null && now > skipAfter) return 'too_late';
  if (kind === 'transactional') return null;
  if (contact.optedOut.includes(kind)) return 'opted_out';
  return isGranted(contact.consents, purposeOf[kind]) ? null : 'no_consent';
}

function waitUntil(
  notBefore: Instant,
  why: 'quiet_hours' | Fullness,
  { skipAfter }: SendFacts,
): SendDecision {
  if (skipAfter === null || notBefore <= skipAfter) return { go: false, why, notBefore };
  return { go: false, why: why === 'quiet_hours' ? 'too_late' : why, notBefore: null };
}

/** The cap that leaves no room the longest, and until when; `null` when all of them do now. */
function fullest({ recent, caps, class: parcelClass, kind, now }: SendFacts) {
  const inside = recent.filter(({ at }) => at > now - dayMs).toSorted((a, b) => a.at - b.at);
  const ofClass = inside.filter((one) => one.class === parcelClass);
  const ofKind = inside.filter((one) => one.kind === kind);
  const full = [
    { why: 'over_cap', until: freeAt(inside, caps.perDay) },
    { why: 'over_kind_cap', until: freeAt(ofClass, caps.perDayByClass[parcelClass]) },
    { why: 'over_kind_cap', until: freeAt(ofKind, caps.perDayByKind[kind]) },
  ] as const satisfies readonly { readonly why: Fullness; readonly until: Instant | null }[];
  let last: { readonly why: Fullness; readonly until: Instant } | null = null;
  for (const { why, until } of full) if (until !== null && until > (last?.until ?? 0)) last = { why, until };
  return last;
}

/** The moment the oldest of those too many is a day old. */
function freeAt(sent: readonly { readonly at: Instant }[], most = Number.POSITIVE_INFINITY): Instant | null {
  if (sent.length < most) return null;
  return (sent[sent.length - most]?.at ?? 0) + dayMs;
}
