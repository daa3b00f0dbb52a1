/** Port of registry files sent in chat: read as a trial first, written only when the officer says so. */
import type { TypedLine } from '../core/certificate-typed.ts';
import type { ChannelName, ContactId, Instant, Json, Language, MediaId, UnitCode } from '../core/model.ts';
import type { ParcelPlan } from './ledger.ts';

/** `tried`: the report was told; `taken`: the officer wants it written; `refused`: it is no such file. */
export type RegistryFileState = 'sent' | 'tried' | 'taken' | 'written' | 'refused';

export interface RegistryFileView {
  readonly id: string;
  readonly contactId: ContactId;
  readonly unit: UnitCode;
  /** `null`: nothing was sent, one certificate was typed (`line`). */
  readonly media: MediaId | null;
  readonly line: TypedLine | null;
  readonly fileName: string;
  readonly state: RegistryFileState;
  /** The last report, for the coloured copy. */
  readonly report: Json;
}

/** A file whose turn it is, and where to answer. */
export interface WaitingFile extends Omit<RegistryFileView, 'report'> {
  readonly state: 'sent' | 'taken';
  readonly language: Language;
  readonly channel: ChannelName | null;
  readonly address: string | null;
}

/** Inside a turn's transaction. */
export interface RegistryFileTx {
  sendRegistryFile(file: {
    readonly contactId: ContactId;
    readonly unit: UnitCode;
    readonly media?: MediaId;
    readonly line?: TypedLine;
    readonly fileName: string;
    readonly at: Instant;
  }): Promise<void>;
  /** @throws Conflict when it was not tried by this officer, or is taken already */
  takeRegistryFile(id: string, contactId: ContactId): Promise<void>;
}

/** Outside turns. */
export interface RegistryFileStore {
  registryFile(id: string): Promise<RegistryFileView | null>;
  /** Takes the next one to be read; free again after the lease. */
  nextRegistryFile(leaseMs: number, at: Instant): Promise<WaitingFile | null>;
  /** What became of it, and the answer into the ledger; both or neither. */
  closeRegistryFile(end: {
    readonly id: string;
    readonly state: 'tried' | 'written' | 'refused';
    readonly report: object | null;
    readonly answer: ParcelPlan | null;
    readonly at: Instant;
  }): Promise<void>;
}
