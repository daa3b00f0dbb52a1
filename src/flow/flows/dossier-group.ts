/** Pure: one part of a dossier: its papers by number, each with what, where and which clause, and the tick. */
import type { Event } from '../../core/event.ts';
import { fold } from '../../core/vietnamese.ts';
import type { ChooseStep, Option, Scene } from '../define.ts';
import { inOwn } from './criteria-lines.ts';
import { groupOf, itemLabel, itemOf, kindOf, tickedOf } from './dossier-lines.ts';
import { setOf } from './set-choice.ts';
import { textOf } from './text-answer.ts';

const toList: Option = { value: 'list', label: { key: 'dossier.toList' } };

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

export const group: ChooseStep = {
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

export const item: ChooseStep = {
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

/** The tick as a fact. */
export function ticks(scene: Scene): readonly Event[] {
  const [set, which] = [setOf(scene), kindOf(scene)];
  if (set === null || which === null) return [];
  return [{ type: 'dossier_ticked', kind: which, setId: set.id, ticked: tickedNow(scene) }];
}
