/**
 * Pure: the checklist of a dossier (first, upgrade, renewal), ticked off over weeks: what, where, by which clause, and
 * how far one is. References name set, kind and group: `dossier::tea:first:paper`.
 */
import { dossierKinds } from '../../core/dossier.ts';
import type { Event } from '../../core/event.ts';
import { fold } from '../../core/vietnamese.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { inOwn } from './criteria-lines.ts';
import {
  dueLines,
  groupOf,
  groupsOf,
  itemLabel,
  itemOf,
  itemsOf,
  kindOf,
  progress,
  tickedOf,
} from './dossier-lines.ts';
import { setName } from './idea-lines.ts';
import { keepCandidates, setChoice, setOf, startWith } from './set-choice.ts';
import { textOf } from './text-answer.ts';

const close: Option = { value: 'close', label: { key: 'myIdeas.close' }, words: 'profile.closeWords' };
const toList: Option = { value: 'list', label: { key: 'dossier.toList' } };

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
  next: { to: ['group', 'closed'], pick: ({ answers }) => (answers.list === 'close' ? 'closed' : 'group') },
};

/** Numbers typed together, "1, 3 và 4", tick all of them at once. */
function severalIn(text: string, scene: Scene): readonly string[] {
  const words = fold(text).split(' ');
  const numbers = words.flatMap((word) => (/^\d{1,2}$/.test(word) ? [Number(word)] : []));
  const other = words.some(
    (word) => !/^\d{1,2}$/.test(word) && !['va', 'voi', 'and', 'so', 'roi', 'co', 'da'].includes(word),
  );
  const items = groupOf(scene)?.items ?? [];
  const named = numbers.map((number) => items[number - 1]?.id);
  if (other || numbers.length < 2 || named.includes(undefined)) return [];
  return named.flatMap((id) => id ?? []);
}

const group: ChooseStep = {
  kind: 'choose',
  listed: true,
  instead: { to: ['list'], pick: (scene) => (groupOf(scene) === null ? 'list' : null) },
  say: [
    {
      text: 'dossier.group',
      vars: (scene) => {
        const found = groupOf(scene);
        return { name: found?.name ?? '', done: found?.done ?? 0, of: found?.items.length ?? 0 };
      },
    },
  ],
  options: (scene) => [
    ...(groupOf(scene)?.items ?? []).map((item) => ({ value: item.id, label: itemLabel(scene, item) })),
    toList,
  ],
  parse: (input, scene) => {
    const ids = input.kind === 'text' ? severalIn(input.text, scene) : [];
    return ids.length === 0 ? { ok: false, hint: 'dossier.hint' } : { ok: true, value: `+${ids.join('+')}` };
  },
  hints: ['dossier.hint'],
  next: {
    to: ['list', 'noted', 'item'],
    pick: ({ answers }) => {
      const value = textOf(answers, 'group') ?? '';
      if (value === 'list') return 'list';
      return value.startsWith('+') ? 'noted' : 'item';
    },
  },
};

const isDone = (scene: Scene): boolean =>
  tickedOf(scene, kindOf(scene) ?? 'first').includes(itemOf(scene)?.id ?? '');

const item: ChooseStep = {
  kind: 'choose',
  instead: { to: ['list'], pick: (scene) => (itemOf(scene) === null ? 'list' : null) },
  say: [
    {
      text: 'dossier.item',
      vars: (scene) => {
        const found = itemOf(scene);
        if (found === null) return {};
        return {
          text: inOwn(found.text, scene),
          explain: inOwn(found.explain, scene),
          need: { key: `dossier.need.${found.need}` },
          clause: inOwn(found.clause, scene),
          document: scene.world.dossier.document.name,
        };
      },
    },
  ],
  options: (scene) => [
    isDone(scene)
      ? { value: 'lack', label: { key: 'dossier.lack' }, words: 'dossier.lackWords' }
      : { value: 'have', label: { key: 'dossier.have' }, words: 'dossier.haveWords' },
    { value: 'group', label: { key: 'dossier.toGroup' } },
  ],
  next: {
    to: ['noted', 'toGroup'],
    pick: ({ answers }) => (answers.item === 'group' ? 'toGroup' : 'noted'),
  },
};

/** What is ticked after this answer. */
function tickedNow(scene: Scene): readonly string[] {
  const before = tickedOf(scene, kindOf(scene) ?? 'first');
  const value = textOf(scene.answers, 'group') ?? '';
  if (value.startsWith('+')) return [...new Set([...before, ...value.slice(1).split('+')])];
  const others = before.filter((id) => id !== value);
  return scene.answers.item === 'have' ? [...others, value] : others;
}

function ticks(scene: Scene): readonly Event[] {
  const [set, which] = [setOf(scene), kindOf(scene)];
  if (set === null || which === null) return [];
  return [{ type: 'dossier_ticked', kind: which, setId: set.id, ticked: tickedNow(scene) }];
}

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
  start: {
    to: [...start.to, 'list', 'group'],
    pick: (scene) => {
      if (scene.arg === undefined || kindOf(scene) === null) return start.pick(scene);
      return groupOf(scene) === null ? 'list' : 'group';
    },
  },
  entries: [],
  resumable: false,
  steps: {
    ...setChoice('kind'),
    kind,
    list,
    group,
    item,
    noted: { ...toGroup, say: [{ text: 'dossier.noted' }], emit: ticks },
    toGroup,
    closed: {
      kind: 'end',
      say: [{ text: 'dossier.closed' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
  },
};
