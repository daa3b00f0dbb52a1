/**
 * Pure: what people take a seat at (domain reference §9, §10): training classes and events, their days and places, and
 * the short code by which they are named in chat and on posters.
 */
import { startOf } from './calendar.ts';
import type { Day, Instant, MediaId, UnitCode } from './model.ts';
import { fold } from './vietnamese.ts';

declare const brand: unique symbol;
export type OfferingId = string & { readonly [brand]: 'OfferingId' };
export type SessionId = string & { readonly [brand]: 'SessionId' };

/** `class` is a training class; the others are `event.kind` of the glossary, calendar entries of the programme. */
export const offeringKinds = [
  'class',
  'conference',
  'fair',
  'exhibition',
  'supply_demand',
  'product_week',
  'livestream',
  'evaluation_round',
] as const;
export type OfferingKind = (typeof offeringKinds)[number];

/** Whom a class is for (domain reference §9). */
export const audiences = ['officer', 'council', 'producer_certified', 'producer_prospective'] as const;
export type Audience = (typeof audiences)[number];

export const offeringStates = ['draft', 'open', 'cancelled', 'done'] as const;
export type OfferingState = (typeof offeringStates)[number];

/** One meeting: a class of three days has three of them. */
export interface Session {
  readonly id: SessionId;
  readonly day: Day;
  /** `08:00`, Vietnam time. */
  readonly from: string;
  readonly to: string;
  readonly venue: string;
  readonly address?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** Where to join from home. */
  readonly link?: string;
  readonly isFieldTrip: boolean;
}

/** What people read or watch: on the web, or a file an officer sent in chat. */
export type Material = LinkedMaterial | FiledMaterial;
export interface LinkedMaterial {
  readonly title: string;
  readonly link: string;
}
export interface FiledMaterial {
  readonly title: string;
  readonly media: MediaId;
  readonly fileName: string;
}

/** A class or an event, without who sits in it. */
export interface Offering {
  readonly id: OfferingId;
  /** Short code: `LH1016`. */
  readonly code: string;
  readonly kind: OfferingKind;
  readonly state: OfferingState;
  /** Counts changes; an action names the version it saw. */
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly organiser: string;
  /** Whose officers look after it. */
  readonly unit: UnitCode;
  /** Whose people it is for: communes or whole provinces. */
  readonly unitsServed: readonly UnitCode[];
  /** Empty: everybody. */
  readonly audience: readonly Audience[];
  readonly tags: readonly string[];
  readonly feeVnd: number;
  readonly materials: readonly Material[];
  /** In order of time; at least one. */
  readonly sessions: readonly Session[];
  /** Repeats of one class or series carry the same name. */
  readonly series?: string;
  /** Live selling: where it is shown. Supply–demand meetings: who buys. */
  readonly platform?: string;
  readonly buyers?: string;
  readonly cancelReason?: string;
}

/** Entries of the calendar that nobody takes a seat at. */
export const isCalendarOnly = (kind: OfferingKind): boolean => kind === 'evaluation_round';

/** `LH` lớp học, `SK` sự kiện. */
const prefixOf = (kind: OfferingKind): string => (kind === 'class' ? 'LH' : 'SK');

/** Luhn's check digit: catches a digit mistyped and most pairs swapped. */
function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .map(Number)
    .reduce((total, digit, at) => {
      const weighed = at % 2 === 0 ? digit * 2 : digit;
      return total + (weighed > 9 ? weighed - 9 : weighed);
    }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Writes the short code of the n-th class or event: `LH1016`. The last digit checks the others. */
export function formatOfferingCode(kind: OfferingKind, number: number): string {
  const digits = String(number);
  return `${prefixOf(kind)}${digits}${checkDigit(digits)}`;
}

/** Reads a short code when the whole text is one ("lh 1016", "Lớp LH1016"). One mistyped is nobody's, thanks to its last digit. */
export function parseOfferingCode(text: string): string | null {
  const folded = fold(text);
  const [, prefix, digits] = /^(?:lop |su kien |ma )*(lh|sk) ?[.-]? ?(\d{3,8})$/.exec(folded) ?? [];
  if (prefix === undefined || digits === undefined) return null;
  return `${prefix.toUpperCase()}${digits}`;
}

/** The short code that a longer text names ("đổi giờ lớp LH1016"); `null` for none or several. */
export function offeringCodeIn(text: string): string | null {
  const codes = [...fold(text).matchAll(/(?:^| )(lh|sk) ?(\d{3,8})(?= |$)/g)];
  const [, prefix, digits] = codes[0] ?? [];
  return codes.length !== 1 || prefix === undefined ? null : `${prefix.toUpperCase()}${digits}`;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Gives the milliseconds into the day that a time of day `08:30` stands for. */
export function timeOfDayMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * hourMs + minutes * minuteMs;
}

/** When the first session begins. */
export function beginsAt({ sessions }: Pick<Offering, 'sessions'>): Instant {
  return Math.min(...sessions.map(({ day, from }) => startOf(day) + timeOfDayMs(from)));
}

/** When the last session is over. */
export function endsAt({ sessions }: Pick<Offering, 'sessions'>): Instant {
  return Math.max(...sessions.map(({ day, to }) => startOf(day) + timeOfDayMs(to)));
}
