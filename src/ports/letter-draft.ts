/** Port of letters as drafts: their register, and the heads of offices. */
import type { CertificateId } from '../core/certificate.ts';
import type { LetterDraft, LetterHead, LetterKind } from '../core/letter-draft.ts';
import type { ContactId, Day, Instant, UnitCode } from '../core/model.ts';

export interface LetterDraftTx {
  /**
   * Gives the draft the next number of its unit and year.
   * @throws Conflict when there is nothing (more) to write about, or the unit is not the officer's
   */
  draftLetter(draft: {
    readonly id: string;
    readonly kind: LetterKind;
    readonly unit: UnitCode;
    readonly certificate: CertificateId | null;
    readonly offering: string | null;
    readonly subject: string;
    readonly on: Day;
    readonly officer: ContactId;
    readonly at: Instant;
  }): Promise<number>;
  /** What the unit prints on its letters; `null`: never set, or not a unit of the officer. */
  letterHead(unit: UnitCode, officer: ContactId): Promise<LetterHead | null>;
  /** @throws Conflict when the unit is not the officer's */
  setLetterHead(unit: UnitCode, head: LetterHead, officer: ContactId, at: Instant): Promise<void>;
  /** Gives for how many certificates it was written down. */
  postLetters(letter: string, officer: ContactId, at: Instant): Promise<number>;
}

export interface LetterDraftStore {
  letterDraft(id: string): Promise<LetterDraft | null>;
  /** The register of a unit and year, by number. */
  letterRegister(unit: UnitCode, year: number): Promise<readonly LetterDraft[]>;
  saveLetterHead(unit: UnitCode, head: LetterHead, at: Instant): Promise<void>;
}
