/** Pure: what flows may ask about official letters. */
import type { LetterHead, LetterScope } from '../../core/letter-draft.ts';
import type { UnitCode } from '../../core/model.ts';

export type LetterQuery =
  /** What letters the asking officer's units could write today. */
  | { readonly kind: 'letterScope' }
  /** What a unit of the asking officer prints on its letters. */
  | { readonly kind: 'letterHead'; readonly unit: UnitCode };

export interface LetterHeadSeen {
  readonly unit: UnitCode;
  /** `null`: never set; letters print the usual. */
  readonly head: LetterHead | null;
}

export type LetterFound =
  | { readonly kind: 'letterScope'; readonly scope: readonly LetterScope[] }
  /** `null`: not a unit of the officer. */
  | { readonly kind: 'letterHead'; readonly seen: LetterHeadSeen | null };
