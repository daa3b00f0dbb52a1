/** Pure: what flows may ask about the papers of classes. */
import type { EnrolFound, EnrolQuery } from './enrol.ts';
import type { OfferingView } from './seats.ts';

export interface ClassPapersSnapshots {
  /** What the officer's units hold or held in the last months, the latest first. */
  readonly heldOfferings: readonly OfferingView[];
}

/** What people thought of a class, nobody's in particular. */
export interface ClassRating {
  readonly answers: number;
  /** How many said 1, 2, 3. */
  readonly useful: readonly [number, number, number];
  readonly clear: readonly [number, number, number];
  readonly wishes: readonly string[];
}

export type ClassPapersQuery =
  | EnrolQuery
  /** What people thought of a class of the asking officer's units. */
  | { readonly kind: 'classRating'; readonly code: string }
  /** A class the person attended and is asked about. */
  | { readonly kind: 'attendedClass'; readonly code: string };

export type ClassPapersFound =
  | EnrolFound
  | { readonly kind: 'classRating'; readonly view: OfferingView | null; readonly rating: ClassRating | null }
  | { readonly kind: 'attendedClass'; readonly view: OfferingView | null };
