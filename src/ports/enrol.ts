/** Port of lists of people that officers send for a class: read as a trial first, enrolled when the officer says so, taken back whole. */
import type { OfferingId } from '../core/class.ts';
import type { EnrolNote, EnrolRow } from '../core/enrol-row.ts';
import type { ChannelName, ContactId, Instant, Json, Language, MediaId } from '../core/model.ts';
import type { NoticeKind, SeatResult } from '../core/seats.ts';
import type { Recipient } from '../ports.ts';
import type { ParcelPlan } from './ledger.ts';

/** `tried`: the report was told; `taken`: the officer wants it enrolled; `refused`: it is no such file. */
export type EnrolListState = 'sent' | 'tried' | 'taken' | 'written' | 'refused' | 'undone';

export interface EnrolListView {
  readonly id: string;
  /** `null`: an operator's, by command. */
  readonly contactId: ContactId | null;
  readonly offering: OfferingId;
  readonly code: string;
  readonly media: MediaId | null;
  readonly fileName: string;
  readonly state: EnrolListState;
  /** The last report, for the coloured copy. */
  readonly report: Json;
}

/** A list whose turn it is, and where to answer. */
export interface WaitingEnrolList extends Omit<EnrolListView, 'report' | 'contactId'> {
  readonly contactId: ContactId;
  readonly state: 'sent' | 'taken';
  readonly language: Language;
  readonly channel: ChannelName | null;
  readonly address: string | null;
}

/** Inside a turn's transaction. */
export interface EnrolTx {
  sendEnrolList(list: {
    readonly contactId: ContactId;
    readonly offering: OfferingId;
    readonly media: MediaId;
    readonly fileName: string;
    readonly at: Instant;
  }): Promise<void>;
  /** @throws Conflict when it was not tried by this officer, or is taken already */
  takeEnrolList(id: string, contactId: ContactId): Promise<void>;
}

/** What became of the rows of a list. Numbers are rows of the sheet. */
export interface EnrolOutcome {
  readonly seats: readonly (Pick<EnrolRow, 'row'> & {
    readonly result: SeatResult['result'];
    readonly place?: number;
    /** Has no account: nobody but the officer can tell them anything. */
    readonly isWritten: boolean;
  })[];
  readonly notes: readonly EnrolNote[];
  /** What it is taken back by; absent for a dry run. */
  readonly list?: string;
}

/** How a list ends, in the transaction that enrols its people. */
export interface EnrolEnd {
  readonly report: object;
  readonly answer: ParcelPlan | null;
}

export interface EnrolOrder {
  readonly offering: OfferingId;
  readonly rows: readonly EnrolRow[];
  readonly dryRun: boolean;
  readonly actor: ContactId | 'operator';
  readonly fileName: string;
  readonly at: Instant;
  /** The list in chat that this is; an operator's gets a row of its own. */
  readonly list?: { readonly id: string; readonly end: (outcome: EnrolOutcome) => EnrolEnd };
}

/** What people without an account cannot be told: the officer who wrote them down hears of it. */
export interface SeatCall {
  /** The first of the notices it stands for. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly officer: Recipient;
  readonly title: string;
  readonly code: string;
  readonly people: readonly { readonly name: string; readonly phone: string | null }[];
}

/** Outside turns. */
export interface EnrolStore {
  /** Turns what people without an account are to be told into parcels to their officers, each once. Gives the parcels. */
  tellOfficers(at: Instant, render: (call: SeatCall) => ParcelPlan): Promise<readonly ParcelPlan[]>;
  enrolList(id: string): Promise<EnrolListView | null>;
  /** Takes the next one to be read; free again after the lease. */
  nextEnrolList(leaseMs: number, at: Instant): Promise<WaitingEnrolList | null>;
  /** What became of it when nothing was written, and the answer into the ledger; both or neither. */
  closeEnrolList(end: {
    readonly id: string;
    readonly state: 'tried' | 'refused';
    readonly report: object | null;
    readonly answer: ParcelPlan | null;
    readonly at: Instant;
  }): Promise<void>;
  /**
   * Enrols people in the order of their rows: all of it and the end of the list, or nothing. A dry run does the same and
   * takes it back. @throws StoreUnavailable, Conflict when the list is no longer waiting
   */
  enrolPeople(order: EnrolOrder): Promise<EnrolOutcome>;
}
