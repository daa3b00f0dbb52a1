/**
 * Pure: the scoring sheet of a product in plain words: its sections, each criterion with its choices, points and papers,
 * what each star asks at least. Every view stands by itself, so old buttons go on working.
 */
import { pointsFor } from '../../core/criteria.ts';
import type { CriteriaSet, Criterion, Section } from '../../core/criteria-set.ts';
import type { EndStep, Flow, Option, Scene } from '../define.ts';
import {
  gateLine,
  inOwn,
  optionLines,
  papersOf,
  remarkLines,
  shortened,
  sourceLines,
} from './criteria-lines.ts';
import { setName } from './idea-lines.ts';
import { setChoice, setOf, startWith } from './set-choice.ts';

const stars = [3, 4, 5] as const;

/** Second part of the argument: `tea:2` a section, `tea:2.2` a criterion. */
const codeOf = ({ arg = '' }: Scene): string => arg.split(':')[1] ?? '';

const sectionOf = (scene: Scene): Section | null =>
  setOf(scene)?.sections.find(({ code, criteria }) =>
    [code, ...criteria.map((one) => one.code)].includes(codeOf(scene)),
  ) ?? null;

const criterionAt = (scene: Scene): Criterion | null => {
  const criteria = sectionOf(scene)?.criteria ?? [];
  return (
    criteria.find(({ code }) => code === codeOf(scene)) ??
    (criteria.length === 1 ? (criteria[0] ?? null) : null)
  );
};

const toSet = ({ id }: CriteriaSet): Option => ({
  value: `criteria:sections:${id}`,
  label: { key: 'criteria.sections' },
});
const toGates = ({ id }: CriteriaSet): Option => ({
  value: `criteria:gates:${id}`,
  label: { key: 'criteria.gates' },
});
const toCheck = ({ id }: CriteriaSet): Option => ({
  value: `self-check::${id}`,
  label: { key: 'flow.self-check' },
});
const toDossier = ({ id }: CriteriaSet): Option => ({
  value: `dossier::${id}`,
  label: { key: 'flow.dossier' },
});

const lost = { to: ['product'], pick: (scene: Scene) => (setOf(scene) === null ? 'product' : null) };

const sections: EndStep = {
  kind: 'end',
  instead: lost,
  say: [
    {
      text: 'criteria.set',
      vars: (scene) => {
        const set = setOf(scene);
        if (set === null) return {};
        const { A, B, C } = scene.world.criteria.partNames;
        return {
          set: setName(set.id),
          official: set.name,
          sheet: set.number,
          document: set.document.name,
          a: inOwn(A, scene),
          b: inOwn(B, scene),
          c: inOwn(C, scene),
        };
      },
    },
    {
      text: 'criteria.unverified',
      vars: (scene) => {
        const why = setOf(scene)?.unverified;
        return { why: why === undefined ? '' : inOwn(why, scene) };
      },
      when: (scene) => setOf(scene)?.unverified !== undefined,
    },
    { text: 'criteria.ask' },
  ],
  offer: (scene) => {
    const set = setOf(scene);
    if (set === null) return [];
    return [
      ...set.sections.map(({ code, name, max }) => ({
        value: `criteria:section:${set.id}:${code}`,
        label: { key: 'criteria.sectionButton', vars: { name: shortened(inOwn(name, scene)), max } },
      })),
      toGates(set),
      toCheck(set),
      toDossier(set),
      { value: 'criteria', label: { key: 'setChoice.other' } },
    ];
  },
};

const section: EndStep = {
  kind: 'end',
  instead: {
    to: ['product', 'criterion'],
    pick: (scene) => {
      const found = sectionOf(scene);
      if (found === null) return 'product';
      return found.criteria.length === 1 ? 'criterion' : null;
    },
  },
  say: [
    {
      text: 'criteria.section',
      vars: (scene) => {
        const found = sectionOf(scene);
        if (found === null) return {};
        return { code: found.code, name: inOwn(found.name, scene), max: found.max, part: found.part };
      },
    },
  ],
  offer: (scene) => {
    const set = setOf(scene);
    if (set === null) return [];
    return [
      ...(sectionOf(scene)?.criteria ?? []).map(({ code, name }) => ({
        value: `criteria:criterion:${set.id}:${code}`,
        label: { key: 'criteria.criterionButton', vars: { code, name: shortened(inOwn(name, scene)) } },
      })),
      toSet(set),
    ];
  },
};

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

const criterion: EndStep = {
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
const gates: EndStep = {
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

export const criteria: Flow = {
  name: 'criteria',
  version: 1,
  needs: ['ownProgress'],
  requires: [],
  start: startWith('sections'),
  entries: ['sections', 'section', 'criterion', 'gates'],
  resumable: false,
  steps: { ...setChoice('sections'), sections, section, criterion, gates },
};
