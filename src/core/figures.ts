/** Pure: figures of a unit's registry in a year, and the targets they are held against (domain reference §10). */
import type { UnitCode } from './model.ts';

export interface ByStar {
  readonly 3: number;
  readonly 4: number;
  readonly 5: number;
}

export interface Figures {
  readonly unit: UnitCode;
  readonly year: number;
  /** Recognised for the first time in the year. */
  readonly newProducts: ByStar;
  readonly upgraded: number;
  /** Products with a valid certificate today, or on the last day of a past year. */
  readonly stock: ByStar;
  /** Certificates whose last day lay in the year and is over, and how many of them were renewed. */
  readonly ended: number;
  readonly renewed: number;
  readonly classes: number;
  /** People who came to a class, each class counted. */
  readonly trained: number;
  /** Different people among them: attendances are not people (domain reference §9). */
  readonly trainedPeople: number;
  readonly events: number;
}

/**
 * Producers led by women or by people of an ethnic minority: sums that producers said of themselves and an officer added
 * up, never a note about one of them (domain reference §12). `null`: not said.
 */
export interface LedReport {
  readonly women: number | null;
  readonly minority: number | null;
}

export type FigureEvent = {
  readonly type: 'led_reported';
  readonly unit: UnitCode;
  readonly year: number;
} & LedReport;

export const targetFigures = ['new', 'new4', 'new5', 'stock', 'renewedShare', 'trained', 'events'] as const;
export type TargetFigure = (typeof targetFigures)[number];

export interface Target {
  readonly unit: string;
  /** The area it was set for, when that is not the unit of today. */
  readonly area?: string | undefined;
  readonly figure: TargetFigure;
  readonly atLeast: number;
  readonly source: string;
}

export const sumOf = (stars: ByStar): number => stars[3] + stars[4] + stars[5];

/** Per cent of the ended certificates that were renewed; 0 while none has ended. */
export const renewedShare = ({ ended, renewed }: Figures): number =>
  ended === 0 ? 0 : Math.floor((100 * renewed) / ended);

const values: { readonly [F in TargetFigure]: (figures: Figures) => number } = {
  new: ({ newProducts }) => sumOf(newProducts),
  new4: ({ newProducts }) => newProducts[4],
  new5: ({ newProducts }) => newProducts[5],
  stock: ({ stock }) => sumOf(stock),
  renewedShare,
  trained: ({ trained }) => trained,
  events: ({ events }) => events,
};

/** What a target is about, as it stands. */
export const reached = (figure: TargetFigure, figures: Figures): number => values[figure](figures);
