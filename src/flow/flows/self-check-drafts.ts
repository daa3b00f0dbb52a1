/** Pure: self-assessments under way: one of each product, listed by name for whoever comes back without naming one. */
import type { CriteriaSet } from '../../core/criteria-set.ts';
import {
  askedCriteria,
  isSameProduct,
  maybeSameProduct,
  type SelfCheckDraft,
} from '../../core/self-check.ts';
import type { Answers, ChooseStep, Option, Scene } from '../define.ts';
import { setName } from './idea-lines.ts';
import { placed } from './self-check-answers.ts';
import { productOf, setOf } from './set-choice.ts';
import { textOf } from './text-answer.ts';

/** Shown at once; the others are found by typing the product's name. */
const shownAtMost = 5;

/** Of sets there is a sheet of; their order holds, for a button names a place in it. */
const draftsOf = ({ world }: Scene): readonly SelfCheckDraft[] =>
  (world.ownProgress?.drafts ?? []).filter(({ setId }) => world.criteria.criteriaOf(setId) !== null);

export const hasDrafts = (scene: Scene): boolean => draftsOf(scene).length > 0;

/** So many that one must be asked which to go on with. */
export const hasSeveral = (scene: Scene): boolean => draftsOf(scene).length > 1;

/** What is under way of the product talked about. */
export function draftOf(scene: Scene): SelfCheckDraft | null {
  const [set, product] = [setOf(scene), productOf(scene)];
  const own = draftsOf(scene).filter(({ setId }) => setId === set?.id);
  const named = own.find((draft) => isSameProduct(draft.product, product));
  return named ?? own.find((draft) => maybeSameProduct(draft.product, product)) ?? null;
}

/** The one that was tapped in the list, as it is now. */
function draftTapped(scene: Scene): SelfCheckDraft | null {
  const [setId, at] = (textOf(scene.answers, 'drafts') ?? '').split(':');
  const draft = draftsOf(scene)[Number(at)];
  return draft !== undefined && draft.setId === setId ? draft : null;
}

/** Answers given so far put in their places, and the product pinned: the list may be another one tomorrow. */
export function takeUp(scene: Scene): Answers {
  const draft = scene.answers.intro === 'goOn' ? draftOf(scene) : draftTapped(scene);
  const set = scene.world.criteria.criteriaOf(draft?.setId ?? '');
  if (draft === null || set === null) return {};
  const { setId, product, asks, goal } = draft;
  const about = { candidates: [{ id: setId, words: product }], product: null, proposed: null, drafts: null };
  return { ...placed(set, draft), ...about, intro: asks, goal, taken: true };
}

/** Questions answered so far. */
export const answeredIn = (set: CriteriaSet | null, { answers }: Pick<SelfCheckDraft, 'answers'>): number =>
  set === null ? 0 : askedCriteria(set).filter(({ code }) => code in answers).length;

function optionOf(scene: Scene, draft: SelfCheckDraft, at: number): Option {
  const { setId, product } = draft;
  const answered = answeredIn(scene.world.criteria.criteriaOf(setId), draft);
  const name = product === '' ? setName(setId) : product;
  return {
    value: `${setId}:${at}`,
    label: { key: 'selfCheck.draftButton', vars: { product: name, answered } },
  };
}

/** `product` reads other words typed here. */
export const draftChoice = (product: Pick<ChooseStep, 'parse'>): ChooseStep => ({
  kind: 'choose',
  say: [{ text: 'selfCheck.drafts' }],
  options: (scene) => [
    ...draftsOf(scene)
      .map((draft, at) => optionOf(scene, draft, at))
      .slice(-shownAtMost),
    { value: 'another', label: { key: 'setChoice.other' } },
  ],
  parse: (input, scene) => product.parse?.(input, scene) ?? { ok: false },
  hints: ['setChoice.hint'],
  next: {
    to: ['product', 'proposed', 'review'],
    pick: ({ answers }) =>
      ({ another: 'product', words: 'proposed' })[textOf(answers, 'drafts') ?? ''] ?? 'review',
  },
});
