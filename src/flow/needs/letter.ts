/** Pure: what flows may ask about official letters. */
import type { LetterScope } from '../../core/letter-draft.ts';

export type LetterQuery =
  /** What letters the asking officer's units could write today. */
  { readonly kind: 'letterScope' };

export interface LetterFound {
  readonly kind: 'letterScope';
  readonly scope: readonly LetterScope[];
}
