/** Pure: an announcement on its way: approved or returned, paused, resumed, stopped, tried again, copied. */
import { isOverdue } from '../../core/announcement-approval.ts';
import type { Event } from '../../core/event.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Line, Option, Scene } from '../define.ts';
import type { AnnouncementView } from '../needs/announcement.ts';
import { countIn, headOf, viewOf } from './announcement-lines.ts';
import { asSeen, foreign, idOf, lookup, seenOf, sure, toOpen } from './announcement-scene.ts';
import { yesNo } from './consent-question.ts';
import { shownInstant } from './offering-card.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const about = (scene: Scene) => {
  const view = viewOf(scene);
  return view === null ? {} : { ...headOf(view), left: countIn(view, ['planned', 'claimed']) };
};

const outcome = { text: 'announce.outcome', vars: () => ({ outcome: { slot: 'announceOutcome' } }) };

/** States one fact about the announcement as it was seen, says what came of it, and shows it as it is now. */
const acted = (fact: (view: AnnouncementView, scene: Scene) => Event): EndStep => ({
  kind: 'end',
  lookup,
  say: [outcome],
  instead: { to: ['changed'], pick: (scene) => (asSeen(scene) === null ? 'changed' : null) },
  emit: (scene) => {
    const view = asSeen(scene);
    return view === null ? [] : [fact(view, scene)];
  },
  goTo: toOpen,
});

type Stepping = 'return' | 'pause' | 'resume' | 'cancel';
const stepping = (step: Stepping, reason?: (scene: Scene) => string): EndStep =>
  acted((view, scene) => ({
    type: 'announcement_stepped',
    ...seenOf(view),
    step,
    ...(reason === undefined ? {} : { reason: reason(scene) }),
  }));

const asked = (step: string, say: readonly Line[], done: string): ChooseStep => ({
  kind: 'choose',
  lookup,
  instead: foreign,
  say,
  options: yesNo,
  next: sure(step, done, 'toOpen'),
});

const isPlanned = (scene: Scene): boolean => (viewOf(scene)?.rows.length ?? 0) > 0;

const cancelAsk: readonly Line[] = [
  { text: 'announce.cancel.ask', vars: about, when: isPlanned },
  { text: 'announce.cancel.askEarly', vars: about, when: (scene) => !isPlanned(scene) },
];

const sendAtOf = (scene: Scene) => viewOf(scene)?.announcement.sendAt ?? null;
const isLate = (scene: Scene): boolean => (sendAtOf(scene) ?? Number.POSITIVE_INFINITY) <= scene.world.now;

function overdue(scene: Scene): string | null {
  const view = viewOf(scene);
  return view !== null && isOverdue(view.announcement, scene.world.now) ? 'overdue' : null;
}

const approveAsk: readonly Line[] = [
  {
    text: 'announce.approve.late',
    vars: (scene) => ({ at: shownInstant(sendAtOf(scene) ?? 0) }),
    when: (scene) => isLate(scene) && viewOf(scene)?.announcement.state === 'approval',
  },
  { text: 'announce.approve.ask', vars: about },
];

const returnWhy: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'announce.return.ask', vars: about }],
  takesQuestions: true,
  parse: (input) => readText(input, { max: 500, min: 5 }),
  hints: textHints,
  next: 'returned',
};

const shapes = ['loudspeaker', 'page'] as const;

const copy: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'announce.copy.ask' }],
  options: shapes.map((value): Option => ({ value, label: { key: `announce.copy.${value}` } })),
  next: 'copied',
};

const copied: EndStep = {
  kind: 'end',
  lookup,
  say: [
    { text: 'announce.copy.how' },
    { text: 'announce.copy.words', vars: () => ({ words: { slot: 'announceCopy' } }) },
  ],
  emit: (scene) => {
    const view = viewOf(scene);
    const as = scene.answers.copy === 'page' ? 'page' : 'loudspeaker';
    return view === null ? [] : [{ type: 'announcement_copied', id: view.announcement.id, as }];
  },
  offer: (scene) => [
    { value: `announcements:open:${idOf(scene)}`, label: { key: 'announce.openButton' } },
    { value: 'announcements', label: { key: 'announce.act.list' } },
  ],
};

export const runSteps: Flow['steps'] = {
  approve: {
    ...asked('approve', approveAsk, 'approved'),
    instead: { to: ['foreign', 'overdue'], pick: (scene) => foreign.pick(scene) ?? overdue(scene) },
  },
  overdue: { kind: 'end', say: [{ text: 'announcement.overdue' }], goTo: toOpen },
  approved: acted((view) => ({ type: 'announcement_approved', ...seenOf(view) })),
  returnWhy,
  returned: stepping('return', ({ answers }) => textOf(answers, 'returnWhy') ?? ''),
  recall: stepping('return'),
  pause: stepping('pause'),
  resume: stepping('resume'),
  cancel: asked('cancel', cancelAsk, 'cancelled'),
  cancelled: stepping('cancel'),
  retry: acted((view) => ({ type: 'announcement_retried', ...seenOf(view) })),
  copy,
  copied,
};
