/** Pure: releasing an announcement: once more in one sentence, now or at a time, with the guard against the same words twice. */
import { nextOpening } from '../../core/announcement-policy.ts';
import type { Vars } from '../../core/event.ts';
import type { Instant } from '../../core/model.ts';
import { parseSpan } from '../../core/moment-words.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Parsed, Scene } from '../define.ts';
import { rulesIn } from './announce-text.ts';
import { asksForApproval, headOf, preview, viewOf } from './announcement-lines.ts';
import { asSeen, foreign, idOf, keepSeen, lookup, seenOf, sure, toOpen } from './announcement-scene.ts';
import { isFaulty, reachesNobody } from './announcements-open.ts';
import { mayHurry, restOf, urgentSteps } from './announcements-urgent.ts';
import { yesNo } from './consent-question.ts';
import { shownInstant } from './offering-card.ts';

function about(scene: Scene): Vars {
  const view = viewOf(scene);
  if (view === null) return {};
  return {
    ...headOf(view),
    reached: preview(view, scene)?.reached ?? 0,
    at: shownInstant(view.announcement.sendAt ?? scene.world.now),
    same: view.same?.code ?? '',
  };
}

const isTimed = (scene: Scene): boolean => (viewOf(scene)?.announcement.sendAt ?? null) !== null;

const send: ChooseStep = {
  kind: 'choose',
  lookup,
  // What stands in the way is said where it can be changed.
  instead: {
    to: ['foreign', 'notYet'],
    pick: (scene) => {
      if (viewOf(scene) === null) return 'foreign';
      return isFaulty(scene) || reachesNobody(scene) ? 'notYet' : null;
    },
  },
  keep: keepSeen,
  say: [
    {
      text: 'announcement.sameText',
      vars: (scene) => ({ code: viewOf(scene)?.same?.code ?? '' }),
      when: (scene) => (viewOf(scene)?.same ?? null) !== null,
    },
    { text: 'announce.send.now', vars: about, when: (scene) => !isTimed(scene) },
    { text: 'announce.send.at', vars: about, when: isTimed },
    {
      text: 'announce.schedule.quiet',
      vars: (scene) => ({ at: shownInstant(restOf(scene) ?? 0) }),
      when: (scene) => restOf(scene) !== null,
    },
    {
      text: 'announce.send.fourEyes',
      when: (scene) => {
        const view = viewOf(scene);
        return view !== null && asksForApproval(view, scene);
      },
    },
  ],
  options: (scene) => [
    { value: 'yes', label: { key: 'announce.send.yes' }, words: 'consent.yesWords', plainly: true },
    ...(mayHurry(scene) ? [{ value: 'urgent', label: { key: 'announce.send.urgent' } }] : []),
    { value: 'no', label: { key: 'announce.send.no' }, words: 'consent.noWords' },
  ],
  next: {
    to: ['urgentWhy', ...sure('send', 'released', 'toOpen').to],
    pick: (scene) =>
      scene.answers.send === 'urgent' ? 'urgentWhy' : sure('send', 'released', 'toOpen').pick(scene),
  },
};

const released: EndStep = {
  kind: 'end',
  lookup,
  say: [{ text: 'announce.outcome', vars: () => ({ outcome: { slot: 'announceOutcome' } }) }],
  emit: (scene) => {
    const view = asSeen(scene);
    return view === null
      ? []
      : [{ type: 'announcement_released', ...seenOf(view), again: view.same !== null }];
  },
  goTo: toOpen,
};

/** The time meant by the answer, and the last moment, if one was said; `null` when it is none. */
const spanOf = ({ answers, world }: Scene) =>
  typeof answers.schedule === 'string' ? parseSpan(answers.schedule, world.now) : null;

const momentOf = (scene: Scene): Instant | null => spanOf(scene)?.at ?? null;
const lastOf = (scene: Scene): Instant | null => spanOf(scene)?.until ?? null;

function readTime(text: string, now: Instant): Parsed {
  const span = parseSpan(text, now);
  if (span === null) return { ok: false, hint: 'announce.schedule.unread' };
  if (span.at <= now)
    return { ok: false, hint: 'announce.schedule.past', vars: { at: shownInstant(span.at) } };
  return span.until !== null && span.until <= span.at
    ? { ok: false, hint: 'announcement.fault.skipBefore' }
    : { ok: true, value: text };
}

const schedule: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  keep: keepSeen,
  say: [{ text: 'announce.schedule.ask' }],
  suggest: (scene) => [
    { value: 'mai 8h', label: { key: 'announce.schedule.tomorrowMorning' } },
    { value: 'mai 14h', label: { key: 'announce.schedule.tomorrowAfternoon' } },
    ...(isTimed(scene) ? [{ value: 'never', label: { key: 'announce.schedule.untimed' } }] : []),
  ],
  takesQuestions: true,
  parse: (input, { world }) =>
    input.kind === 'text' ? readTime(input.text, world.now) : { ok: false, hint: 'announce.schedule.unread' },
  hints: ['announce.schedule.unread', 'announce.schedule.past', 'announcement.fault.skipBefore'],
  next: {
    to: ['scheduleSure', 'untimed'],
    pick: ({ answers }) => (answers.schedule === 'never' ? 'untimed' : 'scheduleSure'),
  },
};

const outsideHours = (scene: Scene): Instant | null =>
  nextOpening(momentOf(scene) ?? scene.world.now, rulesIn(scene).hours, 0);

const scheduleSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [
    { text: 'announce.schedule.sure', vars: (scene) => ({ at: shownInstant(momentOf(scene) ?? 0) }) },
    {
      text: 'announce.schedule.quiet',
      vars: (scene) => ({ at: shownInstant(outsideHours(scene) ?? 0) }),
      when: (scene) => outsideHours(scene) !== null,
    },
    {
      text: 'announce.schedule.until',
      vars: (scene) => ({ until: shownInstant(lastOf(scene) ?? 0) }),
      when: (scene) => lastOf(scene) !== null,
    },
  ],
  options: yesNo,
  next: sure('scheduleSure', 'timed', 'schedule'),
};

/** The time is kept with the draft; then comes the last question. */
const timed: EndStep = {
  kind: 'end',
  lookup,
  say: [],
  emit: (scene) => {
    const view = asSeen(scene);
    const sendAt = momentOf(scene);
    if (view === null || sendAt === null) return [];
    return [{ type: 'announcement_changed', ...seenOf(view), draft: { sendAt, skipAfter: lastOf(scene) } }];
  },
  goTo: {
    to: ['announcements:send'],
    pick: (scene) => `announcements:send:${viewOf(scene)?.announcement.id ?? ''}`,
  },
};

const tryIt: EndStep = {
  kind: 'end',
  lookup,
  say: [{ text: 'announce.tried' }],
  emit: (scene) => {
    const view = viewOf(scene);
    return view === null ? [] : [{ type: 'announcement_tried', id: view.announcement.id }];
  },
  // All of it was just read: what is next is enough.
  offer: (scene) => [
    ...(viewOf(scene)?.announcement.state === 'draft'
      ? [{ value: `announcements:send:${idOf(scene)}`, label: { key: 'announce.act.send' } }]
      : []),
    { value: `announcements:open:${idOf(scene)}`, label: { key: 'announce.openButton' } },
  ],
};

export const sendSteps: Flow['steps'] = {
  send,
  ...urgentSteps,
  released,
  schedule,
  scheduleSure,
  timed,
  tryIt,
  notYet: { kind: 'end', say: [{ text: 'announce.notYet' }], goTo: toOpen },
};
