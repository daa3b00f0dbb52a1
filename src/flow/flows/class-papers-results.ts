/** Pure: what people thought of a class, shown to officers only once enough of them answered for nobody to be recognised. */
import type { ChooseStep, EndStep, Flow, Option, Scene, Step } from '../define.ts';
import type { ClassRating } from '../needs/class-papers.ts';
import { codeOf } from './class-papers-scene.ts';
import { onward } from './onward.ts';
import { textOf } from './text-answer.ts';

/** Fewer answers are not shown. */
export const shownFrom = 5;

const ratingFound = ({ world }: Scene) => (world.found?.kind === 'classRating' ? world.found : null);
const ratingOf = (scene: Scene): ClassRating | null => ratingFound(scene)?.rating ?? null;
const isEnough = (scene: Scene): boolean => (ratingOf(scene)?.answers ?? 0) >= shownFrom;

function figures(scene: Scene) {
  const { answers = 0, useful = [0, 0, 0], clear = [0, 0, 0], wishes = [] } = ratingOf(scene) ?? {};
  const three = ([low, middle, high]: readonly number[]) => ({
    key: 'classPapers.rating.counts',
    vars: { low: low ?? 0, middle: middle ?? 0, high: high ?? 0 },
  });
  return {
    title: ratingFound(scene)?.view?.offering.title ?? '',
    answers,
    from: shownFrom,
    useful: three(useful),
    clear: three(clear),
    wishes: { lines: wishes.slice(0, 20).map((wish) => `• ${wish}`) },
  };
}

/** The results for officers; `again` are the ways on. */
export function resultSteps(again: (scene: Scene) => readonly Option[]): Readonly<Record<string, Step>> {
  const rating: EndStep = {
    kind: 'end',
    lookup: (_input, scene) => ({ kind: 'classRating', code: codeOf(scene) }),
    instead: {
      to: ['notOfficer', 'notYours'],
      pick: (scene) => {
        if (scene.world.officer === null) return 'notOfficer';
        return ratingFound(scene)?.view == null ? 'notYours' : null;
      },
    },
    say: [
      { text: 'classPapers.rating.few', vars: figures, when: (scene) => !isEnough(scene) },
      { text: 'classPapers.rating.shown', vars: figures, when: isEnough },
      {
        text: 'classPapers.rating.wishes',
        vars: figures,
        when: (scene) => isEnough(scene) && (ratingOf(scene)?.wishes.length ?? 0) > 0,
      },
    ],
    offer: again,
  };
  return { rating };
}

const attendedOf = ({ world }: Scene) => (world.found?.kind === 'attendedClass' ? world.found.view : null);

const asked = {
  lookup: (_input: unknown, scene: Scene) => ({ kind: 'attendedClass', code: codeOf(scene) }) as const,
  instead: {
    to: ['notThere'],
    pick: (scene: Scene) => (attendedOf(scene) === null ? 'notThere' : null),
  },
};

const scale = (name: 'useful' | 'clear', next: string): ChooseStep => ({
  kind: 'choose',
  ...asked,
  say: [
    {
      text: `classFeedback.${name}.ask`,
      vars: (scene) => ({ title: attendedOf(scene)?.offering.title ?? '' }),
    },
  ],
  options: ['3', '2', '1'].map((value) => ({
    value,
    label: { key: `classFeedback.${name}.${value}` },
    words: `classFeedback.${name}.${value}Words`,
  })),
  next,
});

const longestWish = 500;

/** Three questions for those who came; nobody is named in the results. */
export const classFeedback: Flow = {
  name: 'class-feedback',
  version: 1,
  needs: [],
  requires: [],
  start: 'useful',
  entries: ['useful'],
  resumable: false,
  steps: {
    useful: scale('useful', 'clear'),
    clear: scale('clear', 'wish'),
    wish: {
      kind: 'ask',
      ...asked,
      say: [{ text: 'classFeedback.wish' }],
      parse: (input) => {
        const text = input.kind === 'text' ? input.text.normalize('NFC').trim() : '';
        return text === '' ? { ok: false } : { ok: true, value: text.slice(0, longestWish) };
      },
      optional: true,
      next: 'thanks',
    },
    thanks: {
      kind: 'end',
      ...asked,
      say: [{ text: 'classFeedback.thanks' }],
      emit: (scene) => {
        const offering = attendedOf(scene)?.offering.id;
        if (offering === undefined) return [];
        const wish = textOf(scene.answers, 'wish');
        const [useful, clear] = [Number(scene.answers.useful), Number(scene.answers.clear)];
        return [{ type: 'class_rated', offering, useful, clear, ...(wish === undefined ? {} : { wish }) }];
      },
      offer: onward('classes'),
    },
    notThere: { kind: 'end', say: [{ text: 'classFeedback.notThere' }], offer: onward('my-classes') },
  },
};
