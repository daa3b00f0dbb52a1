/** Pure: what flows may ask about announcements, and about the questions people send back. */
import type { Announcement, AnnouncementId, AnnouncementState } from '../../core/announcement.ts';
import type { AudienceCount } from '../../core/announcement-preview.ts';
import type { Announcing } from '../../core/announcing.ts';
import type { Audience } from '../../core/audience.ts';
import type { ChannelName, ContactId, Instant, UnitCode } from '../../core/model.ts';

/** Part of the world: what announcements are held to; absent: the usual. */
export interface KnowsAnnouncing {
  readonly announcing?: Announcing;
}

export interface KnownAnnouncement extends Announcement {
  readonly audience: Audience;
}

/** Rows of the ledger alike, counted. */
export interface RowCount {
  readonly channel: ChannelName | null;
  readonly state: string;
  readonly reason: string | null;
  readonly count: number;
}

/** One announcement before an officer's eyes. */
export interface AnnouncementView {
  readonly announcement: KnownAnnouncement;
  /** Whom it would reach, while it is not released. */
  readonly count: AudienceCount | null;
  /** Sent lately with the same words. */
  readonly same: { readonly code: string; readonly at: Instant } | null;
  /** Empty until it is released. */
  readonly rows: readonly RowCount[];
  readonly rsvp: { readonly yes: number; readonly no: number };
}

/** Somebody as an officer needs to know them to call or find them. */
export interface NamedPerson {
  readonly name: string | null;
  readonly phone: string | null;
  readonly unit: UnitCode | null;
  readonly hamlet: string | null;
}

export interface AnsweringPerson extends NamedPerson {
  readonly contactId: ContactId;
}

/** Somebody of the audience and what became of it. */
export interface ReachedPerson extends AnsweringPerson {
  readonly state: string;
  readonly reason: string | null;
}

/** An announcement as one who got it may see it. */
export interface ReceivedAnnouncement {
  readonly id: AnnouncementId;
  readonly code: string;
  /** Vietnamese, placeholders and all. */
  readonly text: string;
  readonly asksRsvp: boolean;
  readonly answer: 'yes' | 'no' | null;
  readonly state: AnnouncementState;
}

/** What a person asked an officer, and all that was said since. */
export interface KnownQuestion {
  /** Derived from the inbound that asked it. */
  readonly id: string;
  /** What officers call it, e.g. `H-0031`. */
  readonly code: string;
  readonly contactId: ContactId;
  readonly name: string | null;
  readonly unit: UnitCode | null;
  /** The announcement it replies to. */
  readonly announcement: AnnouncementId | null;
  readonly state: 'open' | 'answered' | 'closed';
  readonly askedAt: Instant;
  /** Oldest first. */
  readonly messages: readonly {
    readonly from: 'person' | 'officer';
    readonly text: string;
    readonly at: Instant;
  }[];
}

/** What words without any other sense answer: the last thing the person got from an officer. */
export interface LastWord {
  /** The last thing received is an announcement. */
  readonly announcement: ReceivedAnnouncement | null;
  /** An officer answered their question, which is not closed. */
  readonly question: KnownQuestion | null;
}

export interface AnnouncementSnapshots {
  /** Of the officer's units, newest first. */
  readonly unitAnnouncements: readonly KnownAnnouncement[];
  /** Not closed, of the officer's units, oldest first. */
  readonly openQuestions: readonly KnownQuestion[];
  readonly lastWord: LastWord;
}

export type AnnouncementQuery =
  /** By id, or by the code officers call it. */
  | { readonly kind: 'announcement'; readonly id: string }
  /** People whose rows are in one of these states, in the order of contacts, after one of them. */
  | {
      readonly kind: 'announcementPeople';
      readonly id: string;
      readonly states: readonly string[];
      readonly after: string;
      readonly limit: number;
      /** Of this person only. */
      readonly contact?: string;
    }
  /** Who answered so, or got it and did not answer (`none`), in the order of contacts, after one of them. */
  | {
      readonly kind: 'announcementAnswers';
      readonly id: string;
      readonly answer: 'yes' | 'no' | 'none';
      readonly after: string;
      readonly limit: number;
    }
  | { readonly kind: 'receivedAnnouncement'; readonly id: string }
  /** By id, or by the code officers call it. */
  | { readonly kind: 'question'; readonly id: string };

export type AnnouncementFound =
  | { readonly kind: 'announcement'; readonly view: AnnouncementView | null }
  | {
      readonly kind: 'announcementPeople';
      readonly announcement: KnownAnnouncement | null;
      readonly people: readonly ReachedPerson[];
      /** In these states on all pages. */
      readonly total: number;
      /** Others come behind these. */
      readonly more: boolean;
    }
  | {
      readonly kind: 'announcementAnswers';
      readonly announcement: KnownAnnouncement | null;
      readonly people: readonly AnsweringPerson[];
      readonly more: boolean;
    }
  | { readonly kind: 'receivedAnnouncement'; readonly received: ReceivedAnnouncement | null }
  | { readonly kind: 'question'; readonly question: KnownQuestion | null };
