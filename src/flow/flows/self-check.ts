/**
 * Pure: a producer scores the own product by the sheet, one question a message, to be gone on with weeks later. The
 * result is an estimate of their own and says so.
 */
import { dayOf } from '../../core/calendar.ts';
import { pointsFor } from '../../core/criteria.ts';
import { askedCriteria, gateCriteria, openAtMost } from '../../core/self-check.ts';
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import { inOwn } from './criteria-lines.ts';
import { setName } from './idea-lines.ts';
import {
  argOf,
  casesOf,
  goalOf,
  keepGoal,
  lastOf,
  placeAfter,
  places,
  productNamed,
} from './self-check-answers.ts';
import { answeredIn, draftChoice, draftOf, hasDrafts, hasSeveral } from './self-check-drafts.ts';
import { questionSteps } from './self-check-question.ts';
import { last, none, result, sheet } from './self-check-result.ts';
import { reviewSteps } from './self-check-review.ts';
import {
  keepCandidates,
  namesNone,
  namesOther,
  otherWords,
  productOf,
  readOther,
  setChoice,
  setOf,
  startWith,
} from './set-choice.ts';
import { textOf } from './text-answer.ts';

const introVars = (scene: Scene) => {
  const set = setOf(scene);
  if (set === null) return {};
  const [before, product] = [lastOf(scene), productOf(scene)];
  return {
    set: setName(set.id),
    product,
    count: askedCriteria(set).length,
    gates: gateCriteria(set, goalOf(scene)).length,
    goal: goalOf(scene),
    least: pointsFor(goalOf(scene)),
    day: { day: dayOf(before?.at ?? 0) },
    points: before?.points ?? 0,
    answered: askedCriteria(set).length - (before?.open ?? 0),
    begun: answeredIn(set, draftOf(scene) ?? { answers: {} }),
  };
};

const lastIs = (scene: Scene, what: 'whole' | 'partial'): boolean => {
  const before = lastOf(scene);
  return before !== null && before.open > openAtMost === (what === 'partial');
};

/** Where the answers go that begin no question. */
const placesOfIntro: Readonly<Record<string, string>> = {
  edit: 'review',
  goOn: 'review',
  last: 'last',
  other: 'product',
  [otherWords]: 'proposed',
};

const intro: ChooseStep = {
  kind: 'choose',
  keep: (scene) => ({ ...keepCandidates(scene), ...keepGoal(scene) }),
  instead: { to: ['product'], pick: (scene) => (setOf(scene) === null ? 'product' : null) },
  say: [
    { text: 'selfCheck.introProduct', vars: introVars, when: (scene) => productOf(scene) !== '' },
    { text: 'selfCheck.introSet', vars: introVars, when: (scene) => productOf(scene) === '' },
    { text: 'selfCheck.introLast', vars: introVars, when: (scene) => lastIs(scene, 'whole') },
    { text: 'selfCheck.introLastPartial', vars: introVars, when: (scene) => lastIs(scene, 'partial') },
    { text: 'selfCheck.introGoal', vars: introVars, when: ({ answers }) => typeof answers.goal === 'number' },
    { text: 'selfCheck.intro', vars: introVars },
  ],
  options: (scene): readonly Option[] => [
    ...(draftOf(scene) === null
      ? []
      : [{ value: 'goOn', label: { key: 'selfCheck.goOn', vars: introVars(scene) } }]),
    { value: 'gates', label: { key: 'selfCheck.askGates', vars: introVars(scene) } },
    { value: 'all', label: { key: 'selfCheck.askAll', vars: introVars(scene) } },
    ...(lastOf(scene) === null
      ? []
      : [
          { value: 'edit', label: { key: 'selfCheck.editLast' } },
          { value: 'last', label: { key: 'selfCheck.seeLast' } },
        ]),
    { value: 'other', label: { key: 'setChoice.other' } },
  ],
  parse: (input, { world }) => readOther(input, world),
  next: {
    to: ['service', 'review', 'last', 'product', 'proposed', ...places],
    pick: (scene) => {
      const chosen = textOf(scene.answers, 'intro') ?? '';
      const elsewhere = placesOfIntro[chosen];
      if (elsewhere !== undefined) return elsewhere;
      return casesOf(setOf(scene)) === undefined ? placeAfter(scene, null) : 'service';
    },
  },
};

/** Tourism: which of the two lists of the sheet applies. */
const service: ChooseStep = {
  kind: 'choose',
  listed: true,
  say: [{ text: 'selfCheck.service' }],
  options: (scene) =>
    Object.entries(casesOf(setOf(scene)) ?? {}).map(([value, name]) => ({
      value,
      label: { plain: inOwn(name, scene) },
    })),
  next: { to: [...places, 'review'], pick: (scene) => placeAfter(scene, null) },
};

const begin = startWith('intro');
const choices = setChoice('intro');

export const selfCheck: Flow = {
  name: 'self-check',
  version: 1,
  needs: ['ownProgress'],
  requires: ['consent'],
  start: {
    to: [...begin.to, 'drafts'],
    pick: (scene) => {
      const first = begin.pick(scene);
      return first === 'product' && hasDrafts(scene) ? 'drafts' : first;
    },
  },
  argOf,
  entries: ['last', 'sheet'],
  resumable: true,
  continues: (said, open) => !namesOther(said, open) && !(namesNone(said) && hasSeveral(said)),
  dropped: (scene) => {
    const setId = setOf(scene)?.id;
    return setId === undefined ? [] : [{ type: 'self_check_dropped', setId, product: productNamed(scene) }];
  },
  review: 'review',
  steps: {
    ...choices,
    drafts: draftChoice(choices.product),
    intro,
    service,
    ...questionSteps,
    ...reviewSteps,
    result,
    last,
    sheet,
    none,
  },
};
