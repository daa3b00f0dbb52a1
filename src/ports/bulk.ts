/** Port of sending at scale: planning rows by sets, claiming them at the moment of sending, the pace all processes share. */
import type { AnnouncementId } from '../core/announcement.ts';
import type { RecentAnnouncement } from '../core/announcement-policy.ts';
import type {
  ChannelName,
  ContactId,
  Instant,
  Language,
  ParcelClass,
  ParcelId,
  Purpose,
} from '../core/model.ts';
import type { Recipient } from '../ports.ts';
import type { AnnouncementWording } from './announcement.ts';
import type { ParcelOutcome, ParcelPlan } from './ledger.ts';

/** A row taken for sending, with all that policy and placeholders need: nothing more is read per person. */
export interface BulkParcel {
  readonly id: ParcelId;
  readonly announcement: AnnouncementId;
  readonly textVersion: number;
  readonly contactId: ContactId;
  readonly class: ParcelClass;
  readonly channel: ChannelName;
  readonly address: string;
  readonly fence: number;
  readonly attempts: number;
  readonly language: Language;
  readonly name: string | null;
  readonly commune: string | null;
  readonly province: string | null;
  readonly hamlet: string | null;
  readonly consents: Readonly<Partial<Record<Purpose, boolean>>>;
  readonly optedOut: readonly ParcelClass[];
  readonly lastUsedAt: Instant | null;
  readonly phone: string | null;
  /** Announcements of the last 24 hours and those on their way, transactional aside. */
  readonly recent: readonly RecentAnnouncement[];
}

/** `elsewhere`: to the person's other account, else it has failed with this reason. */
export type BulkOutcome =
  | ParcelOutcome
  | { readonly state: 'elsewhere'; readonly reason: string; readonly externalIds: readonly string[] };

export interface BulkStore {
  /** Plans the next rows of an announcement whose audience is not all planned yet; `null`: somebody else is at it. */
  expandSome(id: AnnouncementId, limit: number, at: Instant): Promise<'more' | 'done' | null>;
  /** Announcements with something to do: to be planned, due to start, or running. */
  busyAnnouncements(at: Instant): Promise<
    readonly {
      readonly id: AnnouncementId;
      /** `clear`: it was cancelled, what is planned ends. */
      readonly todo: 'expand' | 'start' | 'send' | 'clear';
    }[]
  >;
  /** Starts what is due. */
  startDue(id: AnnouncementId, at: Instant): Promise<void>;
  /**
   * Ends an announcement all of whose rows are in a terminal state. `mismatch`: they do not add up to its audience, which
   * is an error of ours; it stays open.
   */
  finishIfDone(id: AnnouncementId, at: Instant): Promise<'done' | 'open' | 'mismatch'>;
  /** Ends up to so many planned rows of a cancelled announcement as suppressed(cancelled). */
  clearCancelled(id: AnnouncementId, limit: number): Promise<void>;
  /** Rows that may go now on channels that are not paused, counted up to `upTo` each. */
  dueRows(
    channels: readonly ChannelName[],
    upTo: number,
    at: Instant,
  ): Promise<readonly { readonly channel: ChannelName; readonly count: number }[]>;
  /** Takes rows of running announcements for sending right now; `turn` picks with which announcement to begin. */
  claimBulk(
    claim: { readonly channel: ChannelName; readonly limit: number; readonly turn: number },
    at: Instant,
  ): Promise<readonly BulkParcel[]>;
  settleBulk(
    outcomes: readonly { readonly id: ParcelId; readonly fence: number; readonly outcome: BulkOutcome }[],
    at: Instant,
  ): Promise<void>;
  /** Claims whose process is gone, or older than the lease, become `unknown`; gives how many. */
  giveUpLost(leaseMs: number, at: Instant): Promise<number>;
  /** Rows planned for a channel that is down go to those people's other account; gives how many. */
  leaveChannel(channel: ChannelName, at: Instant): Promise<number>;
  /** Officers whose announcements are under way, each where they can be reached, if possible not on this channel. */
  authorsUnderWay(avoid: ChannelName): Promise<readonly (Recipient & { readonly code: string })[]>;
  /** Plans messages that no turn is the cause of; each id once. */
  planNotices(plans: readonly ParcelPlan[], at: Instant): Promise<void>;
  wording(id: AnnouncementId, textVersion: number): Promise<AnnouncementWording | null>;
  /** Takes the next turns in a channel's pace, which all processes share by the database's clock; gives the ms to wait. */
  takePace(channel: ChannelName, count: number, everyMs: number): Promise<number>;
  /** Whether anybody sends in bulk on the channel just now. */
  isPaced(channel: ChannelName): Promise<boolean>;
}
