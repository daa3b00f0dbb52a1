/** Pure: one criterion in plain words, and what each star asks at least. */
import { pointsFor } from '../../core/criteria.ts';
import type { CriteriaSet, Criterion } from '../../core/criteria-set.ts';
import type { EndStep, Scene } from '../define.ts';
import { gateLine, inOwn, optionLines, papersOf, remarkLines, sourceLines } from './criteria-lines.ts';
import { codeOf, criterionAt, lost, toCheck, toSet } from './criteria-place.ts';
import { setName } from './idea-lines.ts';
import { setOf } from './set-choice.ts';

const stars = [3, 4, 5] as const;

/** The criterion after this one, whatever section it stands in. */
function following(set: CriteriaSet, criterion: Criterion): Criterion | undefined {
  const all = set.sections.flatMap(({ criteria }) => criteria);
  return all[all.indexOf(criterion) + 1];
}

function aboutCriterion(scene: Scene) {
  const [set, criterion] = [setOf(scene), criterionAt(scene)];
  if (set === null || criterion === null) return {};
  return {
    code: criterion.code,
    name: inOwn(criterion.name, scene),
    max: criterion.max,
    ask: inOwn(criterion.ask, scene),
    explain: inOwn(criterion.explain, scene),
    options: { lines: [...optionLines(set, criterion, scene), ...remarkLines(criterion, scene)] },
    papers: papersOf(criterion, scene),
    source: { lines: sourceLines(set, criterion, scene) },
  };
}

export const criterion: EndStep = {
  kind: 'end',
  instead: { to: ['product'], pick: (scene) => (criterionAt(scene) === null ? 'product' : null) },
  say: [{ text: 'criteria.criterion', vars: aboutCriterion }],
  offer: (scene) => {
    const [set, found] = [setOf(scene), criterionAt(scene)];
    if (set === null || found === null) return [];
    const next = following(set, found);
    return [
      ...(next === undefined
        ? []
        : [{ value: `criteria:criterion:${set.id}:${next.code}`, label: { key: 'criteria.next' } }]),
      ...(codeOf(scene).includes('.')
        ? [
            {
              value: `criteria:section:${set.id}:${found.code.split('.')[0]}`,
              label: { key: 'criteria.same' },
            },
          ]
        : []),
      toSet(set),
      toCheck(set),
    ];
  },
};

/** What each star asks at least, and what gets a dossier refused. */
export const gates: EndStep = {
  kind: 'end',
  instead: lost,
  say: [
    {
      text: 'criteria.gatesOf',
      vars: (scene) => {
        const set = setOf(scene);
        return { set: setName(set?.id ?? ''), document: set?.document.name ?? '', sheet: set?.number ?? 0 };
      },
    },
    ...stars.map((star) => ({
      text: 'criteria.gatesStar',
      when: (scene: Scene) => setOf(scene)?.gates.some((gate) => gate.star === star) === true,
      vars: (scene: Scene) => {
        const set = setOf(scene);
        const own = set?.gates.filter((gate) => gate.star === star) ?? [];
        const lines = set === null ? [] : own.map(({ code, points }) => gateLine(set, code, points, scene));
        return { star, points: pointsFor(star), gates: { lines } };
      },
    })),
    {
      text: 'criteria.refused',
      when: (scene) => (setOf(scene)?.disqualifiers.length ?? 0) > 0,
      vars: (scene) => ({
        cases: {
          lines: (setOf(scene)?.disqualifiers ?? []).map(({ text }) => ({
            key: 'criteria.case',
            vars: { name: inOwn(text, scene) },
          })),
        },
      }),
    },
  ],
  offer: (scene) => {
    const set = setOf(scene);
    return set === null ? [] : [toCheck(set), toSet(set)];
  },
};
