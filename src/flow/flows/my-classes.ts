/** Pure: the person's own seats: where and when, give the seat up, take or pass on an offered one, send somebody else. */
import type { ChooseStep, EndStep, Flow, Option, Scene, Step } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';
import { calendarFile } from './calendar-lines.ts';
import { yesNo } from './consent-question.ts';
import { myCode } from './my-class-code.ts';
import { hasMaterials, materialsStep } from './my-class-materials.ts';
import { deeds, saidIn, wishes, wishOr } from './my-class-wish.ts';
import { codeOf, lineOf, lookup, pickedFrom, shownInstant, viewOf, visitLines } from './offering-card.ts';
import { leadTo, onward } from './onward.ts';
import { phoneHints, readPhone } from './phone-answer.ts';
import { nameHints, readName, textOf } from './text-answer.ts';

const mineOf = (scene: Scene) => viewOf(scene)?.mine ?? null;
const seatsOf = ({ world }: Scene): readonly OfferingView[] => world.mySeats ?? [];

const list: ChooseStep = {
  kind: 'choose',
  // Of several it is asked first which one is meant.
  keep: (scene) => ({ wish: saidIn(scene) }),
  instead: {
    to: ['none', 'open', ...wishes],
    pick: (scene) => {
      const [only, ...others] = seatsOf(scene);
      if (others.length > 0) return null;
      return only === undefined ? 'none' : wishOr(saidIn(scene), only);
    },
  },
  say: [
    {
      text: 'classes.own.list',
      vars: (scene) => ({ classes: { lines: seatsOf(scene).map((view) => lineOf(view, scene.world.now)) } }),
    },
  ],
  options: (scene) => [
    ...pickedFrom(seatsOf(scene)),
    { value: 'close', label: { key: 'myIdeas.close' }, words: 'profile.closeWords' },
  ],
  next: {
    to: ['open', 'closed', ...wishes],
    pick: (scene) => (scene.answers.list === 'close' ? 'closed' : wishOr(scene.answers.wish, viewOf(scene))),
  },
};

function about(scene: Scene) {
  const view = viewOf(scene);
  if (view === null) return {};
  const { place = 0, no = 0, answerBy = 0, attendee = '' } = view.mine ?? {};
  return {
    title: view.offering.title,
    code: view.offering.code,
    card: { lines: visitLines(view) },
    place,
    no,
    attendee,
    answerBy: shownInstant(answerBy),
  };
}

const option = (value: string): Option => ({
  value,
  label: { key: `classes.own.${value}` },
  words: `classes.own.${value}Words`,
});

/** After the last day there is nothing to give up or to show at the door. */
function deedsOf(scene: Scene): readonly string[] {
  const { state = '' } = mineOf(scene) ?? {};
  if (!isAhead(scene)) return [];
  return [...(deeds[state] ?? []), ...(state === 'taken' ? ['myCode', 'file'] : [])];
}

const isAhead = (scene: Scene): boolean =>
  (viewOf(scene)?.offering.sessions.at(-1)?.day ?? '') >= scene.world.today;

const unlessMine = {
  to: ['notMine'],
  pick: (scene: Scene) => (mineOf(scene) === null ? 'notMine' : null),
};

/** The time to answer is over, or it was answered before. */
const unlessOffered = {
  to: ['tooLate', 'toOpen'],
  pick: (scene: Scene) => {
    const state = mineOf(scene)?.state;
    if (state === 'offered') return null;
    return state === undefined ? 'tooLate' : 'toOpen';
  },
};

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessMine,
  say: [
    { text: 'classes.card', vars: about },
    ...['taken', 'offered', 'waiting'].map((state) => ({
      text: `classes.own.state.${state}`,
      vars: about,
      when: (scene: Scene) => mineOf(scene)?.state === state,
    })),
    {
      text: 'classes.own.attendee',
      vars: about,
      when: (scene: Scene) => mineOf(scene)?.attendee !== undefined,
    },
  ],
  options: (scene) => [
    ...deedsOf(scene).map(option),
    ...(mineOf(scene)?.state === 'taken' && hasMaterials(scene) ? ['materials'].map(option) : []),
    seatsOf(scene).length > 1
      ? { value: 'toList', label: { key: 'myIdeas.toList' }, words: 'myIdeas.toListWords' }
      : { value: 'closed', label: { key: 'myIdeas.close' }, words: 'profile.closeWords' },
  ],
  next: {
    to: ['leave', 'substitute', 'myCode', 'file', 'materials', 'accept', 'decline', 'toList', 'closed'],
    pick: ({ answers }) => String(answers.open),
  },
};

const leave: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessMine,
  say: ['taken', 'offered', 'waiting'].map((state) => ({
    text: `classes.own.leaveAsk.${state}`,
    vars: about,
    when: (scene: Scene) => mineOf(scene)?.state === state,
  })),
  options: yesNo,
  next: { to: ['left', 'kept'], pick: ({ answers }) => (answers.leave === 'yes' ? 'left' : 'kept') },
};

const outcome = [{ text: 'classes.outcome', vars: () => ({ outcome: { slot: 'seatOutcome' } }) }];
const after = onward('classes');

type Fact = { readonly type: 'seat_left' } | { readonly type: 'seat_answered'; readonly accepted: boolean };

/** Ends by stating a fact about the class looked at. */
const stating = (fact: Fact): EndStep => ({
  kind: 'end',
  lookup,
  instead: fact.type === 'seat_answered' ? unlessOffered : unlessMine,
  say: outcome,
  emit: (scene) => {
    const id = viewOf(scene)?.offering.id;
    return id === undefined ? [] : [{ ...fact, offering: id }];
  },
  offer: after,
});

const substituted: EndStep = {
  kind: 'end',
  lookup,
  instead: unlessMine,
  say: outcome,
  emit: (scene) => {
    const [id, name] = [viewOf(scene)?.offering.id, textOf(scene.answers, 'substitute')];
    if (id === undefined || name === undefined) return [];
    const phone = textOf(scene.answers, 'substitutePhone');
    return [{ type: 'seat_substituted', offering: id, name, ...(phone === undefined ? {} : { phone }) }];
  },
  offer: onward('my-classes'),
};

const substituteSteps: Readonly<Record<string, Step>> = {
  substitute: {
    kind: 'ask',
    lookup,
    instead: unlessMine,
    say: [{ text: 'classes.own.substituteAsk' }],
    parse: readName,
    hints: nameHints,
    isName: true,
    next: 'substitutePhone',
  },
  substitutePhone: {
    kind: 'ask',
    lookup,
    say: [{ text: 'classes.own.substitutePhone' }],
    parse: readPhone,
    hints: phoneHints,
    optional: true,
    next: 'substituted',
  },
  substituted,
};

/** "Vẫn đi", said to a reminder. */
const going: EndStep = {
  kind: 'end',
  lookup,
  instead: unlessMine,
  say: [{ text: 'classes.own.going', vars: about }],
  emit: (scene) => {
    const id = viewOf(scene)?.offering.id;
    return id === undefined ? [] : [{ type: 'seat_confirmed', offering: id }];
  },
  offer: onward('my-classes'),
};

const toOpen = {
  to: ['my-classes:open'],
  pick: (scene: Scene) => `my-classes:open:${codeOf(scene)}`,
};

export const myClasses: Flow = {
  name: 'my-classes',
  version: 1,
  needs: ['mySeats'],
  requires: [],
  start: 'list',
  entries: ['open', 'accept', 'decline', 'going', 'leave', 'substitute', 'myCode', 'materials'],
  resumable: false,
  steps: {
    list,
    open,
    leave,
    left: stating({ type: 'seat_left' }),
    accept: stating({ type: 'seat_answered', accepted: true }),
    decline: stating({ type: 'seat_answered', accepted: false }),
    going,
    ...substituteSteps,
    myCode,
    materials: materialsStep(unlessMine),
    file: { kind: 'end', say: [calendarFile], offer: onward('my-classes') },
    kept: {
      kind: 'end',
      say: [{ text: 'classes.own.kept' }],
      goTo: toOpen,
    },
    toOpen: { kind: 'end', say: [], goTo: toOpen },
    tooLate: { kind: 'end', say: [{ text: 'seats.answered.no_offer' }], offer: after },
    toList: leadTo('my-classes'),
    none: { kind: 'end', say: [{ text: 'classes.own.none' }], offer: after },
    notMine: { kind: 'end', say: [{ text: 'classes.own.notMine' }], offer: after },
    closed: leadTo('help'),
  },
};
