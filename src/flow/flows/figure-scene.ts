/** Pure: the figures before an officer's eyes: of a unit of theirs, in one year. */
import { readFigureYear } from '../../core/figure-year.ts';
import type { Figures } from '../../core/figures.ts';
import type { Scene } from '../define.ts';
import type { FigureFound } from '../needs/figures.ts';
import type { Query } from '../needs.ts';

export const figuresFound = ({ world }: Scene): FigureFound | null =>
  world.found?.kind === 'figures' ? world.found : null;

export const figuresSeen = (scene: Scene): Figures | null => figuresFound(scene)?.figures ?? null;

/** Of the unit and year that the place names. */
const lookup = (_input: unknown, { arg }: Scene): Query => {
  const { unit, year } = readFigureYear(arg);
  return {
    kind: 'figures',
    ...(unit === null ? {} : { unit }),
    ...(year === null ? {} : { year }),
  };
};

/** Only officers, and only of units of their own. */
export const unlessSeen = {
  lookup,
  instead: {
    to: ['notOfficer', 'foreign'],
    pick: (scene: Scene) => {
      if (scene.world.officer === null) return 'notOfficer';
      return figuresSeen(scene) === null ? 'foreign' : null;
    },
  },
} as const;
