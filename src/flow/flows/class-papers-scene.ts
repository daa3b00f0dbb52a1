/** Pure: what all steps of the class papers share: the class looked at, and that it is one of the officer's units. */
import type { OfferingId } from '../../core/class.ts';
import type { Option, Scene } from '../define.ts';
import type { RollLine } from '../needs/seats.ts';
import type { Query } from '../needs.ts';
import { codeOf } from './offering-card.ts';

export { codeOf };

export const rollOf = ({ world }: Scene) => (world.found?.kind === 'roll' ? world.found : null);

export const rowsOf = (scene: Scene): readonly RollLine[] => rollOf(scene)?.rows ?? [];

export const offeringIdOf = (scene: Scene): OfferingId | undefined => rollOf(scene)?.view?.offering.id;

/** Looks the class up for the officer's units, whatever step it is. */
export const lookupRoll = (_input: unknown, scene: Scene): Query | null =>
  codeOf(scene) === '' ? null : { kind: 'rollByCode', code: codeOf(scene) };

export const strangers = {
  to: ['notOfficer', 'none'],
  pick: ({ world }: Scene) => {
    if (world.officer === null) return 'notOfficer';
    return (world.heldOfferings ?? []).length === 0 ? 'none' : null;
  },
};

export const unlessTheirs = {
  to: ['notOfficer', 'notYours'],
  pick: (scene: Scene) => {
    if (scene.world.officer === null) return 'notOfficer';
    return rollOf(scene)?.view == null ? 'notYours' : null;
  },
};

export const close: Option = {
  value: 'close',
  label: { key: 'settings.close' },
  words: 'profile.closeWords',
};

export const toClass = {
  to: ['class-papers:open'],
  pick: (scene: Scene) => `class-papers:open:${codeOf(scene)}`,
};
