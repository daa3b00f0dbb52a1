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
  /** Of one kind, e.g. livestreams; asked when an announcement is planned. */
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

export interface SendFacts {
  readonly class: ParcelClass;
  readonly contact: Pick<ContactView, 'consents' | 'optedOut'>;
  readonly now: Instant;
  readonly hours: Hours;
  /** 0–1, the same for the same person every time. */
  readonly spread: number;
  readonly skipAfter: Instant | null;
  readonly caps: Caps;
  /** What the person got within the last 24 hours, transactional aside. */
  readonly recent: readonly { readonly class: ParcelClass; readonly at: Instant }[];
}

export const suppressions = ['no_consent', 'opted_out', 'too_late', 'over_cap'] as const;
export type Suppression = (typeof suppressions)[number];

export type SendDecision =
  | { readonly go: true }
  /** Not now: asked again then. */
  | { readonly go: false; readonly why: 'quiet_hours' | 'over_cap'; readonly notBefore: Instant }
  /** Never: the row ends with this reason. */
  | { readonly go: false; readonly why: Suppression; readonly notBefore: null };

/** Decides; total for any facts. Waiting beyond the last moment it makes sense ends in `too_late` or `over_cap`. */
export function decideSend(facts: SendFacts): SendDecision {
  const refused = refusalOf(facts);
  if (refused !== null) return { go: false, why: refused, notBefore: null };
  if (facts.class === 'transactional') return { go: true };
  const opening = nextOpening(facts.now, facts.hours, facts.spread);
  if (opening !== null) return waitUntil(opening, 'quiet_hours', facts);
  const room = roomAt(facts);
  return room === null ? { go: true } : waitUntil(room, 'over_cap', facts);
}

function refusalOf({ class: kind, contact, now, skipAfter }: SendFacts): Suppression | null {
  if (skipAfter !== null && now > skipAfter) return 'too_late';
  if (kind === 'transactional') return null;
  if (contact.optedOut.includes(kind)) return 'opted_out';
  return isGranted(contact.consents, purposeOf[kind]) ? null : 'no_consent';
}

function waitUntil(
  notBefore: Instant,
  why: 'quiet_hours' | 'over_cap',
  { skipAfter }: SendFacts,
): SendDecision {
  if (skipAfter === null || notBefore <= skipAfter) return { go: false, why, notBefore };
  return { go: false, why: why === 'over_cap' ? 'over_cap' : 'too_late', notBefore: null };
}

/** When the caps leave room again; `null` when they do now. */
function roomAt({ recent, caps, class: kind, now }: SendFacts): Instant | null {
  const inside = recent.filter(({ at }) => at > now - dayMs).toSorted((a, b) => a.at - b.at);
  const same = inside.filter((one) => one.class === kind);
  const waits = [
    freeAt(inside, caps.perDay),
    freeAt(same, caps.perDayByClass[kind] ?? Number.POSITIVE_INFINITY),
  ].filter((at) => at !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

/** The moment the oldest of those too many is a day old. */
function freeAt(sent: readonly { readonly at: Instant }[], most: number): Instant | null {
  if (sent.length < most) return null;
  return (sent[sent.length - most]?.at ?? 0) + dayMs;
}
