/** Pure: those of whom nobody knows whether they got an announcement, settled one by one; nobody is sent it again in one go. */
import type { ContactId } from '../../core/model.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { ReachedPerson } from '../needs/announcement.ts';
import type { Query } from '../needs.ts';
import { idOf } from './announcement-scene.ts';
import {
  announcementOf,
  behind,
  foreignPeople,
  foundIn,
  hasMore,
  moreOption,
  morePages,
  nameOf,
  nobodyLeft,
  openOption,
  peopleIn,
  peopleOf,
  toFirst,
  whereOf,
} from './announcements-people.ts';
import { yesNo } from './consent-question.ts';

/** Each is a button. */
const settledPage = 3;

const settleFrom: ChooseStep = {
  kind: 'choose',
  lookup: peopleIn(['unknown'], settledPage),
  instead: foreignPeople,
  say: [
    {
      text: 'announce.settle.list',
      vars: (scene) => ({
        unknown: foundIn(scene)?.total ?? 0,
        lines: {
          lines: peopleOf(scene).map((person) => ({
            key: 'announce.settle.line',
            vars: { name: nameOf(person), where: whereOf(person, scene) },
          })),
        },
      }),
      when: (scene) => peopleOf(scene).length > 0,
    },
    nobodyLeft,
  ],
  options: (scene) => [
    ...peopleOf(scene).map(
      ({ contactId, name }): Option => ({
        value: contactId,
        label: name === null ? { key: 'questions.nobodysName' } : { plain: name },
      }),
    ),
    ...(hasMore(scene) ? [moreOption] : []),
    ...((foundIn(scene)?.total ?? 0) > 1
      ? [{ value: 'all', label: { key: 'announce.settle.allButton' }, words: 'announce.settle.allWords' }]
      : []),
    openOption,
  ],
  next: {
    to: ['toOne', 'moreUnknown', 'settleAll', 'toOpen'],
    pick: ({ answers }) =>
      ({ more: 'moreUnknown', all: 'settleAll', open: 'toOpen' })[String(answers.settleFrom)] ?? 'toOne',
  },
};

const person = (scene: Scene): ReachedPerson | null => peopleOf(scene)[0] ?? null;
const lookupOne = (_input: unknown, scene: Scene): Query => ({
  kind: 'announcementPeople',
  id: idOf(scene),
  ...{ states: ['unknown'], limit: 1, after: '', contact: behind(scene) },
});

const settlements = ['handed', 'resend', 'failed'] as const;
type Settlement = (typeof settlements)[number];
const settlementOptions = (names: readonly Settlement[]): readonly Option[] =>
  [...names, 'later'].map((value) => ({
    value,
    label: { key: `announce.settle.${value}` },
    words: `announce.settle.words.${value}`,
  }));

const settleOne: ChooseStep = {
  kind: 'choose',
  lookup: lookupOne,
  // Somebody else settled it, or the channel told meanwhile.
  instead: {
    to: ['foreign', 'settled'],
    pick: (scene) => foreignPeople.pick(scene) ?? (person(scene) === null ? 'settled' : null),
  },
  say: [
    {
      text: 'announce.settle.askOne',
      vars: (scene) => {
        const one = person(scene);
        return {
          code: announcementOf(scene)?.code ?? '',
          name: one === null ? '' : nameOf(one),
          where: one === null ? '' : whereOf(one, scene),
        };
      },
    },
  ],
  options: (scene) =>
    settlementOptions(announcementOf(scene)?.state === 'cancelled' ? ['handed', 'failed'] : settlements),
  next: {
    to: ['settledOne', 'toSettle'],
    pick: ({ answers }) => (answers.settleOne === 'later' ? 'toSettle' : 'settledOne'),
  },
};

const outcome = { text: 'announce.outcome', vars: () => ({ outcome: { slot: 'announceOutcome' } }) };
const toSettle = {
  to: ['announcements:settleFrom'],
  pick: (scene: Scene) => `announcements:settleFrom:${idOf(scene)}`,
};

const settled = (answer: string, contactOf: (scene: Scene) => ContactId | null): EndStep => ({
  kind: 'end',
  lookup: lookupOne,
  instead: foreignPeople,
  say: [outcome],
  emit: (scene) => {
    const found = announcementOf(scene);
    const as = settlements.find((name) => name === scene.answers[answer]);
    if (found === null || as === undefined) return [];
    return [{ type: 'unknown_settled', id: found.id, contact: contactOf(scene), as }];
  },
  goTo: toSettle,
});

/** Written down only: nobody is sent anything again in one go. */
const settleAll: ChooseStep = {
  kind: 'choose',
  lookup: peopleIn(['unknown'], 1),
  instead: foreignPeople,
  say: [{ text: 'announce.settle.askAll', vars: (scene) => ({ unknown: foundIn(scene)?.total ?? 0 }) }],
  options: settlementOptions(['handed', 'failed']),
  next: {
    to: ['settleAllSure', 'toSettle'],
    pick: ({ answers }) => (answers.settleAll === 'later' ? 'toSettle' : 'settleAllSure'),
  },
};

const settleAllSure: ChooseStep = {
  kind: 'choose',
  lookup: peopleIn(['unknown'], 1),
  instead: foreignPeople,
  say: [
    {
      text: 'announce.settle.sureAll',
      vars: (scene) => ({
        unknown: foundIn(scene)?.total ?? 0,
        as: { key: `announce.settle.as.${scene.answers.settleAll === 'failed' ? 'failed' : 'handed'}` },
      }),
    },
  ],
  options: yesNo,
  next: {
    to: ['settledAll', 'toSettle'],
    pick: ({ answers }) => (answers.settleAllSure === 'yes' ? 'settledAll' : 'toSettle'),
  },
};

export const settleSteps: Flow['steps'] = {
  settle: toFirst('settleFrom'),
  settleFrom,
  moreUnknown: morePages('settleFrom'),
  toOne: {
    kind: 'end',
    say: [],
    goTo: {
      to: ['announcements:settleOne'],
      pick: (scene) => `announcements:settleOne:${idOf(scene)}.${String(scene.answers.settleFrom)}`,
    },
  },
  settleOne,
  settledOne: settled('settleOne', (scene) => behind(scene) as ContactId),
  settleAll,
  settleAllSure,
  settledAll: settled('settleAll', () => null),
  settled: { kind: 'end', say: [{ text: 'announce.done.unknown.gone' }], goTo: toSettle },
  toSettle: { kind: 'end', say: [], goTo: toSettle },
};
