/** Pure: the end of a self-assessment: what is open, one answer changed by section and criterion, then the result. */
import { chosen, criterionOf } from '../../core/criteria.ts';
import { findCriteria } from '../../core/criteria-find.ts';
import type { Criterion } from '../../core/criteria-set.ts';
import { fold } from '../../core/vietnamese.ts';
import type { ChooseStep, Option, Scene } from '../define.ts';
import { inOwn } from './criteria-lines.ts';
import {
  answersOf,
  asksGatesOnly,
  goalOf,
  inScope,
  lastOf,
  openOnes,
  placeAfter,
  placed,
  placeOf,
  places,
} from './self-check-answers.ts';
import { takeUp } from './self-check-drafts.ts';
import { productOf, setOf } from './set-choice.ts';
import { textOf } from './text-answer.ts';

/** Answers given before are taken over once: those of the last check, to change some, or of one under way. */
function takeOver(scene: Scene) {
  const [set, last] = [setOf(scene), lastOf(scene)];
  if (scene.answers.taken === true && scene.answers.intro !== 'goOn') return {};
  if (scene.answers.intro !== 'edit') return takeUp(scene);
  return set === null || last === null ? {} : { ...placed(set, last), taken: true };
}

const isTaken = (scene: Scene): boolean => scene.answers.taken === true && productOf(scene) !== '';

const counts = (scene: Scene) => {
  const of = inScope(scene).length;
  return { of, answered: of - openOnes(scene).length, open: openOnes(scene).length, goal: goalOf(scene) };
};

const review: ChooseStep = {
  kind: 'choose',
  // Told with the result, which follows in the same turn.
  lookup: () => ({ kind: 'suitingOfferings' }),
  keep: takeOver,
  say: [
    { text: 'selfCheck.taken', when: isTaken, vars: (scene) => ({ product: productOf(scene) }), once: true },
    { text: 'selfCheck.reviewAll', vars: counts, when: (scene) => openOnes(scene).length === 0 },
    { text: 'selfCheck.reviewOpen', vars: counts, when: (scene) => openOnes(scene).length > 0 },
  ],
  options: (scene) => [
    { value: 'result', label: { key: 'selfCheck.toResult' }, words: 'selfCheck.toResultWords' },
    ...(openOnes(scene).length === 0 ? [] : [{ value: 'open', label: { key: 'selfCheck.toOpen' } }]),
    ...(asksGatesOnly(scene) ? [{ value: 'rest', label: { key: 'selfCheck.toRest' } }] : []),
    { value: 'change', label: { key: 'selfCheck.toChange' }, words: 'registerIdea.editWords' },
    { value: '@later', label: { key: 'registerIdea.later' }, words: 'registerIdea.laterWords' },
  ],
  next: {
    to: ['result', 'pickSection', ...places, 'review'],
    pick: (scene) => {
      if (scene.answers.review === 'result') return 'result';
      return scene.answers.review === 'change' ? 'pickSection' : placeAfter(scene, null);
    },
  },
};

/** By its code, or by a word of its name: a word of its question alone is too little to jump there. */
function isNamed({ code, name }: Criterion, text: string): boolean {
  const named = [...fold(name.vi).split(' '), ...fold(name.en).split(' ')];
  return (
    text.includes(code) ||
    fold(text)
      .split(' ')
      .some((word) => word.length > 2 && named.includes(word))
  );
}

/** Typed words or a code name a criterion straight away. */
function readCriterion(text: string, scene: Scene) {
  const set = setOf(scene);
  const asked = inScope(scene);
  const [found] =
    set === null ? [] : findCriteria(set, text).filter((one) => isNamed(one, text) && asked.includes(one));
  return found === undefined ? null : `c:${found.code}`;
}

const parse: ChooseStep['parse'] = (input, scene) => {
  const value = input.kind === 'text' ? readCriterion(input.text, scene) : null;
  return value === null ? { ok: false } : { ok: true, value };
};

const pickSection: ChooseStep = {
  kind: 'choose',
  group: 'review',
  say: [{ text: 'selfCheck.pickSection' }],
  options: (scene) => [
    ...(setOf(scene)?.sections ?? [])
      .filter(({ criteria }) => criteria.some((one) => inScope(scene).includes(one)))
      .map(({ code, name }) => ({ value: code, label: { plain: inOwn(name, scene) } })),
  ],
  parse,
  next: {
    to: ['pickCriterion', ...places],
    pick: (scene) => placeNamed(scene, textOf(scene.answers, 'pickSection') ?? '') ?? 'pickCriterion',
  },
};

function placeNamed(scene: Scene, value: string): string | null {
  const set = setOf(scene);
  return set === null || !value.startsWith('c:') ? null : placeOf(set, value.slice(2));
}

function labelOf(scene: Scene, code: string): Option['label'] {
  const set = setOf(scene);
  const criterion = set === null ? null : criterionOf(set, code);
  if (criterion === null) return { plain: code };
  const option = chosen(criterion, answersOf(scene));
  const vars = { name: inOwn(criterion.name, scene), points: option?.points ?? 0, max: criterion.max };
  return { key: option === null ? 'selfCheck.criterionOpen' : 'selfCheck.criterionPoints', vars };
}

const pickCriterion: ChooseStep = {
  kind: 'choose',
  group: 'review',
  listed: true,
  say: [{ text: 'selfCheck.pickCriterion' }],
  options: (scene) => {
    const section = setOf(scene)?.sections.find(({ code }) => code === scene.answers.pickSection);
    const own = (section?.criteria ?? []).filter((one) => inScope(scene).includes(one));
    return own.map(({ code }) => ({ value: `c:${code}`, label: labelOf(scene, code) }));
  },
  parse,
  next: {
    to: ['review', ...places],
    pick: (scene) => placeNamed(scene, textOf(scene.answers, 'pickCriterion') ?? '') ?? 'review',
  },
};

export const reviewSteps = { review, pickSection, pickCriterion };
