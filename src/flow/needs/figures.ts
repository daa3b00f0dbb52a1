/** Pure: what flows may ask about the figures of the registry. */
import type { Figures, LedReport } from '../../core/figures.ts';

export type FigureQuery =
  /** Of the unit named if it is the asking officer's, else of their first; of this year unless another is named. */
  { readonly kind: 'figures'; readonly unit?: string; readonly year?: number };

export interface FigureFound {
  readonly kind: 'figures';
  readonly figures: Figures | null;
  /** Of the whole year before. */
  readonly before: Figures | null;
  readonly led: LedReport | null;
}
