/**
 * Port of the announcements room. `AnnouncementTx` works inside a turn and outside alike; `AnnouncementStore` adds what
 * plans, sends and watches in the background.
 */
import type {
  Actor,
  Announcement,
  AnnouncementContent,
  AnnouncementDraft,
  AnnouncementId,
  AnnouncementKind,
  AnnouncementState,
  AnnouncementStep,
  RowState,
} from '../core/announcement.ts';
import type { Caps } from '../core/announcement-policy.ts';
import type { AudienceCount } from '../core/announcement-preview.ts';
import type { Audience } from '../core/audience.ts';
import type { ChannelName, ContactId, Instant, ParcelClass, UnitCode } from '../core/model.ts';
import type { Recipient } from '../ports.ts';
import type { BulkStore } from './bulk.ts';
import type { QuestionTx, WaitingQuestions } from './question.ts';

export type { RowState } from '../core/announcement.ts';

/** An announcement with whom it is for. */
export interface StoredAnnouncement extends Announcement {
  readonly audience: Audience;
}

export interface NewAnnouncement extends AnnouncementDraft {
  readonly id: AnnouncementId;
  readonly author: Actor;
  readonly authorName: string | null;
  readonly units: readonly UnitCode[];
  readonly audience: Audience;
}

/** Derived from the rows of the ledger, never counted up. */
export interface Progress {
  readonly total: number;
  readonly counts: readonly {
    readonly channel: ChannelName | null;
    readonly state: RowState;
    readonly reason: string | null;
    readonly count: number;
  }[];
}

/** Somebody an announcement was for, as the officer who sent it may see them. */
export interface AnsweringPerson {
  readonly contactId: ContactId;
  readonly name: string | null;
  readonly phone: string | null;
  readonly unit: UnitCode | null;
  readonly hamlet: string | null;
}

export interface ReportRow extends AnsweringPerson {
  readonly channel: ChannelName | null;
  readonly state: RowState;
  readonly reason: string | null;
  /** When the channel took it. */
  readonly handedAt: Instant | null;
  readonly rsvp: RsvpAnswer | null;
}

export type RsvpAnswer = 'yes' | 'no';

export interface RsvpCount {
  readonly yes: number;
  readonly no: number;
}

export interface AnnouncementTx extends QuestionTx {
  /** Keeps a new draft, once per id, and gives it its code. */
  draftAnnouncement(draft: NewAnnouncement, at: Instant): Promise<StoredAnnouncement>;
  /**
   * Changes a draft; of a paused one only content and `skipAfter` change, for the rows not yet handed.
   * @throws Conflict when the version is not `seen` any more or it is neither draft nor paused
   */
  saveAnnouncement(
    change: {
      readonly id: AnnouncementId;
      readonly seen: number;
      readonly by: Actor;
      readonly draft: Partial<AnnouncementDraft>;
      readonly audience?: Audience;
    },
    at: Instant,
  ): Promise<StoredAnnouncement>;
  announcement(id: AnnouncementId): Promise<StoredAnnouncement | null>;
  announcementByCode(code: string): Promise<StoredAnnouncement | null>;
  /** Of these units (a province's communes included), newest first. */
  announcementsOf(
    units: readonly UnitCode[],
    states: readonly AnnouncementState[],
    limit: number,
  ): Promise<readonly StoredAnnouncement[]>;
  /**
   * Takes a step and writes it into the audit trail. Cancelling ends what is planned as suppressed(cancelled).
   * @throws Conflict when the version is not `seen` any more or the state does not allow it
   */
  stepAnnouncement(
    step: {
      readonly id: AnnouncementId;
      readonly seen: number;
      readonly step: AnnouncementStep;
      readonly by: Actor;
      readonly reason?: string;
    },
    at: Instant,
  ): Promise<StoredAnnouncement>;
  /** The latest announcement of these units released since then with these very words; `null`: none. */
  sameText(
    content: AnnouncementContent,
    units: readonly UnitCode[],
    since: Instant,
  ): Promise<{ readonly code: string; readonly at: Instant } | null>;
  /** Counts whom it would reach, on which channel, and who is left out for which reason. */
  countAudience(
    audience: Audience,
    parcelClass: ParcelClass,
    at: Instant,
    kind?: AnnouncementKind,
  ): Promise<AudienceCount>;
  progressOf(id: AnnouncementId): Promise<Progress>;
  /** A page of the report in the order of contacts, after one of them. */
  reportOf(
    id: AnnouncementId,
    page: {
      readonly after: ContactId | null;
      readonly limit: number;
      readonly states?: readonly RowState[];
      /** Of one person only. */
      readonly contact?: ContactId;
    },
  ): Promise<readonly ReportRow[]>;
  /** The last answer counts. */
  answerRsvp(
    answer: { readonly id: AnnouncementId; readonly contactId: ContactId; readonly answer: RsvpAnswer },
    at: Instant,
  ): Promise<void>;
  rsvpOf(id: AnnouncementId): Promise<RsvpCount>;
  /** A page of those who answered so (`none`: got it and did not answer), in the order of contacts. */
  answersOf(
    id: AnnouncementId,
    page: { readonly answer: RsvpAnswer | 'none'; readonly after: ContactId | null; readonly limit: number },
  ): Promise<readonly AnsweringPerson[]>;
  /** Officers who may approve its present words, each where they can be reached. */
  approversOf(id: AnnouncementId): Promise<readonly Recipient[]>;
  /** Rows that failed for a reason that may pass go back to planned; gives how many. The step `retry` comes with it. */
  retryFailed(
    retry: { readonly id: AnnouncementId; readonly seen: number; readonly by: Actor },
    at: Instant,
  ): Promise<number>;
  /**
   * An officer says what became of rows whose outcome is unknown: all of them, or one person's. `resend` plans them again,
   * unless the announcement was cancelled.
   * Gives how many.
   */
  settleUnknown(
    decision: {
      readonly id: AnnouncementId;
      readonly contactId: ContactId | null;
      readonly as: 'handed' | 'failed' | 'resend';
      readonly by: Actor;
    },
    at: Instant,
  ): Promise<number>;
  /** What a person was last told by an announcement, for a reply that comes without a button. */
  lastAnnouncementTo(
    contactId: ContactId,
    since: Instant,
  ): Promise<{ readonly id: AnnouncementId; readonly code: string; readonly author: Actor } | null>;
}

/** The words of one version, as the sender needs them. */
export interface AnnouncementWording {
  readonly id: AnnouncementId;
  readonly textVersion: number;
  readonly code: string;
  readonly kind: AnnouncementKind;
  readonly class: ParcelClass;
  readonly content: AnnouncementContent;
  readonly skipAfter: Instant | null;
  readonly isUrgent: boolean;
}

/** An announcement that is done, and its author as long as they can be reached. */
export interface EndedAnnouncement {
  readonly id: AnnouncementId;
  readonly endedAt: Instant;
  readonly author: Recipient | null;
}

export interface NewsStore {
  /** Keeps how many announcements a person gets within a day; preview and plan hold to it from then on. */
  loadCaps(caps: Caps): Promise<void>;
  /** Announcements whose end their author was not told of yet, oldest first. */
  untoldEnds(limit: number): Promise<readonly EndedAnnouncement[]>;
  /** Notes that the message about this end is planned. */
  endTold(id: AnnouncementId, endedAt: Instant): Promise<void>;
  /** Questions unanswered since then or longer, by officer: the commune's own, else the province's. */
  waitingQuestions(since: Instant): Promise<readonly WaitingQuestions[]>;
}

export interface AnnouncementStore extends AnnouncementTx, BulkStore, NewsStore {}
