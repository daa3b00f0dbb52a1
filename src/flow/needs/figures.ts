/** Pure: what flows may ask about the figures of the registry. */
import type { Figures } from '../../core/figures.ts';

export type FigureQuery =
  /** Of this year: the unit named if it is the asking officer's, else their first. */
  { readonly kind: 'figures'; readonly unit?: string };

export interface FigureFound {
  readonly kind: 'figures';
  readonly figures: Figures | null;
}
