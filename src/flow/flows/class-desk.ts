/** Pure: classes and events of an officer's units: how each stands, and everything that can be done about it. */
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import { dropSteps } from './class-desk-drop.ts';
import { endSteps } from './class-desk-end.ts';
import { materialSteps } from './class-desk-materials.ts';
import { messageSteps } from './class-desk-message.ts';
import { said } from './class-desk-said.ts';
import {
  back,
  codeOf,
  heldIn,
  isAlive,
  isCancelled,
  lookup,
  peopleOf,
  toOpen,
  unlessTheirs,
  viewOf,
  waitingIn,
} from './class-desk-scene.ts';
import { seatSteps } from './class-desk-seats.ts';
import { timeSteps } from './class-desk-time.ts';
import { home } from './link-answer.ts';
import { namedIn, shownEnd, visitLines } from './offering-card.ts';
import { leadTo } from './onward.ts';
import { textOf } from './text-answer.ts';

const listedAtMost = 8;

const held = ({ world }: Scene) => world.heldOfferings ?? [];

/** What is no class leads elsewhere. */
const leads: Readonly<Record<string, string>> = { make: 'toMake', close: 'closed' };

const list: ChooseStep = {
  kind: 'choose',
  listed: true,
  // Whoever names the class need not choose it.
  instead: {
    to: ['notOfficer', 'toOpen'],
    pick: (scene) => {
      if (scene.world.officer === null) return 'notOfficer';
      return namedIn(scene) === null ? null : 'toOpen';
    },
  },
  say: [
    { text: 'classDesk.list', when: (scene) => held(scene).length > 0 },
    { text: 'classDesk.none', when: (scene) => held(scene).length === 0 },
  ],
  options: (scene): readonly Option[] => [
    ...held(scene)
      .slice(0, listedAtMost)
      .map(({ offering, rules, free, waiting }) => ({
        value: offering.code,
        label: {
          key: waiting > 0 ? 'classDesk.lineWaiting' : 'classDesk.line',
          vars: {
            ...{ title: offering.title, code: offering.code, waiting, capacity: rules.capacity },
            taken: rules.capacity - free,
          },
        },
      })),
    { value: 'make', label: { key: 'classDesk.make' }, words: 'classDesk.makeWords' },
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  next: {
    to: ['toOpen', 'toMake', 'closed'],
    pick: ({ answers }) => leads[String(answers.list)] ?? 'toOpen',
  },
};

/** While it is still to come; then what remains. */
const changes = [
  'message',
  'timeOf',
  'placeOf',
  'seats',
  'drop',
  'enrol',
  'materials',
  'papers',
  'rollCall',
  'again',
  'cancel',
  'list',
];
const afterwards = ['message', 'materials', 'papers', 'rollCall', 'again', 'list'];

/** Steps of this conversation among them. */
const own = ['message', 'timeOf', 'placeOf', 'seats', 'drop', 'enrol', 'materials', 'cancel'];

const elsewhere: Readonly<Record<string, string>> = {
  papers: 'toPapers',
  rollCall: 'toRoll',
  again: 'toAgain',
  list: 'toList',
};

function about(scene: Scene) {
  const view = viewOf(scene);
  if (view === null) return {};
  const { offering, rules } = view;
  return {
    ...{ title: offering.title, code: offering.code, card: { lines: visitLines(view) } },
    ...{ capacity: rules.capacity, held: heldIn(scene), waiting: waitingIn(scene) },
    closes: shownEnd(rules.closesAt),
    over: Math.max(0, heldIn(scene) - rules.capacity),
    walkIns: peopleOf(scene).filter(({ state }) => state === 'walk_in').length,
    reason: offering.cancelReason ?? '',
  };
}

const deedsOf = (scene: Scene): readonly string[] => {
  if (isCancelled(scene)) return ['again', 'list'];
  return isAlive(scene) ? changes : afterwards;
};

const mayJoin = (scene: Scene): boolean => (viewOf(scene)?.rules.closesAt ?? 0) > scene.world.now;

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessTheirs,
  say: [
    { text: 'classDesk.open', vars: about },
    { text: 'classDesk.state.enrolling', vars: about, when: (scene) => isAlive(scene) && mayJoin(scene) },
    { text: 'classDesk.state.closed', when: (scene) => isAlive(scene) && !mayJoin(scene) },
    { text: 'classDesk.state.cancelled', vars: about, when: isCancelled },
    {
      text: 'classDesk.state.over',
      vars: about,
      when: (scene) => isAlive(scene) && heldIn(scene) > (viewOf(scene)?.rules.capacity ?? 0),
    },
    { text: 'classDesk.openAsk' },
  ],
  options: (scene) =>
    deedsOf(scene).map((value) => ({
      value,
      label: { key: `classDesk.deed.${value}` },
      words: `classDesk.deed.${value}Words`,
    })),
  next: {
    to: [...own, ...Object.values(elsewhere)],
    pick: ({ answers }) => elsewhere[String(answers.open)] ?? String(answers.open),
  },
};

/** Goes on in another conversation about the same class. */
const goes = (to: string, arg: (scene: Scene) => string = codeOf): Flow['steps'][string] => ({
  kind: 'end',
  say: [],
  goTo: { to: [to], pick: (scene) => (to.includes(':') ? `${to}:${arg(scene)}` : to) },
});

export const classDesk: Flow = {
  name: 'class-desk',
  version: 1,
  needs: ['heldOfferings'],
  requires: ['consent'],
  start: 'list',
  entries: ['open', ...own, 'stop', 'said'],
  resumable: false,
  steps: {
    list,
    open,
    ...timeSteps,
    ...seatSteps,
    ...dropSteps,
    ...endSteps,
    ...materialSteps,
    ...messageSteps,
    toOpen: goes('class-desk:open', (scene) => textOf(scene.answers, 'list') ?? namedIn(scene) ?? ''),
    toMake: goes('make-class'),
    said,
    toSaid: goes('class-desk:said'),
    toPapers: goes('class-papers:open'),
    toRoll: goes('check-in:roll'),
    toAgain: goes('repeat-class:when'),
    toList: goes('class-desk'),
    kept: { kind: 'end', say: [{ text: 'classDesk.kept' }], goTo: toOpen },
    unsent: { kind: 'end', say: [{ text: 'classDesk.message.unsent' }], goTo: toOpen },
    over: { kind: 'end', say: [{ text: 'classDesk.past' }], offer: back },
    notYours: {
      kind: 'end',
      say: [{ text: 'checkIn.notYours' }],
      offer: [{ value: 'class-desk', label: { key: 'flow.class-desk' } }, ...home],
    },
    notOfficer: { kind: 'end', say: [{ text: 'officer.notOfficer' }], offer: home },
    closed: leadTo('help'),
  },
};
