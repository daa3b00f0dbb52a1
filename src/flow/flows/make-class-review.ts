/** Pure: the new class as people will see it, with what is wrong or should be thought of; then enrolment opens. */
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { faultText } from './class-days.ts';
import { home } from './link-answer.ts';
import {
  audienceText,
  draftOf,
  faultsOf,
  hasSeats,
  mayServe,
  servedNames,
  shownAs,
  warningLines,
} from './make-class-scene.ts';
import { cardLines } from './offering-card.ts';
import { leadTo } from './onward.ts';

const isFaulty = (scene: Scene): boolean => faultsOf(scene).length > 0;

const preview = (scene: Scene) => {
  const view = shownAs(scene);
  const { title, audience, tags } = draftOf(scene);
  return {
    title,
    card: { lines: view === null ? [] : cardLines(view) },
    facts: {
      lines: [
        { key: 'makeClass.review.audience', vars: { audience: audienceText(audience) } },
        { key: 'makeClass.review.unit', vars: { unit: servedNames(scene) } },
        ...(tags.length === 0 ? [] : [{ key: 'makeClass.review.tags', vars: { tags: tags.join(', ') } }]),
      ],
    },
  };
};

const repeats = (scene: Scene) => {
  const { everyMonths = 0, times = 0 } = draftOf(scene).repeat ?? {};
  return { everyMonths, times };
};

const review: ChooseStep = {
  kind: 'choose',
  say: [
    { text: 'makeClass.review.card', vars: preview },
    { text: 'makeClass.review.series', vars: repeats, when: (scene) => draftOf(scene).repeat !== undefined },
    {
      text: 'makeClass.warnings',
      vars: (scene) => ({ lines: { lines: warningLines(scene) } }),
      when: (scene) => warningLines(scene).length > 0,
    },
    { text: 'makeClass.review.council', when: (scene) => draftOf(scene).audience.includes('council') },
    {
      text: 'classDesk.faults',
      vars: (scene) => ({ faults: { lines: faultsOf(scene).map(faultText) } }),
      when: isFaulty,
    },
    { text: 'makeClass.review.ask', when: (scene) => !isFaulty(scene) && hasSeats(scene) },
    { text: 'makeClass.review.askCalendar', when: (scene) => !isFaulty(scene) && !hasSeats(scene) },
  ],
  options: (scene) => [
    ...(isFaulty(scene)
      ? []
      : [{ value: 'open', label: { key: 'makeClass.review.open' }, words: 'makeClass.review.openWords' }]),
    { value: 'change', label: { key: 'makeClass.review.change' }, words: 'makeClass.review.changeWords' },
    { value: '@later', label: { key: 'makeClass.review.later' }, words: 'registerIdea.laterWords' },
  ],
  next: {
    to: ['opened', 'change', 'review'],
    pick: (scene) => {
      if (scene.answers.review === 'change') return 'change';
      return isFaulty(scene) ? 'review' : 'opened';
    },
  },
};

const items: readonly string[] = [
  ...[
    'title',
    'when',
    'pin',
    'audience',
    'serves',
    'seats',
    'limit',
    'closes',
    'opens',
    'organiser',
    'description',
    'topics',
  ],
];
const ofSeats: readonly string[] = ['seats', 'limit', 'closes', 'opens'];

const change: ChooseStep = {
  kind: 'choose',
  group: 'review',
  say: [{ text: 'makeClass.changeAsk' }],
  options: (scene): readonly Option[] => [
    ...items
      .filter((item) => hasSeats(scene) || !ofSeats.includes(item))
      .filter((item) => item !== 'serves' || mayServe(scene))
      .map((item) => ({
        value: item,
        label: { key: `makeClass.item.${item}` },
        words: `makeClass.item.${item}Words`,
      })),
    { value: '@edit', label: { key: 'makeClass.item.none' } },
  ],
  next: { to: [...items], pick: ({ answers }) => String(answers.change) },
};

const opened: EndStep = {
  kind: 'end',
  say: [{ text: 'classDesk.outcome', vars: () => ({ outcome: { slot: 'classOutcome' } }) }],
  emit: (scene) => [{ type: 'class_opened', draft: draftOf(scene) }],
  goTo: { to: ['make-class:made'], pick: () => 'make-class:made' },
};

const madeCode = ({ world }: Scene): string =>
  world.found?.kind === 'classMade' ? (world.found.view?.offering.code ?? '') : '';

/** What may be done with the class just opened. */
const made: EndStep = {
  kind: 'end',
  lookup: () => ({ kind: 'classMade' }),
  instead: { to: ['closed'], pick: (scene) => (madeCode(scene) === '' ? 'closed' : null) },
  say: [{ text: 'makeClass.next' }],
  offer: (scene) => [
    { value: `class-papers:poster:${madeCode(scene)}`, label: { key: 'makeClass.poster' } },
    { value: 'announce', label: { key: 'makeClass.announce' } },
    { value: `enrol-file:file:${madeCode(scene)}`, label: { key: 'classPapers.deed.enrol' } },
    { value: `class-desk:open:${madeCode(scene)}`, label: { key: 'makeClass.toDesk' } },
    ...home,
  ],
};

export const reviewSteps = {
  review,
  change,
  opened,
  made,
  closed: leadTo('help'),
} satisfies Flow['steps'];
