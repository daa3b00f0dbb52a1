/** Port of the certificate registry: what turns change, and what files bring in and take out. */
import type { Certificate, CertificateId, Claim, ClaimId, Filing, FilingState } from '../core/certificate.ts';
import type { CorrectedField } from '../core/certificate-correction.ts';
import type { RegistryRow, RowFault, RowNote } from '../core/certificate-row.ts';
import type { ContactId, Day, Instant, ParcelId, UnitCode } from '../core/model.ts';
import type { ParcelPlan } from './ledger.ts';
import type { RegistryFileStore, RegistryFileTx } from './registry-file.ts';
import type { AuditEntry, Recipient } from './turn.ts';

/** Inside a turn's transaction, files sent in chat included. Whatever lost a race throws `Conflict`. */
export interface CertificateTx extends RegistryFileTx {
  /** Opens a claim on the certificate's producer; gives the open one when there is one already. */
  claimCertificate(claim: {
    readonly certificate: CertificateId;
    readonly contactId: ContactId;
    readonly at: Instant;
  }): Promise<Claim>;
  /** Decides an open claim; agreed, the person belongs to the producer. @throws Conflict when it is no longer open */
  decideClaim(decision: {
    readonly id: ClaimId;
    readonly agreed: boolean;
    readonly reason: string | null;
    readonly officer: ContactId;
    readonly at: Instant;
  }): Promise<Claim>;
  /** The owner says that the renewal dossier is handed in. Gives the open filing when there is one already. */
  sayFiled(filing: {
    readonly certificate: CertificateId;
    readonly contactId: ContactId;
    readonly at: Instant;
  }): Promise<Filing>;
  /** Moves the open filing on; `seen` 0 records one that nobody spoke of, as confirmed. @throws Conflict */
  moveFiling(change: {
    readonly certificate: CertificateId;
    readonly seen: number;
    readonly to: Exclude<FilingState, 'said'>;
    readonly on: Day;
    readonly reason: string | null;
    readonly officer: ContactId;
    readonly at: Instant;
  }): Promise<Filing>;
  /** The owner will not renew, or thought better of it (`null`). @throws Conflict */
  declineRenewal(
    certificate: CertificateId,
    seen: number,
    declined: { readonly on: Day; readonly reason: string } | null,
    at: Instant,
  ): Promise<Certificate>;
  /** Sets a field by hand and notes who did; imports keep it. @throws Conflict */
  correctCertificate(correction: {
    readonly certificate: CertificateId;
    readonly seen: number;
    readonly field: CorrectedField;
    readonly value: string;
    readonly officer: ContactId;
    readonly at: Instant;
  }): Promise<Certificate>;
  /** Ends it before its day, or takes that back; `officer` `null`: the operator. @throws Conflict */
  endCertificate(ending: CertificateEnding): Promise<Certificate>;
  /** Puts parcels that tell of something into the register of notices. */
  noteParcels(
    certificate: CertificateId,
    about: string,
    parcels: readonly { readonly contactId: ContactId; readonly parcelId: ParcelId }[],
    at: Instant,
  ): Promise<void>;
  /** No reminders of it to this person before the day; `null` ends it. */
  snoozeCertificate(certificate: CertificateId, contactId: ContactId, until: Day | null): Promise<void>;
  /** People who belong to the certificate's producer. */
  ownersOf(certificate: CertificateId): Promise<readonly ContactId[]>;
}

export interface CertificateEnding {
  readonly certificate: CertificateId;
  readonly seen: number;
  readonly revoked: { readonly on: Day; readonly reason: string; readonly decision: string } | null;
  readonly stoppedOn: Day | null;
  readonly officer: ContactId | null;
  readonly at: Instant;
}

export interface OperatorEnding {
  readonly change: Pick<CertificateEnding, 'certificate' | 'seen' | 'revoked' | 'stoppedOn'>;
  readonly action: string;
  readonly detail: NonNullable<AuditEntry['detail']>;
  /** What the register of notices calls it. */
  readonly key: string;
  plans(owners: readonly Recipient[]): readonly ParcelPlan[];
  readonly at: Instant;
}

/** What became of a file's lines; numbers are rows of the sheet. */
export interface ImportOutcome {
  readonly created: readonly number[];
  readonly updated: readonly number[];
  /** How many said nothing new. */
  readonly unchanged: number;
  /** Fields the file wanted otherwise than an officer set them: kept as the officer set them. */
  readonly conflicts: readonly ImportConflict[];
  readonly refused: readonly { readonly row: number; readonly code: RowFault }[];
}
export interface ImportConflict {
  readonly row: number;
  /** A text `registry.field.<field>`. */
  readonly field: string;
  readonly kept: string | null;
  readonly offered: string;
}

export interface ImportOrder {
  readonly id: string;
  /** Commune or province the file belongs to: lines of other units never get here. */
  readonly unit: UnitCode;
  readonly actor: ContactId | 'operator';
  readonly fileName: string;
  readonly rows: readonly RegistryRow[];
  /** Faults and warnings of reading, kept with the record of the import. */
  readonly notes: readonly RowNote[];
  /** Everything is tried and taken back. */
  readonly dryRun: boolean;
  readonly at: Instant;
}

/** Outside turns. */
export interface CertificateStore extends RegistryFileStore {
  importCertificates(order: ImportOrder): Promise<ImportOutcome>;
  /** All certificates of a commune or province, with what exports need, in a steady order. */
  exportCertificates(unit: UnitCode): AsyncIterable<RegistryRecord>;
  /** Those of a commune or province with this number, superseded ones left out. */
  certificatesNumbered(unit: UnitCode, number: string): Promise<readonly Certificate[]>;
  /** Ends one as the operator, with audit line and messages to its owners, all or nothing. Gives how many are told. */
  endByOperator(order: OperatorEnding): Promise<number>;
  /** Every notice of a certificate that went or was to go to its owners, oldest first. */
  noticesOf(certificate: CertificateId): Promise<readonly Notice[]>;
  /** The same for all certificates of a commune or province, planned from one instant to before another. */
  unitNotices(unit: UnitCode, from: Instant, to: Instant): Promise<readonly UnitNotice[]>;
}

/** A certificate with everything a workbook shows. */
export interface RegistryRecord extends Certificate {
  readonly productGroup: string | null;
  readonly productCode: string | null;
  readonly address: string | null;
  readonly representative: string | null;
  readonly phone: string | null;
  readonly decidedOn: Day | null;
  readonly year: number;
  readonly note: string | null;
  readonly productId: string;
}

/** One line of the notice register: who was told what, when, by which channel, with which receipt. */
export interface Notice {
  readonly contactId: ContactId | null;
  readonly person: string | null;
  readonly channel: string | null;
  readonly about: string;
  readonly state: string;
  readonly reason: string | null;
  readonly plannedAt: Instant;
  readonly handedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly seenAt: Instant | null;
}

/** A line of the register of a whole unit. */
export interface UnitNotice extends Notice {
  readonly certificateId: CertificateId;
  readonly product: string;
  readonly producer: string;
  readonly number: string | null;
  readonly validUntil: Day;
}
