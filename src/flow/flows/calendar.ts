/** Pure: the calendar: what is coming for this person, and dates they want to be reminded of. */
import { daysBetween, parseDay } from '../../core/calendar.ts';
import { isGranted } from '../../core/consent.ts';
import type { Input } from '../../core/message.ts';
import type { Day } from '../../core/model.ts';
import { notedTitleAtMost } from '../../core/noted-date.ts';
import type { ChooseStep, Flow, Option, Parsed, Scene, Step } from '../define.ts';
import { calendarFile, certificateLines, notedOf, officerLines, roundLines } from './calendar-lines.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** Nobody plans further ahead on a phone; a later year is a slip. */
const furthestDays = 3_700;

const close: Option = { value: 'close', label: { key: 'calendar.close' }, words: 'profile.closeWords' };

const show: ChooseStep = {
  kind: 'choose',
  say: [
    {
      text: 'calendar.noted',
      vars: (scene) => ({
        dates: {
          lines: notedOf(scene).map(({ title, on }) => ({
            key: 'calendar.date',
            vars: { title, day: { day: on } },
          })),
        },
      }),
      when: (scene) => notedOf(scene).length > 0,
    },
    {
      text: 'calendar.certificates',
      vars: (scene) => ({ certificates: { lines: certificateLines(scene) } }),
      when: (scene) => certificateLines(scene).length > 0,
    },
    {
      text: 'calendar.work',
      vars: (scene) => ({ dossiers: { lines: officerLines(scene) } }),
      when: (scene) => officerLines(scene).length > 0,
    },
    { text: 'calendar.rounds', vars: (scene) => ({ rounds: { lines: roundLines(scene) } }) },
    { text: 'calendar.ask' },
  ],
  options: (scene) => [
    { value: 'title', label: { key: 'calendar.add' }, words: 'calendar.addWords' },
    ...(notedOf(scene).length === 0
      ? []
      : [
          { value: 'drop', label: { key: 'calendar.drop' }, words: 'calendar.dropWords' },
          { value: 'file', label: { key: 'calendar.file' }, words: 'calendar.fileWords' },
        ]),
    close,
  ],
  next: {
    to: ['title', 'drop', 'file', 'closed'],
    pick: ({ answers }) => (answers.show === 'close' ? 'closed' : String(answers.show)),
  },
};

const title: Step = {
  kind: 'ask',
  say: [{ text: 'calendar.title' }],
  parse: (input) => readText(input, { max: notedTitleAtMost }),
  hints: textHints,
  next: 'on',
};

/** A day to come. A day without its year is asked again, never guessed. */
function readOn(input: Input, { world }: Scene): Parsed {
  const day = input.kind === 'text' ? parseDay(input.text) : null;
  if (day === null) return { ok: false, hint: 'calendar.on.hint' };
  const ahead = daysBetween(world.today, day);
  if (ahead < 0) return { ok: false, hint: 'calendar.on.past' };
  return ahead > furthestDays ? { ok: false, hint: 'calendar.on.far' } : { ok: true, value: day };
}

const on: Step = {
  kind: 'ask',
  say: [{ text: 'calendar.on.ask' }],
  parse: readOn,
  hints: ['calendar.on.hint', 'calendar.on.past', 'calendar.on.far'],
  emit: ({ answers }) => [
    { type: 'date_noted', kind: 'other', title: String(answers.title), on: answers.on as Day },
  ],
  next: 'saved',
};

const isReminded = ({ world }: Scene): boolean =>
  isGranted(world.contact.consents, 'reminders') && !world.contact.optedOut.includes('reminder');

const drop: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'calendar.dropAsk' }],
  options: (scene) => [
    ...notedOf(scene).map((date) => ({ value: date.id, label: { plain: date.title } })),
    close,
  ],
  emit: ({ answers }) =>
    answers.drop === 'close' ? [] : [{ type: 'noted_date_dropped', id: String(answers.drop) }],
  next: {
    to: ['dropped', 'closed'],
    pick: ({ answers }) => (answers.drop === 'close' ? 'closed' : 'dropped'),
  },
};

const again = { to: ['calendar'], pick: () => 'calendar' } as const;

export const calendar: Flow = {
  name: 'calendar',
  version: 1,
  needs: ['notedDates', 'myCertificates', 'unitCertificates'],
  requires: ['consent'],
  start: 'show',
  entries: [],
  resumable: false,
  steps: {
    show,
    title,
    on,
    saved: {
      kind: 'end',
      say: [
        {
          text: 'calendar.saved',
          vars: ({ answers }) => ({
            title: textOf(answers, 'title') ?? '',
            day: { day: String(answers.on) },
          }),
        },
        { text: 'calendar.willRemind', when: isReminded },
        { text: 'calendar.noReminders', when: (scene) => !isReminded(scene) },
      ],
      offer: [
        { value: 'calendar', label: { key: 'flow.calendar' } },
        { value: 'settings', label: { key: 'flow.settings' } },
      ],
    },
    drop,
    dropped: { kind: 'end', say: [{ text: 'calendar.dropped' }], goTo: again },
    file: {
      kind: 'end',
      say: [calendarFile],
      offer: [{ value: 'calendar', label: { key: 'flow.calendar' } }],
    },
    closed: { kind: 'end', say: [], goTo: { to: ['help'], pick: () => 'help' } },
  },
};
