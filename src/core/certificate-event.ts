/** Pure: facts about certificates that flows state; carried out in `service/events/certificate.ts`. */
import type { CertificateId, ClaimId, FilingState } from './certificate.ts';
import type { CorrectedField } from './certificate-correction.ts';
import type { CertificateEndEvent } from './certificate-end.ts';
import type { TypedLine } from './certificate-typed.ts';
import type { Day, UnitCode } from './model.ts';

export type CertificateEvent =
  | CertificateEndEvent
  /** An officer sent a registry file; it is read as a trial and the report comes by itself. */
  | {
      readonly type: 'registry_file_sent';
      readonly media: string;
      readonly unit: UnitCode;
      readonly fileName: string;
    }
  /** One certificate typed by an officer; tried and reported like a file. */
  | { readonly type: 'registry_line_typed'; readonly unit: UnitCode; readonly line: TypedLine }
  /** The report was seen: the file is to be written. */
  | { readonly type: 'registry_file_taken'; readonly file: string }
  /** "This is ours": the officers of the commune are told. */
  | { readonly type: 'certificate_claimed'; readonly certificate: CertificateId }
  | {
      readonly type: 'claim_decided';
      readonly claim: ClaimId;
      readonly agreed: boolean;
      readonly reason?: string;
    }
  /** "Đã nộp": the owner says that the dossier is handed in; an officer confirms it. */
  | { readonly type: 'renewal_said'; readonly certificate: CertificateId }
  /** `seen` 0: an officer records a dossier that nobody spoke of. */
  | {
      readonly type: 'filing_moved';
      readonly certificate: CertificateId;
      readonly seen: number;
      readonly to: Exclude<FilingState, 'said'>;
      readonly on: Day;
      readonly reason?: string;
    }
  | {
      readonly type: 'renewal_declined';
      readonly certificate: CertificateId;
      readonly seen: number;
      readonly reason: string;
    }
  /** An officer set a field by hand; no file overwrites it. */
  | {
      readonly type: 'certificate_corrected';
      readonly certificate: CertificateId;
      readonly seen: number;
      readonly field: CorrectedField;
      readonly value: string;
    }
  /** The owner thought better of it. */
  | { readonly type: 'renewal_resumed'; readonly certificate: CertificateId; readonly seen: number }
  | {
      readonly type: 'certificate_snoozed';
      readonly certificate: CertificateId;
      readonly until: Day | null;
    };
