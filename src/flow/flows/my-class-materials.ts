/** Pure: what a class gave its people to read: links in words, files as files. */
import type { LinkedMaterial } from '../../core/class.ts';
import { isFiled, materialsAtMost, nameOfFile } from '../../core/class-material.ts';
import type { EndStep, Line, Scene } from '../define.ts';
import { codeOf, lookup, viewOf } from './offering-card.ts';
import { onward } from './onward.ts';

const materialsOf = (scene: Scene) => viewOf(scene)?.offering.materials ?? [];
const filesOf = (scene: Scene) => materialsOf(scene).filter(isFiled);
const linksOf = (scene: Scene): readonly LinkedMaterial[] =>
  materialsOf(scene).flatMap((one) => (isFiled(one) ? [] : [one]));

export const hasMaterials = (scene: Scene): boolean => materialsOf(scene).length > 0;

/** The nth file in a bubble of its own. */
const fileLine = (_: unknown, nth: number): Line => ({
  text: 'classes.own.material',
  vars: (scene) => ({ title: filesOf(scene)[nth]?.title ?? '' }),
  when: (scene) => filesOf(scene).length > nth,
  attach: (scene) => {
    const file = filesOf(scene)[nth];
    if (file === undefined) return null;
    const name = { key: 'classes.own.materialName', vars: { name: nameOfFile(file) } };
    return { document: { media: file.media, name } };
  },
});

/** @param unless whom it is not for */
export const materialsStep = (unless: NonNullable<EndStep['instead']>): EndStep => ({
  kind: 'end',
  lookup,
  instead: unless,
  say: [
    { text: 'classes.own.noMaterials', when: (scene) => !hasMaterials(scene) },
    {
      text: 'classes.own.materialLinks',
      vars: (scene) => ({
        links: {
          lines: linksOf(scene).map(({ title, link }) => ({
            key: 'classes.material',
            vars: { title, link },
          })),
        },
      }),
      when: (scene) => linksOf(scene).length > 0,
    },
    ...Array.from({ length: materialsAtMost }, fileLine),
  ],
  offer: (scene) => [
    { value: `my-classes:open:${codeOf(scene)}`, label: { key: 'seats.button.open' } },
    ...onward(),
  ],
});
