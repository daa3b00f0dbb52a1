/** Pure: classes and events that suit the person: what there is, when and where, and the way to a seat. */

import type { OfferingKind } from '../../core/class.ts';
import { mayAttend } from '../../core/class-access.ts';
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';
import {
  cardLines,
  codeOf,
  joinRefusal,
  lineOf,
  lookup,
  namedIn,
  pickedFrom,
  shownInstant,
  viewOf,
} from './offering-card.ts';
import { isInScope } from './officer-idea.ts';
import { leadTo, onward } from './onward.ts';

/** Shown as buttons; others are opened by their code. */
const listedAtMost = 8;

type IsMeant = (kind: OfferingKind) => boolean;

/** What is open for this person, theirs first, then by day. */
function suiting({ world }: Scene, isMeant: IsMeant): readonly OfferingView[] {
  const { openOfferings = [], standing, now } = world;
  return openOfferings
    .filter(({ offering, rules, mine }) => {
      if (!isMeant(offering.kind) || now >= rules.startsAt) return false;
      if (now >= rules.closesAt && mine === null) return false;
      return mine !== null || standing === undefined || mayAttend(offering, standing).ok;
    })
    .slice(0, listedAtMost);
}

const listStep = (area: string, isMeant: IsMeant): ChooseStep => ({
  kind: 'choose',
  lookup,
  instead: {
    to: ['none', 'open'],
    pick: (scene) => {
      // Whoever names the class need not choose it.
      if (namedIn(scene) !== null) return 'open';
      return suiting(scene, isMeant).length === 0 ? 'none' : null;
    },
  },
  say: [
    {
      text: `${area}.list`,
      vars: (scene) => ({
        classes: { lines: suiting(scene, isMeant).map((view) => lineOf(view, scene.world.now)) },
      }),
    },
  ],
  options: (scene): readonly Option[] => [
    ...pickedFrom(suiting(scene, isMeant)),
    { value: 'close', label: { key: 'myIdeas.close' }, words: 'profile.closeWords' },
  ],
  parse: (input) => {
    const code = namedIn({ input });
    return code === null ? { ok: false } : { ok: true, value: code };
  },
  next: { to: ['open', 'closed'], pick: ({ answers }) => (answers.list === 'close' ? 'closed' : 'open') },
});

const about = (scene: Scene) => {
  const view = viewOf(scene);
  if (view === null) return {};
  const { offering } = view;
  return { title: offering.title, code: offering.code, card: { lines: cardLines(view) } };
};

const refusalOf = (scene: Scene): string | null => {
  const view = viewOf(scene);
  return view === null ? null : joinRefusal(scene, view);
};

const mayJoin = (scene: Scene): boolean => viewOf(scene)?.mine === null && refusalOf(scene) === null;

/** A class of the officer's units is looked after at its desk. */
const isTheirs = (scene: Scene): boolean => {
  const offering = viewOf(scene)?.offering;
  return offering !== undefined && isInScope(offering, scene);
};

/** The reasons a seat cannot be asked for, each a line of its own. */
export const refusals = [
  ...['cancelled', 'over', 'notYet', 'full', 'calendar'].map((why) => `classes.closed.${why}`),
  'classes.otherUnit',
  'classes.notForYou',
];

const refusalVars = (scene: Scene) => {
  const opensAt = viewOf(scene)?.rules.opensAt ?? 0;
  return { opens: shownInstant(opensAt), reason: viewOf(scene)?.offering.cancelReason ?? '' };
};

export const refusalLines = (when: (scene: Scene) => boolean) =>
  refusals.map((text) => ({
    text,
    vars: refusalVars,
    when: (scene: Scene) => when(scene) && refusalOf(scene) === text,
  }));

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  // The words that named it are gone with the next answer.
  keep: (scene) => ({ list: codeOf(scene) }),
  instead: {
    to: ['notThere', 'toMine'],
    pick: (scene) => {
      const view = viewOf(scene);
      if (view === null) return 'notThere';
      return view.mine === null ? null : 'toMine';
    },
  },
  say: [{ text: 'classes.card', vars: about }, ...refusalLines(() => true)],
  options: (scene) => [
    ...(mayJoin(scene)
      ? [{ value: 'join', label: { key: 'classes.join' }, words: 'classes.joinWords' }]
      : []),
    ...(isTheirs(scene)
      ? [{ value: 'desk', label: { key: 'classes.toDesk' }, words: 'classes.toDeskWords' }]
      : []),
    { value: 'list', label: { key: 'myIdeas.toList' }, words: 'myIdeas.toListWords' },
  ],
  next: {
    to: ['toJoin', 'toDesk', 'toList'],
    pick: ({ answers }) => ({ join: 'toJoin', desk: 'toDesk' })[String(answers.open)] ?? 'toList',
  },
};

const flowOf = (name: string, area: string, isMeant: IsMeant): Flow => ({
  name,
  version: 1,
  needs: ['openOfferings', 'standing'],
  requires: [],
  start: 'list',
  argOf: namedIn,
  entries: ['open'],
  resumable: false,
  steps: {
    list: listStep(area, isMeant),
    open,
    toJoin: {
      kind: 'end',
      say: [],
      goTo: { to: ['join-class:joined'], pick: (scene) => `join-class:joined:${codeOf(scene)}` },
    },
    toDesk: {
      kind: 'end',
      say: [],
      goTo: { to: ['class-desk:open'], pick: (scene) => `class-desk:open:${codeOf(scene)}` },
    },
    toMine: {
      kind: 'end',
      say: [],
      goTo: { to: ['my-classes:open'], pick: (scene) => `my-classes:open:${codeOf(scene)}` },
    },
    toList: { kind: 'end', say: [], goTo: { to: [name], pick: () => name } },
    none: {
      kind: 'end',
      say: [{ text: `${area}.none` }],
      offer: onward(name === 'classes' ? 'events' : 'classes'),
    },
    notThere: { kind: 'end', say: [{ text: 'classes.notThere' }], offer: onward(name) },
    closed: leadTo('help'),
  },
});

export const classes = flowOf('classes', 'classes', (kind) => kind === 'class');
export const events = flowOf('events', 'events', (kind) => kind !== 'class');
