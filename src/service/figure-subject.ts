/** What charts and sheets of figures are made of. */
import type { Vars } from '../core/event.ts';
import type { Figures, LedReport, Target } from '../core/figures.ts';

export type Say = (key: string, vars?: Vars) => string;

export interface FigureSubject {
  readonly figures: Figures;
  /** Of the whole year before. */
  readonly before: Figures;
  readonly led: LedReport | null;
  readonly targets: readonly Target[];
  readonly unitName: string;
  readonly today: string;
  readonly say: Say;
}

export const stars = [3, 4, 5] as const;
export const percent = (value: number, of: number): number => (of === 0 ? 0 : Math.floor((100 * value) / of));

/** Where a target comes from, with the area it was set for. */
export const sourceOf = ({ area, source }: Target): string =>
  area === undefined ? source : `${area}: ${source}`;
