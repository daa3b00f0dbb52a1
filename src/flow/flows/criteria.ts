/**
 * Pure: the scoring sheet of a product in plain words: its sections, each criterion with its choices, points and papers,
 * what each star asks at least. Every view stands by itself, so old buttons go on working.
 */
import type { EndStep, Flow } from '../define.ts';
import { inOwn, shortened } from './criteria-lines.ts';
import { lost, sectionOf, toCheck, toDossier, toGates, toSet } from './criteria-place.ts';
import { criterion, gates } from './criteria-views.ts';
import { setName } from './idea-lines.ts';
import { setChoice, setOf, startWith } from './set-choice.ts';

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
