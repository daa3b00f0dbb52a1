/** Pure: the form read back, and the lists from which any answer is changed. */
import type { ChooseStep, Option, Scene } from '../define.ts';
import { fieldsOf, photosOf } from './idea-fields.ts';
import { ideaLines, lowerFirst, unitName } from './idea-lines.ts';
import { onward } from './onward.ts';
import { firstMore } from './register-idea-more.ts';

export const mediaShown = ({ answers }: Pick<Scene, 'answers'>): readonly string[] => photosOf(answers);

/** Lists hang together with the review: what is chosen there is changed and comes back. */
const group = 'review';

const toChange = (step: string): Option => ({ value: step, label: { key: `idea.item.${step}` } });
const backToReview: Option = { value: '@edit', label: { key: 'registerIdea.change.none' } };

const productItems = ['productName', 'description', 'productSet', 'ideaKind', 'producerType', 'photos'];
const personItems = ['registrantName', 'phone', 'commune', 'hamlet'];
const moreItems = [
  'producerName',
  'businessRegistration',
  'materials',
  'materialShare',
  'workers',
  'workerShare',
  'origin',
  'output',
  'markets',
  'papers',
  'support',
  'target',
];

/** The first list: what is changed most, then the two further lists. */
const change: ChooseStep = {
  kind: 'choose',
  group,
  say: [{ text: 'registerIdea.change.ask' }],
  options: ({ answers }) => [
    ...productItems.map(toChange),
    toChange('changePerson'),
    ...(answers.moreAsked === true ? [toChange('changeMore')] : []),
    backToReview,
  ],
  next: {
    to: [...productItems, 'changePerson', 'changeMore', 'review'],
    pick: ({ answers }) => String(answers.change),
  },
};

/** The code of an idea names its commune: once sent, the commune stays. */
const mayChange = (item: string, { answers }: Scene): boolean =>
  item !== 'commune' || answers.ideaId === undefined;

const list = (name: string, items: readonly string[]): ChooseStep => ({
  kind: 'choose',
  group,
  say: [{ text: 'registerIdea.change.ask' }],
  options: (scene) => [...items.filter((item) => mayChange(item, scene)).map(toChange), backToReview],
  next: { to: [...items], pick: ({ answers }) => String(answers[name]) },
});

export const changeSteps = {
  change,
  changePerson: list('changePerson', personItems),
  changeMore: list('changeMore', moreItems),
};

export interface ReviewWay {
  /** Text and button: a first registration or a correction. */
  readonly area: 'registerIdea' | 'correctIdea';
  readonly send: { readonly to: readonly string[]; readonly pick: (scene: Scene) => string };
}

/** The form as it will be sent, with what may be done: send, tell more, change, leave for later. */
export function reviewStep({ area, send }: ReviewWay): ChooseStep {
  const asked = (scene: Scene) => scene.answers.moreAsked === true;
  return {
    kind: 'choose',
    say: [
      {
        text: `${area}.review`,
        vars: (scene) => ({ answers: { lines: ideaLines(fieldsOf(scene), scene.world) } }),
      },
      {
        text: `${area}.reviewAsk`,
        vars: (scene) => ({ commune: lowerFirst(unitName(fieldsOf(scene).unit, scene.world)) }),
      },
    ],
    options: (scene) => [
      { value: 'send', label: { key: `${area}.send` }, words: 'registerIdea.sendWords' },
      ...(asked(scene)
        ? []
        : [{ value: 'more', label: { key: 'registerIdea.tellMore' }, words: 'registerIdea.tellMoreWords' }]),
      { value: 'change', label: { key: 'registerIdea.edit' }, words: 'registerIdea.editWords' },
      { value: '@later', label: { key: 'registerIdea.later' }, words: 'registerIdea.laterWords' },
    ],
    next: {
      to: [...send.to, 'producerName', 'materials', 'change', 'review'],
      pick: (scene) => {
        if (scene.answers.review === 'send') return send.pick(scene);
        if (scene.answers.review === 'more') return firstMore(scene);
        return scene.answers.review === 'change' ? 'change' : 'review';
      },
    },
  };
}

/** What comes after an idea was sent. */
export const afterSending = onward('my-ideas', 'self-check');
