/** Pure: what flows may ask about owners to be called. */
import type { OwnerCall } from '../../core/owner-call.ts';

export type OwnerCallQuery =
  /** Of the asking officer's units, the most urgent first; `id` for one certificate alone. */
  { readonly kind: 'ownerCalls'; readonly id?: string };

export interface OwnerCallFound {
  readonly kind: 'ownerCalls';
  readonly calls: readonly OwnerCall[];
}
