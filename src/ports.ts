/**
 * What the services need from the outside, as types. Adapters implement these; nothing here runs.
 */
import type { Announcing } from './core/announcing.ts';
import type { ClassTopic } from './core/class-topic.ts';
import type { CriteriaBook } from './core/criteria-set.ts';
import type { DossierBook } from './core/dossier.ts';
import type { SaidLine, TextRef, VarValue } from './core/event.ts';
import type { Handbook } from './core/handbook.ts';
import type { Inbound, StoredInbound } from './core/message.ts';
import type {
  AdminUnit,
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
  OfficerRole,
  OfficerView,
  ParcelClass,
  ParcelId,
  Purpose,
  UnitAlias,
  UnitCode,
} from './core/model.ts';
import type { ProductSetIndex } from './core/product-set.ts';
import type { UnitIndex } from './core/unit.ts';
import type { Session } from './flow/define.ts';
import type { KnowsDays } from './flow/needs/calendar.ts';
import type { Found, Need, Query, Snapshots } from './flow/needs.ts';
import type { AnnouncementStore, AnnouncementTx } from './ports/announcement.ts';
import type { CertificateStore, CertificateTx } from './ports/certificate.ts';
import type { ClassPapersStore, ClassPapersTx } from './ports/class-papers.ts';
import type { Parcel, ParcelOutcome, ParcelPlan } from './ports/ledger.ts';
import type { LetterDraftStore, LetterDraftTx } from './ports/letter-draft.ts';
import type { LinkStore, LinkTx } from './ports/link.ts';
import type { NotedDateTx, OwnCalendar } from './ports/noted-date.ts';
import type { OwnerCallTx } from './ports/owner-call.ts';
import type { Receipt } from './ports/receipt.ts';
import type { ReminderStore } from './ports/remind.ts';
import type { RosterStore } from './ports/roster.ts';
import type { SeatsStore, SeatsTx } from './ports/seats.ts';
import type { SelfCheckStore, SelfCheckTx } from './ports/self-check.ts';
import type { WatchStore } from './ports/watch.ts';

export interface Clock {
  now(): Instant;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Texts of `locales/`, by key, in a language; values already rendered to strings. */
export interface Texts {
  has(key: string, language: Language): boolean;
  text(key: string, vars: Readonly<Record<string, string | number>>, language: Language): string;
}

// ---------------------------------------------------------------- store

export interface Accepted {
  readonly id: string;
  readonly contactId: ContactId;
  /** False when this (channel, externalId) was stored before. */
  readonly fresh: boolean;
}

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

/** What a channel needs to know of a person before it writes to them. */
export interface Reach {
  /** When they last did something at this address, to the minute. */
  readonly lastUsedAt: Instant;
  readonly phone: string | null;
  readonly consents: ContactView['consents'];
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
    ClassPapersTx,
    NotedDateTx,
    OwnerCallTx,
    LetterDraftTx {
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

export interface Store
  extends LinkStore,
    WatchStore,
    SeatsStore,
    RosterStore,
    CertificateStore,
    SelfCheckStore,
    ClassPapersStore,
    LetterDraftStore,
    ReminderStore {
  readonly announcements: AnnouncementStore;
  /** Stores inbounds, each once, creating contact and address at first sight. One statement for all. */
  accept(inbounds: readonly Inbound[], at: Instant): Promise<readonly Accepted[]>;
  /**
   * Locks the contact, reads its oldest inbound not handled and runs `work` in that transaction.
   * Gives `null` when nothing waits. Serialises turns of one contact across processes.
   */
  turn<T>(contactId: ContactId, work: (tx: TurnTx, state: TurnState) => Promise<T>): Promise<T | null>;
  /**
   * The same for several contacts in one transaction, for those that wait at the same moment. Gives the results of the
   * contacts that had something waiting. When one fails all are rolled back: run each by itself then.
   */
  turns<T>(
    contactIds: readonly ContactId[],
    work: (tx: TurnTx, state: TurnState) => Promise<T>,
  ): Promise<readonly T[]>;
  /** A turn that failed: counts the attempt; at `giveUpAt` attempts it is marked handled with the error code. */
  turnFailed(inboundId: string, code: string, giveUpAt: number, at: Instant): Promise<'retry' | 'given_up'>;
  /** Contacts with an inbound that waits longer than `olderThanMs`, for the sweep. */
  waitingContacts(olderThanMs: number, at: Instant, limit: number): Promise<readonly ContactId[]>;
  /** The media a photo input was kept as (written before its turn runs). */
  attachMedia(inboundId: string, media: { media?: MediaId; problem?: string }): Promise<void>;

  /** Takes a planned parcel for sending; `null` if it is taken, gone, not due or its channel waits. */
  claim(id: ParcelId, leaseMs: number, at: Instant): Promise<Parcel | null>;
  /** Parcels to look at again: planned and due, or claimed by a process that died (`leaseMs` ago). */
  stuckParcels(
    leaseMs: number,
    at: Instant,
    limit: number,
  ): Promise<readonly { id: ParcelId; channel: ChannelName }[]>;
  /** Writes what became of parcels, many at once. */
  settle(
    outcomes: readonly { id: ParcelId; outcome: ParcelOutcome; fence?: number }[],
    at: Instant,
  ): Promise<void>;
  /** Moves parcels forward by what channels told; an echo settles a send whose outcome was unknown. */
  recordReceipts(receipts: readonly Receipt[], at: Instant): Promise<void>;
  markAddress(channel: ChannelName, address: string, state: 'ok' | 'blocked'): Promise<void>;
  /** What a person's calendar file holds. */
  calendarOf(contactId: ContactId): Promise<OwnCalendar>;
  /** What a channel needs to know before it writes to an address; `null` for an unknown one. */
  reachOf(channel: ChannelName, address: string): Promise<Reach | null>;

  /** The moment until which a channel must not send (throttled), kept across restarts. */
  pauseChannel(channel: ChannelName, until: Instant, reason: string): Promise<void>;
  channelPause(channel: ChannelName): Promise<{ until: Instant; reason: string } | null>;

  invite(
    invitation: { role: OfficerRole; units: readonly UnitCode[]; expiresAt: Instant; code: string },
    at: Instant,
  ): Promise<void>;
  units(): Promise<{ units: readonly AdminUnit[]; aliases: readonly UnitAlias[] }>;
  /** Says, once at start, whether no other process works on this database; from then on others see this one. */
  isAlone(): Promise<boolean>;
  /** Resolves when the database answers. @throws when it does not */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type {
  Channel,
  ChannelLimits,
  FetchedFile,
  Handed,
  MediaReader,
  MediaStore,
} from './ports/channel.ts';
export type { JobHandlers, JobName, JobPayloads, Jobs } from './ports/jobs.ts';
export type { Parcel, ParcelOutcome, ParcelPlan, SaidLine, TextRef, VarValue };

/** Read-only knowledge held in memory and handed to flows as pure functions. */
export interface Library extends KnowsDays {
  readonly units: UnitIndex;
  readonly sets: ProductSetIndex;
  readonly handbook: Handbook;
  readonly criteria: CriteriaBook;
  readonly dossier: DossierBook;
  readonly classTopics: readonly ClassTopic[];
  /** Version of the consent text now in force. */
  readonly consentVersion: string;
  /** What announcements are held to; absent: the usual. */
  readonly announcing?: Announcing;
}
