/** Plain data of an official letter (Nghị định 30/2020/NĐ-CP) and of the tables inside letters and reports. */
import type { Day } from '../core/model.ts';

/** A table as it stands in a letter, an annex or a report: rows of finished text. */
export interface PrintTable {
  readonly columns: readonly {
    readonly header: string;
    /** Share of the width; the sum of all shares is the full width. */
    readonly width: number;
    readonly align?: 'left' | 'center' | 'right';
  }[];
  readonly rows: readonly (readonly string[])[];
}

/** A piece of the body, top to bottom. Headings are bold, list items start with a dash. */
export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'item'; readonly text: string }
  | { readonly kind: 'table'; readonly table: PrintTable };

export interface Letter {
  /** Superior body, upright above the issuing body; empty when there is none. */
  readonly superior: readonly string[];
  /** Issuing body, one line each: `ỦY BAN NHÂN DÂN`, `XÃ …`. Capitals are made here. */
  readonly issuer: readonly string[];
  /** `null`: the office writes the number in by hand. */
  readonly number: number | null;
  /** Behind the slash: `UBND-VX`, `TB-UBND`. */
  readonly symbol: string;
  readonly place: string;
  /** `null`: day and month are left for the office. */
  readonly date: Day | null;
  /**
   * A named kind (`THÔNG BÁO`) stands in the middle with its summary; a công văn has no kind, its summary stands under
   * the number with `V/v` in front.
   */
  readonly kind: string | null;
  readonly summary: string;
  /** "Kính gửi"; none for a letter to everybody. */
  readonly addressees: readonly string[];
  /** "Căn cứ …", without the mark at the end. */
  readonly bases: readonly string[];
  readonly body: readonly LetterBlock[];
  /** Lines of authority and office: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`. Local practice, so data. */
  readonly authority: readonly string[];
  /** Full name without titles; empty leaves the space. */
  readonly signer: string;
  /** "Nơi nhận", without dash and mark. */
  readonly recipients: readonly string[];
  /** Behind "Lưu:": `VT, KT`. */
  readonly archive: string;
  /** Address line at the foot of page 1. */
  readonly contact?: string;
  readonly annexes?: readonly LetterAnnex[];
}

export interface LetterAnnex {
  /** `Phụ lục I`, or `Phụ lục` when it is the only one. */
  readonly label: string;
  readonly title: string;
  /** Wide tables lie across. */
  readonly landscape?: boolean;
  readonly body: readonly LetterBlock[];
}
