/** Pure: an officer gives a class more seats or fewer. Fewer than were given: whose go is decided by rule or by hand, and shown by name first. */
import { type CutRule, cutRules, whoToUnseat } from '../../core/seat-cut.ts';
import type { AskStep, ChooseStep, Flow, Scene } from '../define.ts';
import type { DeskPerson } from '../needs/class-office.ts';
import {
  codeOf,
  heldIn,
  lookup,
  peopleOf,
  stating,
  titleOf,
  unlessAlive,
  viewOf,
  waitingIn,
} from './class-desk-scene.ts';
import { yesNo } from './consent-question.ts';
import { readSeats } from './make-class-more.ts';
import { textOf } from './text-answer.ts';

const capacityOf = (scene: Scene): number =>
  Number(scene.answers.seats ?? viewOf(scene)?.rules.capacity ?? 0);
const overIn = (scene: Scene): number => Math.max(0, heldIn(scene) - capacityOf(scene));

const holders = (scene: Scene): readonly DeskPerson[] =>
  peopleOf(scene).filter(({ state }) => state === 'taken' || state === 'offered');

const shownAtMost = 80;

/** Numbers and names; of very many only the last to ask. */
const lines = (people: readonly DeskPerson[]) => ({
  lines: people.slice(-shownAtMost).map(({ no, name }) => `${no}. ${name ?? '–'}`),
});

/** Whose seats go: by the rule, or as typed; in that order. */
function chosen(scene: Scene): readonly DeskPerson[] {
  const { cut } = scene.answers;
  const people = holders(scene);
  if (cut === 'hand')
    return ((scene.answers.hand ?? []) as readonly string[]).flatMap(
      (claim) => people.find((one) => one.claim === claim) ?? [],
    );
  const rule = cutRules.find((one) => one === cut) as CutRule | undefined;
  const keys = rule === undefined ? [] : whoToUnseat(people, overIn(scene), rule);
  return keys.flatMap((key) => people.find(({ person }) => person === key) ?? []);
}

const seats: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessAlive,
  takesQuestions: true,
  say: [
    {
      text: 'classDesk.seats.ask',
      vars: (scene) => ({
        capacity: viewOf(scene)?.rules.capacity ?? 0,
        held: heldIn(scene),
        waiting: waitingIn(scene),
      }),
    },
  ],
  parse: (input) => {
    const read = input.kind === 'text' ? readSeats(input.text) : null;
    return read === null ? { ok: false, hint: 'makeClass.seats.unread' } : { ok: true, value: read };
  },
  hints: ['makeClass.seats.unread'],
  next: { to: ['cut', 'seatsSure'], pick: (scene) => (overIn(scene) > 0 ? 'cut' : 'seatsSure') },
};

const seatsSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  say: [
    {
      text: 'classDesk.seats.sure',
      vars: (scene) => ({
        capacity: capacityOf(scene),
        before: viewOf(scene)?.rules.capacity ?? 0,
        title: titleOf(scene),
      }),
    },
    {
      text: 'classDesk.seats.offers',
      vars: (scene) => ({ waiting: waitingIn(scene) }),
      when: (scene) => waitingIn(scene) > 0 && capacityOf(scene) > heldIn(scene),
    },
  ],
  options: yesNo,
  next: {
    to: ['seatsDone', 'kept'],
    pick: ({ answers }) => (answers.seatsSure === 'yes' ? 'seatsDone' : 'kept'),
  },
};

const cut: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  say: [
    {
      text: 'classDesk.cut.ask',
      vars: (scene) => ({ capacity: capacityOf(scene), held: heldIn(scene), over: overIn(scene) }),
    },
  ],
  options: [...cutRules, 'hand', 'keep'].map((value) => ({
    value,
    label: { key: `classDesk.cut.${value}` },
    words: `classDesk.cut.${value}Words`,
  })),
  next: {
    to: ['hand', 'cutKeep', 'cutTo'],
    pick: ({ answers }) => (answers.cut === 'hand' ? 'hand' : answers.cut === 'keep' ? 'cutKeep' : 'cutTo'),
  },
};

/** Numbers of the list, as read out. */
const hand: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessAlive,
  takesQuestions: true,
  say: [
    {
      text: 'classDesk.cut.handAsk',
      vars: (scene) => ({ over: overIn(scene), people: lines(holders(scene)) }),
    },
  ],
  parse: (input, scene) => {
    const numbers = input.kind === 'text' ? (input.text.match(/\d+/gu) ?? []) : [];
    const people = numbers.flatMap((no) => holders(scene).find((one) => one.no === Number(no)) ?? []);
    if (people.length === 0 || people.length !== numbers.length)
      return { ok: false, hint: 'classDesk.cut.handUnread' };
    const freed = people.reduce((sum, one) => sum + one.seats, 0);
    if (freed < overIn(scene))
      return { ok: false, hint: 'classDesk.cut.handFew', vars: { over: overIn(scene), freed } };
    return { ok: true, value: people.map(({ claim }) => claim) };
  },
  hints: ['classDesk.cut.handUnread', 'classDesk.cut.handFew'],
  next: 'cutTo',
};

/** Fewer seats from now on, but nobody loses one: who leaves is not followed by anybody. */
const cutKeep: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  say: [
    {
      text: 'classDesk.cut.keepSure',
      vars: (scene) => ({ capacity: capacityOf(scene), over: overIn(scene) }),
    },
  ],
  options: yesNo,
  next: {
    to: ['seatsDone', 'kept'],
    pick: ({ answers }) => (answers.cutKeep === 'yes' ? 'seatsDone' : 'kept'),
  },
};

const cutTo: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  say: [
    {
      text: 'classDesk.cut.names',
      vars: (scene) => ({ count: chosen(scene).length, people: lines(chosen(scene)) }),
    },
  ],
  options: ['back', 'out', 'no'].map((value) => ({
    value,
    label: { key: `classDesk.cut.to.${value}` },
    words: `classDesk.cut.to.${value}Words`,
  })),
  next: { to: ['seatsDone', 'kept'], pick: ({ answers }) => (answers.cutTo === 'no' ? 'kept' : 'seatsDone') },
};

const seatsDone = stating((scene) => [
  {
    type: 'class_resized',
    code: codeOf(scene),
    capacity: capacityOf(scene),
    claims: chosen(scene).map(({ claim }) => claim),
    keepsPlace: textOf(scene.answers, 'cutTo') !== 'out',
  },
]);

export const seatSteps: Flow['steps'] = { seats, seatsSure, cut, hand, cutKeep, cutTo, seatsDone };
