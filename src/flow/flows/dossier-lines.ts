/** Pure: one dossier as its maker sees it: what it must hold, what is ticked, in which group. */
import {
  checklist,
  type DossierItem,
  type DossierKind,
  dossierKinds,
  progressOf,
} from '../../core/dossier.ts';
import type { TextRef } from '../../core/event.ts';
import type { Scene } from '../define.ts';
import { inOwn } from './criteria-lines.ts';
import { setOf } from './set-choice.ts';
import { textOf } from './text-answer.ts';

const isKind = (word: string | undefined): word is DossierKind => dossierKinds.some((kind) => kind === word);

/** `tea:first:form`: set, kind and group as a reference names them. */
const named = ({ arg = '' }: Scene): readonly string[] => arg.split(':');

export function kindOf(scene: Scene): DossierKind | null {
  const chosen = textOf(scene.answers, 'kind') ?? named(scene)[1];
  return isKind(chosen) ? chosen : null;
}

export const itemsOf = (scene: Scene, kind: DossierKind, by: DossierItem['by'] = 'producer') =>
  checklist(scene.world.dossier, { kind, setId: setOf(scene)?.id ?? null, by });

export const tickedOf = (scene: Scene, kind: DossierKind): readonly string[] =>
  scene.world.ownProgress?.dossiers.find((one) => one.kind === kind && one.setId === setOf(scene)?.id)
    ?.ticked ?? [];

export function progress(scene: Scene, kind: DossierKind) {
  const items = itemsOf(scene, kind);
  return { ...progressOf(items, tickedOf(scene, kind)), of: items.length };
}

/** The groups of this dossier that hold anything. */
export function groupsOf(scene: Scene, kind: DossierKind) {
  const items = itemsOf(scene, kind);
  const ticked = tickedOf(scene, kind);
  return scene.world.dossier.groups.flatMap(({ id, name }) => {
    const own = items.filter(({ group }) => group === id);
    if (own.length === 0) return [];
    return [
      { id, name: inOwn(name, scene), items: own, done: own.filter((one) => ticked.includes(one.id)).length },
    ];
  });
}

export function groupOf(scene: Scene) {
  const kind = kindOf(scene);
  const id = textOf(scene.answers, 'list') ?? named(scene)[2];
  return kind === null ? null : (groupsOf(scene, kind).find((group) => group.id === id) ?? null);
}

/** The item that is open. */
export function itemOf(scene: Scene): DossierItem | null {
  const id = textOf(scene.answers, 'group');
  return groupOf(scene)?.items.find((item) => item.id === id) ?? null;
}

/** An item by its words, ticked or not. */
export function itemLabel(scene: Scene, { id, text }: DossierItem): TextRef {
  const kind = kindOf(scene);
  const done = kind !== null && tickedOf(scene, kind).includes(id);
  return { key: done ? 'dossier.done' : 'dossier.todo', vars: { text: inOwn(text, scene) } };
}

/** What the dossier cannot do without and that is still missing. */
export const dueLines = (scene: Scene, kind: DossierKind): readonly TextRef[] =>
  progress(scene, kind).due.map(({ text }) => ({ key: 'criteria.case', vars: { name: inOwn(text, scene) } }));

/** How many of the must-haves are there. */
export function mustsOf(scene: Scene, kind: DossierKind) {
  const musts = itemsOf(scene, kind).filter(({ need }) => need === 'must');
  return { must: musts.length - progress(scene, kind).due.length, mustOf: musts.length };
}
