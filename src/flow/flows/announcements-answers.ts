/** Pure: who comes, who does not, who has not answered: counted, by name page by page, and as a sheet. */
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { AnsweringPerson } from '../needs/announcement.ts';
import type { Query } from '../needs.ts';
import { answerCounts, isTheirs, viewOf } from './announcement-lines.ts';
import { foreign, idOf, lookup, sheetOf } from './announcement-scene.ts';
import { moreOption, nameOf, openOption, toFirst, whereOf } from './announcements-people.ts';

const kinds = ['yes', 'no', 'none'] as const;
type Kind = (typeof kinds)[number];
const page = 10;

const optionOf = (kind: Kind): Option => ({
  value: kind,
  label: { key: `announce.answers.${kind}` },
  words: `announce.answers.words.${kind}`,
});

const answers: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [
    {
      text: 'announce.answers.ask',
      vars: (scene) => {
        const view = viewOf(scene);
        return { code: view?.announcement.code ?? '', ...(view === null ? {} : answerCounts(view)) };
      },
    },
  ],
  options: [
    ...kinds.map(optionOf),
    { value: 'sheet', label: { key: 'announce.people.sheet' }, words: 'announce.people.sheetWords' },
    openOption,
  ],
  next: {
    to: ['toAnswers', 'answersSheet', 'toOpen'],
    pick: (scene) => {
      if (scene.answers.answers === 'sheet') return 'answersSheet';
      return scene.answers.answers === 'open' ? 'toOpen' : 'toAnswers';
    },
  },
};

/** `ID.yes.after`. */
const kindOf = ({ arg }: Scene): Kind => kinds.find((kind) => kind === arg?.split('.')[1]) ?? 'yes';

const foundIn = ({ world }: Scene) => {
  const found = world.found?.kind === 'announcementAnswers' ? world.found : null;
  const theirs = found?.announcement != null && isTheirs(found.announcement, world.officer, world.units);
  return theirs ? found : null;
};
const peopleOf = (scene: Scene): readonly AnsweringPerson[] => foundIn(scene)?.people ?? [];

const answersFrom: ChooseStep = {
  kind: 'choose',
  lookup: (_input, scene): Query => ({
    kind: 'announcementAnswers',
    id: idOf(scene),
    ...{ answer: kindOf(scene), limit: page, after: scene.arg?.split('.')[2] ?? '' },
  }),
  instead: { to: ['foreign'], pick: (scene) => (foundIn(scene) === null ? 'foreign' : null) },
  say: [
    {
      text: 'announce.answers.list',
      vars: (scene) => ({
        head: { key: `announce.answers.${kindOf(scene)}` },
        lines: {
          lines: peopleOf(scene).map((person) => ({
            key: 'announce.settle.line',
            vars: { name: nameOf(person), where: whereOf(person, scene) },
          })),
        },
      }),
      when: (scene) => peopleOf(scene).length > 0,
    },
    { text: 'announce.people.none', when: (scene) => peopleOf(scene).length === 0 },
  ],
  options: (scene) => [
    ...(foundIn(scene)?.more === true ? [moreOption] : []),
    { value: 'answers', label: { key: 'announce.answers.back' } },
    openOption,
  ],
  next: {
    to: ['moreAnswers', 'toGroups', 'toOpen'],
    pick: (scene) =>
      ({ more: 'moreAnswers', answers: 'toGroups' })[String(scene.answers.answersFrom)] ?? 'toOpen',
  },
};

const onTo = (to: (scene: Scene) => string): EndStep => ({
  kind: 'end',
  say: [],
  goTo: { to: ['announcements:answersFrom'], pick: (scene) => `announcements:answersFrom:${to(scene)}` },
});

export const answerSteps: Flow['steps'] = {
  answers,
  toAnswers: onTo((scene) => `${idOf(scene)}.${String(scene.answers.answers)}`),
  answersFrom,
  toGroups: toFirst('answers'),
  moreAnswers: onTo((scene) => `${idOf(scene)}.${kindOf(scene)}.${peopleOf(scene).at(-1)?.contactId ?? ''}`),
  answersSheet: sheetOf('announcement-answers', 'announce.answers.sheetReady'),
};
