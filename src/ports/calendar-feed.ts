/** Ports of a person's calendar: everything of theirs that has a day, and the address under which their phone fetches it. */
import type { ToldEntries } from '../core/calendar-feed.ts';
import type { Certificate } from '../core/certificate.ts';
import type { Offering } from '../core/class.ts';
import type { ContactId, Instant, Language, OfficerView, UnitCode } from '../core/model.ts';
import type { NotedDate } from '../core/noted-date.ts';

/** Certificates as they stand in a calendar. */
export type DatedCertificate = Pick<
  Certificate,
  | 'id'
  | 'product'
  | 'producer'
  | 'validUntil'
  | 'validComputed'
  | 'revokedOn'
  | 'stoppedOn'
  | 'renewed'
  | 'declinedOn'
  | 'filing'
>;

/** Everything of a person that has a day. */
export interface OwnCalendar {
  readonly language: Language;
  readonly unit: UnitCode | null;
  readonly officer: OfficerView | null;
  readonly dates: readonly NotedDate[];
  /** Classes and events where the person has a seat, and those that were called off. */
  readonly classes: readonly Pick<Offering, 'id' | 'title' | 'version' | 'state' | 'sessions'>[];
  readonly certificates: readonly DatedCertificate[];
  /** Of the officer's units: dossiers under way, and certificates to be revoked as nothing is made any more. */
  readonly work: readonly DatedCertificate[];
}

/** A person's calendar as an address leads to it. */
export interface FeedCalendar extends OwnCalendar {
  readonly contactId: ContactId;
  readonly told: ToldEntries;
}

export interface CalendarStore {
  /** What a person's calendar holds; `null` when they are gone. */
  calendarOf(contactId: ContactId): Promise<OwnCalendar | null>;
  /** The calendar behind an address; `null` for one that ended, or while its person agrees to nothing. */
  calendarAt(address: string): Promise<FeedCalendar | null>;
  /** Keeps what was told; nothing happens when the address ended meanwhile. */
  keepTold(address: string, told: ToldEntries): Promise<void>;
}

/** Inside a turn's transaction. */
export interface CalendarTx {
  /** The person's address, made at the first wish; `renew` makes another one, and the one before ends. */
  calendarAddress(contactId: ContactId, renew: boolean, at: Instant): Promise<string>;
  endCalendarAddress(contactId: ContactId): Promise<void>;
}

/** Addresses of calendars, signed: nobody guesses one, and a forged one is known without asking the database. */
export interface CalendarLinks {
  /** A page that leads into the calendar of the phone. */
  page(address: string): string;
  /** The calendar itself, as phones fetch it. */
  feed(address: string): string;
  /** The address a link's token carries; `null` when it is forged. */
  open(token: string): string | null;
}
