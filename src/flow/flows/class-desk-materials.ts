/** Pure: materials of a class: an officer adds a link or a file, or takes one away; whoever has a seat finds them under "lớp của tôi". */
import type { Material } from '../../core/class.ts';
import {
  filedMaterialIn,
  linkedMaterialIn,
  materialsAtMost,
  titleAtMost,
} from '../../core/class-material.ts';
import type { Json } from '../../core/model.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { fileHints, fileProblem } from './announce-text.ts';
import {
  back,
  codeOf,
  isCancelled,
  lookup,
  outcome,
  titleOf,
  unlessTheirs,
  versionOf,
  viewOf,
} from './class-desk-scene.ts';
import { materialLine } from './offering-card.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const materialsOf = (scene: Scene): readonly Material[] => viewOf(scene)?.offering.materials ?? [];
const isFull = (scene: Scene): boolean => materialsOf(scene).length >= materialsAtMost;

/** Slides are handed out after the class as well; one that does not take place has none. */
const unlessHeld = {
  to: [...unlessTheirs.to, 'over'],
  pick: (scene: Scene) => unlessTheirs.pick(scene) ?? (isCancelled(scene) ? 'over' : null),
};

const materials: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: {
    to: [...unlessHeld.to, 'material'],
    pick: (scene) => unlessHeld.pick(scene) ?? (materialsOf(scene).length === 0 ? 'material' : null),
  },
  keep: (scene) => ({ seen: versionOf(scene) }),
  say: [
    {
      text: 'classDesk.materials.list',
      vars: (scene) => ({
        title: titleOf(scene),
        materials: { lines: materialsOf(scene).map(materialLine) },
      }),
    },
  ],
  options: (scene) => [
    ...(isFull(scene)
      ? []
      : [{ value: 'add', label: { key: 'classDesk.materials.add' }, words: 'classDesk.materials.addWords' }]),
    ...materialsOf(scene).map(({ title }, at) => ({
      value: String(at),
      label: { key: 'classDesk.materials.drop', vars: { title } },
    })),
    { value: 'no', label: { key: 'classDesk.materials.no' }, words: 'classDesk.materials.noWords' },
  ],
  next: {
    to: ['material', 'materialsDone', 'kept'],
    pick: ({ answers }) => ({ add: 'material', no: 'kept' })[String(answers.materials)] ?? 'materialsDone',
  },
};

const material: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessHeld,
  takesCodes: true,
  keep: (scene) => ({ seen: versionOf(scene) }),
  say: [{ text: 'classDesk.materials.ask', vars: (scene) => ({ title: titleOf(scene) }) }],
  parse: (input, scene) => {
    const problem = fileProblem(input, scene);
    if (problem !== null) return problem;
    const given = input.kind === 'text' ? linkedMaterialIn(input.text) : filedMaterialIn(input);
    return given === null
      ? { ok: false, hint: 'classDesk.materials.unread' }
      : { ok: true, value: given as unknown as Json };
  },
  hints: [...fileHints, 'classDesk.materials.unread'],
  next: {
    to: ['materialTitle', 'materialsDone'],
    pick: (scene) => (givenIn(scene)?.title === '' ? 'materialTitle' : 'materialsDone'),
  },
};

/** A link or a picture that came without a word. */
const materialTitle: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessHeld,
  say: [{ text: 'classDesk.materials.titleAsk' }],
  parse: (input) => readText(input, { max: titleAtMost, min: 3 }),
  hints: textHints,
  next: 'materialsDone',
};

const givenIn = ({ answers }: Scene): Material | undefined =>
  answers.material as unknown as Material | undefined;

/** All of them as they would be: with the new one, or without the one that goes. */
function changed(scene: Scene): readonly Material[] {
  const [given, title] = [givenIn(scene), textOf(scene.answers, 'materialTitle')];
  if (given !== undefined) return [...materialsOf(scene), { ...given, ...(title && { title }) }];
  return materialsOf(scene).filter((_, at) => String(at) !== scene.answers.materials);
}

const materialsDone: EndStep = {
  kind: 'end',
  lookup,
  instead: unlessHeld,
  say: outcome,
  emit: (scene) => [
    {
      type: 'class_materials_set',
      code: codeOf(scene),
      seen: Number(scene.answers.seen ?? 0),
      materials: changed(scene),
    },
  ],
  offer: (scene) => [
    { value: `class-desk:materials:${codeOf(scene)}`, label: { key: 'classDesk.materials.more' } },
    { value: `class-desk:message:${codeOf(scene)}`, label: { key: 'classDesk.deed.message' } },
    ...back(scene),
  ],
};

export const materialSteps: Flow['steps'] = { materials, material, materialTitle, materialsDone };
