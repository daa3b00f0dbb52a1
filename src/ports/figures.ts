/** Port of the figures of the registry. */
import type { Figures, LedReport } from '../core/figures.ts';
import type { ContactId, Day, Instant, UnitCode } from '../core/model.ts';

export interface FigureStore {
  /** Figures of a commune or province; the stock is that of the day, which lies in the year. */
  figuresOf(unit: UnitCode, year: number, day: Day): Promise<Figures>;
  /** What was reported of a unit and year; `null`: nothing. */
  ledOf(unit: UnitCode, year: number): Promise<LedReport | null>;
}

export interface FigureTx {
  /** @throws Conflict when the unit is not the officer's */
  reportLed(report: {
    readonly unit: UnitCode;
    readonly year: number;
    readonly led: LedReport;
    readonly officer: ContactId;
    readonly at: Instant;
  }): Promise<void>;
}
