/** Pure: an officer closes or opens enrolment, or cancels a class with a reason that everybody reads. */
import { addDays } from '../../core/calendar.ts';
import type { Day } from '../../core/model.ts';
import { parseDayIn } from '../../core/moment-words.ts';
import type { AskStep, ChooseStep, Flow, Scene } from '../define.ts';
import {
  codeOf,
  hasNobody,
  hasOthers,
  hasPeople,
  lookup,
  peopleOf,
  sessionsOf,
  stating,
  titleOf,
  toldVars,
  unlessAlive,
  versionOf,
  viewOf,
} from './class-desk-scene.ts';
import { laterDay } from './make-class-scene.ts';
import { shownEnd } from './offering-card.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const isOpen = (scene: Scene): boolean => (viewOf(scene)?.rules.closesAt ?? 0) > scene.world.now;

const enrol: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  keep: (scene) => ({ seen: versionOf(scene), until: null }),
  say: [
    {
      text: 'classDesk.enrol.isOpen',
      vars: (scene) => ({ at: shownEnd(viewOf(scene)?.rules.closesAt ?? 0) }),
      when: isOpen,
    },
    { text: 'classDesk.enrol.isClosed', when: (scene) => !isOpen(scene) },
  ],
  options: (scene) =>
    [...(isOpen(scene) ? ['close', 'until'] : ['until']), 'no'].map((value) => ({
      value,
      label: { key: `classDesk.enrol.${value === 'until' && !isOpen(scene) ? 'reopen' : value}` },
      words: `classDesk.enrol.${value}Words`,
    })),
  next: {
    to: ['until', 'enrolDone', 'kept'],
    pick: ({ answers }) => ({ close: 'enrolDone', until: 'until' })[String(answers.enrol)] ?? 'kept',
  },
};

const firstDay = (scene: Scene): Day => sessionsOf(scene)[0]?.day ?? scene.world.today;

const until: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessAlive,
  takesQuestions: true,
  say: [{ text: 'makeClass.closes.ask' }],
  suggest: (scene) => {
    const day = laterDay(addDays(firstDay(scene), -1), scene.world.today);
    return [{ value: day, label: { key: 'makeClass.closes.usual', vars: { day: { day } } } }];
  },
  parse: (input, scene) => {
    const day = input.kind === 'text' ? parseDayIn(input.text, scene.world.today) : null;
    if (day === null || day === 'wrong') return { ok: false, hint: 'makeClass.day.unread' };
    if (day < scene.world.today) return { ok: false, hint: 'class.past', vars: { day: { day } } };
    const last = firstDay(scene);
    return day > last
      ? { ok: false, hint: 'makeClass.day.late', vars: { day: { day: last } } }
      : { ok: true, value: day };
  },
  hints: ['makeClass.day.unread', 'class.past', 'makeClass.day.late'],
  next: 'enrolDone',
};

const enrolDone = stating((scene) => [
  {
    type: 'enrolment_set',
    code: codeOf(scene),
    seen: Number(scene.answers.seen ?? 0),
    until: (textOf(scene.answers, 'until') ?? null) as Day | null,
  },
]);

const reasonAtMost = 300;

const cancel: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessAlive,
  takesQuestions: true,
  say: [
    {
      text: 'classDesk.cancel.ask',
      vars: (scene) => ({ title: titleOf(scene), count: peopleOf(scene).length }),
      when: hasPeople,
    },
    {
      text: 'classDesk.cancel.askNobody',
      vars: (scene) => ({ title: titleOf(scene) }),
      when: hasNobody,
    },
  ],
  parse: (input) => readText(input, { max: reasonAtMost, min: 3 }),
  hints: textHints,
  next: 'cancelSure',
};

const cancelSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  say: [
    {
      text: 'classDesk.cancel.look',
      when: hasPeople,
      vars: (scene) => ({
        words: {
          key: 'seats.notice.cancelled',
          vars: {
            title: titleOf(scene),
            code: codeOf(scene),
            day: { day: firstDay(scene) },
            reason: textOf(scene.answers, 'cancel') ?? '',
          },
        },
      }),
    },
    { text: 'classDesk.cancel.sure', vars: toldVars, when: hasPeople },
    { text: 'classDesk.cancel.sureNobody', when: hasNobody },
    { text: 'classDesk.others', vars: toldVars, when: hasOthers },
  ],
  options: [
    { value: 'yes', label: { key: 'classDesk.cancel.yes' }, words: 'classDesk.cancel.yesWords' },
    { value: 'no', label: { key: 'classDesk.cancel.no' }, words: 'consent.noWords' },
  ],
  next: {
    to: ['cancelled', 'kept'],
    pick: ({ answers }) => (answers.cancelSure === 'yes' ? 'cancelled' : 'kept'),
  },
};

const cancelled = stating((scene) => [
  { type: 'class_cancelled', code: codeOf(scene), reason: textOf(scene.answers, 'cancel') ?? '' },
]);

export const endSteps: Flow['steps'] = { enrol, until, enrolDone, cancel, cancelSure, cancelled };
