/**
 * What the services need from the outside, as types. Adapters implement these; nothing here runs.
 */
import type { Announcing } from './core/announcing.ts';
import type { ClassTemplate } from './core/class-template.ts';
import type { ClassTopic } from './core/class-topic.ts';
import type { CriteriaBook } from './core/criteria-set.ts';
import type { DossierBook } from './core/dossier.ts';
import type { SaidLine, TextRef, VarValue } from './core/event.ts';
import type { Handbook } from './core/handbook.ts';
import type { Inbound } from './core/message.ts';
import type {
  AdminUnit,
  ChannelName,
  ContactId,
  ContactView,
  Instant,
  Language,
  MediaId,
  OfficerRole,
  ParcelId,
  UnitAlias,
  UnitCode,
} from './core/model.ts';
import type { ProductSetIndex } from './core/product-set.ts';
import type { UnitIndex } from './core/unit.ts';
import type { KnowsDays } from './flow/needs/calendar.ts';
import type { AnnouncementStore } from './ports/announcement.ts';
import type { CalendarStore } from './ports/calendar-feed.ts';
import type { CertificateStore } from './ports/certificate.ts';
import type { ClassPapersStore } from './ports/class-papers.ts';
import type { FigureStore } from './ports/figures.ts';
import type { Parcel, ParcelOutcome, ParcelPlan } from './ports/ledger.ts';
import type { LetterDraftStore } from './ports/letter-draft.ts';
import type { LinkStore } from './ports/link.ts';
import type { Receipt } from './ports/receipt.ts';
import type { ReminderStore } from './ports/remind.ts';
import type { RosterStore } from './ports/roster.ts';
import type { SeatsStore } from './ports/seats.ts';
import type { SelfCheckStore } from './ports/self-check.ts';
import type { TurnState, TurnTx } from './ports/turn.ts';
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

/** What a channel needs to know of a person before it writes to them. */
export interface Reach {
  /** When they last did something at this address, to the minute. */
  readonly lastUsedAt: Instant;
  readonly phone: string | null;
  readonly consents: ContactView['consents'];
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
    FigureStore,
    CalendarStore,
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
export type { AuditEntry, Recipient, TurnState, TurnTx } from './ports/turn.ts';
export type { Parcel, ParcelOutcome, ParcelPlan, SaidLine, TextRef, VarValue };

/** Read-only knowledge held in memory and handed to flows as pure functions. */
export interface Library extends KnowsDays {
  readonly units: UnitIndex;
  readonly sets: ProductSetIndex;
  readonly handbook: Handbook;
  readonly criteria: CriteriaBook;
  readonly dossier: DossierBook;
  readonly classTopics: readonly ClassTopic[];
  readonly classTemplates?: readonly ClassTemplate[];
  /** Version of the consent text now in force. */
  readonly consentVersion: string;
  /** What announcements are held to; absent: the usual. */
  readonly announcing?: Announcing;
}
