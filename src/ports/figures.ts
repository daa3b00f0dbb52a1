/** Port of the figures of the registry. */
import type { Figures } from '../core/figures.ts';
import type { Day, UnitCode } from '../core/model.ts';

export interface FigureStore {
  /** Figures of a commune or province; the stock is that of the day, which lies in the year. */
  figuresOf(unit: UnitCode, year: number, day: Day): Promise<Figures>;
}
