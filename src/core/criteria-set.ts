/**
 * Pure: the shape of a scoring sheet (QĐ 26/2026/QĐ-TTg Annex II, domain reference §6), filled by the loader from
 * `content/criteria`. Facts, points and official names are the decision's; questions and options are in our own words.
 */
import type { Day, Language } from './model.ts';

export type Bilingual = Readonly<Record<Language, string>>;

export type Part = 'A' | 'B' | 'C';
/** Ranks that carry a certificate and have gates (Article 4). */
export type GatedStar = 3 | 4 | 5;
export type Star = 1 | 2 | GatedStar;
/** How dear an improvement is: our own hint for ordering advice, not law. */
export type Effort = 1 | 2 | 3;

export interface CriterionOption {
  readonly points: number;
  readonly text: Bilingual;
  readonly effort: Effort;
  /** Not on the sheet: stands for "none of these" where the sheet prints no 0-point option. */
  readonly implied: boolean;
  /** Of a criterion with `cases`: the list it belongs to; an implied option belongs to both. */
  readonly case?: string;
}

/** A paper or thing that proves a criterion, by its id in the book. */
export interface Evidence {
  readonly id: string;
  readonly text: Bilingual;
}

export interface Criterion {
  /** As printed: `2.2`, `6.1.1`, `8`. */
  readonly code: string;
  /** The common criterion it was made from; the same in every sheet that uses it. */
  readonly common: string | null;
  readonly max: number;
  readonly name: Bilingual;
  readonly ask: Bilingual;
  readonly explain: Bilingual;
  /** In the sheet's order; one with 0 points always exists. */
  readonly options: readonly CriterionOption[];
  readonly evidence: readonly Evidence[];
  /** Code of the heading it stands under, when there is one between section and criterion. */
  readonly group?: string;
  /** Two lists of options of which one applies (tourism). */
  readonly cases?: Readonly<Record<string, Bilingual>>;
  /** A condition the sheet states before its options. */
  readonly requires?: Bilingual;
  /** A case in which the product is not assessed at all. */
  readonly refused?: Bilingual;
  /** How it is scored. */
  readonly note?: Bilingual;
  /** The transcript is doubtful here: to be compared with the signed decision; says what and how it was read. */
  readonly unverified?: Bilingual;
  /** Cannot be bettered by trying: never proposed as an improvement. */
  readonly fixed: boolean;
  /** Its answer is sensitive personal data (domain reference §12). */
  readonly sensitive: boolean;
}

export interface CriterionGroup {
  readonly code: string;
  readonly name: Bilingual;
  readonly max: number;
}

export interface Section {
  readonly code: string;
  readonly part: Part;
  readonly name: Bilingual;
  readonly max: number;
  readonly groups: readonly CriterionGroup[];
  readonly criteria: readonly Criterion[];
}

/** Marked `***`, `****` or `*****` in the sheet: the least this criterion must have for the star. */
export interface StarGate {
  readonly star: GatedStar;
  readonly code: string;
  readonly points: number;
}

export interface Disqualifier {
  readonly id: string;
  readonly text: Bilingual;
}

export interface CriteriaSet {
  /** Product set, as in `content/product-sets.yaml`. */
  readonly id: string;
  readonly number: number;
  /** Official name. */
  readonly name: string;
  /** Lead authorities (Annex I). */
  readonly lead: readonly string[];
  readonly document: LegalDocument;
  readonly sections: readonly Section[];
  /** By star, then in the order of the sheet. */
  readonly gates: readonly StarGate[];
  readonly disqualifiers: readonly Disqualifier[];
  readonly unverified?: Bilingual;
}

export interface LegalDocument {
  readonly id: string;
  /** Number and authority: `Quyết định 26/2026/QĐ-TTg`. */
  readonly name: string;
  readonly about: Bilingual;
  readonly issuedOn: Day;
  readonly effectiveFrom: Day;
  /** The day it lapsed, from which on it no longer applies; null while it is in force. */
  readonly effectiveTo: Day | null;
  /** The document that took its place. */
  readonly replacedBy: string | null;
  /** The document it amends, whose life it shares. */
  readonly amends: string | null;
  readonly unverified?: Bilingual;
}

export interface CriteriaBook {
  /** The sheets in force. */
  readonly document: LegalDocument;
  readonly partNames: Readonly<Record<Part, Bilingual>>;
  /** In the order of Annex II. */
  readonly sets: readonly CriteriaSet[];
  /** Every kind of paper, in the order of form 02. */
  readonly evidence: readonly Evidence[];
  /** Oldest first. */
  readonly legalDocuments: readonly LegalDocument[];
  criteriaOf(setId: string): CriteriaSet | null;
}
