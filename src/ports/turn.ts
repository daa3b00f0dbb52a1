/** Port of one turn: what it starts from, and its work inside the transaction that holds the contact's lock. */
import type { StoredInbound } from '../core/message.ts';
import type {
  ChannelName,
  ContactId,
  ContactView,
  Idea,
  IdeaFields,
  IdeaId,
  IdeaStatus,
  Instant,
  Language,
  MediaId,
  OfficerView,
  ParcelClass,
  Purpose,
  UnitCode,
} from '../core/model.ts';
import type { Session } from '../flow/define.ts';
import type { Found, Need, Query, Snapshots } from '../flow/needs.ts';
import type { AnnouncementTx } from './announcement.ts';
import type { CalendarTx } from './calendar-feed.ts';
import type { CertificateTx } from './certificate.ts';
import type { ClassOfficeTx } from './class-office.ts';
import type { ClassPapersTx } from './class-papers.ts';
import type { FigureTx } from './figures.ts';
import type { InterestTx } from './interest.ts';
import type { ParcelPlan } from './ledger.ts';
import type { LetterDraftTx } from './letter-draft.ts';
import type { LinkTx } from './link.ts';
import type { NotedDateTx } from './noted-date.ts';
import type { OwnerCallTx } from './owner-call.ts';
import type { SeatsTx } from './seats.ts';
import type { SelfCheckTx } from './self-check.ts';

/** What the turn starts from, read under the contact's row lock. */
export interface TurnState {
  readonly inbound: StoredInbound;
  readonly contact: ContactView;
  readonly officer: OfficerView | null;
  readonly session: Session;
  readonly attempts: number;
  /** Error code of the attempt before, if it failed. */
  readonly lastError: string | null;
  /** Further inbounds of the contact wait behind this one. */
  readonly more: boolean;
}

export interface Recipient {
  readonly contactId: ContactId;
  readonly language: Language;
  readonly channel: ChannelName;
  readonly address: string;
}

export interface AuditEntry {
  readonly actor: ContactId | 'operator' | 'system';
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Work inside one transaction that holds the contact's row lock. */
export interface TurnTx
  extends LinkTx,
    SeatsTx,
    CertificateTx,
    SelfCheckTx,
    ClassOfficeTx,
    ClassPapersTx,
    NotedDateTx,
    CalendarTx,
    InterestTx,
    OwnerCallTx,
    LetterDraftTx,
    FigureTx {
  readonly announcements: AnnouncementTx;
  snapshot(
    needs: readonly Need[],
    state: Pick<TurnState, 'contact' | 'officer'>,
  ): Promise<Partial<Snapshots>>;
  /** Runs a lookup; rows an action may change are locked until the turn ends. */
  lookup(query: Query): Promise<Found>;
  /** Reads the contact and the officer again after events changed them. */
  reload(contactId: ContactId): Promise<Pick<TurnState, 'contact' | 'officer'>>;
  setLanguage(contactId: ContactId, language: Language): Promise<void>;
  saveProfile(
    contactId: ContactId,
    change: { name?: string; phone?: string; phoneVerified?: boolean; unit?: UnitCode; hamlet?: string },
  ): Promise<void>;
  recordConsent(entry: {
    contactId: ContactId;
    purpose: Purpose;
    granted: boolean;
    textVersion: string;
    answer: string;
    inboundId: string;
    channel: ChannelName;
    at: Instant;
  }): Promise<void>;
  setOptOut(contactId: ContactId, classes: readonly ParcelClass[], out: boolean, at: Instant): Promise<void>;
  /** Parcels of these classes not yet handed become suppressed(opted_out). */
  suppressPlanned(contactId: ContactId, classes: readonly ParcelClass[]): Promise<void>;
  /** Inserts once per id and gives it the next slip number of its commune and year. */
  insertIdea(idea: { id: IdeaId; contactId: ContactId; fields: IdeaFields; at: Instant }): Promise<Idea>;
  /** Changes status and fields if the version is still `seen`. @throws Conflict */
  changeIdea(change: {
    id: IdeaId;
    seen: number;
    status: IdeaStatus;
    fields?: IdeaFields;
    returnReason?: string | null;
    decidedBy?: string | null;
    at: Instant;
  }): Promise<Idea>;
  officersOf(unit: UnitCode): Promise<readonly Recipient[]>;
  /** The address to reach a contact first: the one they prefer, else the last used, of those not blocked. */
  recipient(contactId: ContactId): Promise<Recipient | null>;
  /** Uses an invitation up and makes the contact an officer of its units. @throws Conflict when it is gone meanwhile */
  joinAsOfficer(contactId: ContactId, code: string, at: Instant): Promise<OfficerView>;
  /** Deletes or blanks what the law does not make us keep (domain reference §12); proof of consent stays. Gives the media to remove. */
  eraseContact(contactId: ContactId, at: Instant): Promise<readonly MediaId[]>;
  audit(entry: AuditEntry, at: Instant): Promise<void>;
  /** Parcels beside the reply: officers told of an idea, a producer told of a decision. */
  planParcels(plans: readonly ParcelPlan[], at: Instant): Promise<void>;
  /** Ends the turn: session, handled mark and the reply (already claimed by this process) in one statement. */
  finish(turn: {
    inbound: StoredInbound;
    session: Session;
    reply: ParcelPlan | null;
    at: Instant;
    /** Nothing but words: the commit need not wait for the disk, as the stored inbound can be handled again. */
    talkOnly?: boolean;
  }): Promise<void>;
  addressState(channel: ChannelName, address: string, state: 'ok' | 'blocked'): Promise<void>;
}
