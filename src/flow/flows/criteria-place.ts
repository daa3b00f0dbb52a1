/** Pure: where one is in a scoring sheet, and the buttons that lead on. References name set and code: `tea:2.2`. */
import type { CriteriaSet, Criterion, Section } from '../../core/criteria-set.ts';
import type { Option, Scene } from '../define.ts';
import { setOf } from './set-choice.ts';

/** Second part of the argument: `tea:2` a section, `tea:2.2` a criterion. */
export const codeOf = ({ arg = '' }: Scene): string => arg.split(':')[1] ?? '';

export const sectionOf = (scene: Scene): Section | null =>
  setOf(scene)?.sections.find(({ code, criteria }) =>
    [code, ...criteria.map((one) => one.code)].includes(codeOf(scene)),
  ) ?? null;

export const criterionAt = (scene: Scene): Criterion | null => {
  const criteria = sectionOf(scene)?.criteria ?? [];
  return (
    criteria.find(({ code }) => code === codeOf(scene)) ??
    (criteria.length === 1 ? (criteria[0] ?? null) : null)
  );
};

export const toSet = ({ id }: CriteriaSet): Option => ({
  value: `criteria:sections:${id}`,
  label: { key: 'criteria.sections' },
});
export const toGates = ({ id }: CriteriaSet): Option => ({
  value: `criteria:gates:${id}`,
  label: { key: 'criteria.gates' },
});
export const toCheck = ({ id }: CriteriaSet): Option => ({
  value: `self-check::${id}`,
  label: { key: 'flow.self-check' },
});
export const toDossier = ({ id }: CriteriaSet): Option => ({
  value: `dossier::${id}`,
  label: { key: 'flow.dossier' },
});

export const lost = { to: ['product'], pick: (scene: Scene) => (setOf(scene) === null ? 'product' : null) };
