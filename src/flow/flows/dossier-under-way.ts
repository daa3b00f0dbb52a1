/** Pure: dossiers begun weeks ago, offered first when somebody comes back without naming a product. */
import { checklist, progressOf } from '../../core/dossier.ts';
import type { ChooseStep, EndStep, Scene } from '../define.ts';
import { setName } from './idea-lines.ts';
import { textOf } from './text-answer.ts';

/** Dossiers shown. */
const shownAtMost = 4;

/** Dossiers with anything ticked, of sets there is a sheet of. */
const begunOnes = ({ world }: Scene) =>
  (world.ownProgress?.dossiers ?? []).filter(({ setId }) => world.criteria.criteriaOf(setId) !== null);

export const hasBegun = (scene: Scene): boolean => begunOnes(scene).length > 0;

/** `product` reads other words typed here. */
export const underWay = (product: Pick<ChooseStep, 'parse'>): ChooseStep => ({
  kind: 'choose',
  say: [{ text: 'dossier.underWay' }],
  options: (scene) => [
    ...begunOnes(scene)
      .slice(0, shownAtMost)
      .map(({ setId, kind: which, ticked }) => {
        const items = checklist(scene.world.dossier, { kind: which, setId, by: 'producer' });
        const done = progressOf(items, ticked).done.length;
        const vars = { set: setName(setId), kind: { key: `dossier.kinds.${which}` }, done, of: items.length };
        return { value: `${setId}:${which}`, label: { key: 'dossier.underWayButton', vars } };
      }),
    { value: 'another', label: { key: 'dossier.another' } },
  ],
  parse: (input, scene) => product.parse?.(input, scene) ?? { ok: false },
  next: {
    to: ['product', 'proposed', 'toOpen'],
    pick: ({ answers }) =>
      ({ another: 'product', words: 'proposed' })[textOf(answers, 'underWay') ?? ''] ?? 'toOpen',
  },
});

export const toOpen: EndStep = {
  kind: 'end',
  say: [],
  goTo: { to: ['dossier'], pick: ({ answers }) => `dossier::${textOf(answers, 'underWay') ?? ''}` },
};
