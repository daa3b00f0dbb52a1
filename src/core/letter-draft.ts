/**
 * Pure: official letters as drafts for signature. Number, signature and stamp come from the office; our register counts
 * drafts, and its number is printed as the letter's only where the office says so.
 */
import type { Certificate, CertificateId } from './certificate.ts';
import type { Day, UnitCode } from './model.ts';

/** Notice to owners, list of certificates, dossiers sent on to the province, invitation to a class. */
export const letterKinds = ['renewal', 'list', 'transmittal', 'invitation'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What an office prints above and below its letters; local practice, so data. */
export interface LetterHead {
  readonly superior: readonly string[];
  readonly issuer: readonly string[];
  readonly place: string;
  /** Behind the slash of the number: of a công văn, of a giấy mời. */
  readonly symbols: { readonly letter: string; readonly invitation: string };
  readonly authority: readonly string[];
  readonly signer: string;
  /** Behind "Như trên" in "Nơi nhận"; heads kept before this was asked have none. */
  readonly recipients?: readonly string[];
  /** Behind "Lưu:". */
  readonly archive: string;
  /** Who gets dossiers sent on. */
  readonly forwardTo: string;
  /** Address, telephone: foot of page 1. */
  readonly contact: string;
  /** Our register is the office's: its numbers are printed. */
  readonly numbered: boolean;
}

export interface LetterDraft {
  readonly id: string;
  readonly unit: UnitCode;
  readonly year: number;
  readonly number: number;
  readonly on: Day;
  readonly kind: LetterKind;
  readonly subject: string;
  /** Code of the class. */
  readonly offering: string | null;
  readonly madeBy: string | null;
  /** `null`: the office never filled one in. */
  readonly head: LetterHead | null;
  readonly certificates: readonly Certificate[];
}

/** How many letters of a kind a unit would write about. */
export interface LetterScope {
  readonly unit: UnitCode;
  readonly kind: Exclude<LetterKind, 'invitation'>;
  readonly count: number;
}

export type LetterEvent =
  | {
      readonly type: 'letter_drafted';
      /** Of the message that asked. */
      readonly id: string;
      readonly kind: LetterKind;
      readonly unit: UnitCode;
      /** One alone; without it all that the kind is about. */
      readonly certificate?: CertificateId;
      readonly offering?: string;
    }
  /** Printed and sent: the notice register says so. */
  | { readonly type: 'letters_posted'; readonly letter: string };
