/**
 * Pure: the checklist of a dossier (first, upgrade, renewal), ticked off over weeks: what, where, by which clause, and
 * how far one is. References name set, kind and group: `dossier::tea:first:paper`.
 */
import { dossierKinds } from '../../core/dossier.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { inOwn } from './criteria-lines.ts';
import { group, item, ticks } from './dossier-group.ts';
import { dueLines, groupOf, groupsOf, itemsOf, kindOf, mustsOf, progress } from './dossier-lines.ts';
import { hasBegun, toOpen, underWay } from './dossier-under-way.ts';
import { setName } from './idea-lines.ts';
import { onward } from './onward.ts';
import { keepCandidates, setChoice, setOf, setSaid, startWith } from './set-choice.ts';

const setSteps = setChoice('kind');
const { product } = setSteps;

const close: Option = { value: 'close', label: { key: 'myIdeas.close' }, words: 'profile.closeWords' };

const kind: ChooseStep = {
  kind: 'choose',
  keep: keepCandidates,
  instead: { to: ['product'], pick: (scene) => (setOf(scene) === null ? 'product' : null) },
  say: [{ text: 'dossier.kind', vars: (scene) => ({ set: setName(setOf(scene)?.id ?? 'unsure') }) }],
  options: (scene) =>
    dossierKinds.map((value) => {
      const { done, of } = progress(scene, value);
      const begun = done.length > 0;
      const vars = { done: done.length, of };
      return {
        value,
        label: begun
          ? { key: 'dossier.begun', vars: { ...vars, kind: { key: `dossier.kinds.${value}` } } }
          : { key: `dossier.kinds.${value}` },
        words: `dossier.kindWords.${value}`,
      };
    }),
  next: 'list',
};

const listVars = (scene: Scene) => {
  const which = kindOf(scene) ?? 'first';
  const { done, of, due } = progress(scene, which);
  return {
    kind: { key: `dossier.kinds.${which}` },
    set: setName(setOf(scene)?.id ?? 'unsure'),
    done: done.length,
    of,
    ...mustsOf(scene, which),
    due: due.length,
    missing: { lines: dueLines(scene, which) },
    commune: {
      lines: itemsOf(scene, which, 'commune').map(({ text }) => ({
        key: 'criteria.case',
        vars: { name: inOwn(text, scene) },
      })),
    },
    document: scene.world.dossier.document.name,
  };
};

const dueCount = (scene: Scene): number => {
  const which = kindOf(scene);
  return which === null ? 0 : progress(scene, which).due.length;
};

const list: ChooseStep = {
  kind: 'choose',
  keep: () => ({ group: null }),
  instead: { to: ['product'], pick: (scene) => (setOf(scene) === null ? 'product' : null) },
  say: [
    { text: 'dossier.list', vars: listVars },
    { text: 'dossier.due', vars: listVars, when: (scene) => dueCount(scene) > 0 },
    { text: 'dossier.complete', vars: listVars, when: (scene) => dueCount(scene) === 0 },
    { text: 'dossier.pick', vars: listVars },
  ],
  options: (scene) => [
    ...groupsOf(scene, kindOf(scene) ?? 'first').map(({ id, name, done, items }) => ({
      value: id,
      label: { key: 'dossier.groupButton', vars: { name, done, of: items.length } },
    })),
    close,
  ],
  // What is missing stands right below, whatever was asked.
  parse: () => ({ ok: false, hint: 'dossier.listHint' }),
  hints: ['dossier.listHint'],
  next: { to: ['group', 'closed'], pick: ({ answers }) => (answers.list === 'close' ? 'closed' : 'group') },
};

/** The list again, on fresh data. */
const again = (scene: Scene): string =>
  `dossier::${setOf(scene)?.id ?? ''}:${kindOf(scene) ?? 'first'}:${groupOf(scene)?.id ?? ''}`;
const toGroup: EndStep = { kind: 'end', say: [], goTo: { to: ['dossier'], pick: again } };

const start = startWith('kind');

export const dossier: Flow = {
  name: 'dossier',
  version: 1,
  needs: ['ownProgress'],
  requires: ['consent'],
  argOf: setSaid,
  start: {
    to: [...start.to, 'underWay', 'list', 'group'],
    pick: (scene) => {
      const first = start.pick(scene);
      if (first === 'product' && hasBegun(scene)) return 'underWay';
      if (scene.arg === undefined || kindOf(scene) === null) return first;
      return groupOf(scene) === null ? 'list' : 'group';
    },
  },
  entries: [],
  resumable: false,
  steps: {
    ...setSteps,
    underWay: underWay(product),
    kind,
    list,
    group,
    item,
    noted: { ...toGroup, say: [{ text: 'dossier.noted' }], emit: ticks },
    toGroup,
    toOpen,
    closed: {
      kind: 'end',
      say: [{ text: 'dossier.closed' }],
      offer: onward('dossier', 'self-check'),
    },
  },
};
