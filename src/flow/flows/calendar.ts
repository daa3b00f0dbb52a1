/** Pure: the calendar: what is coming for this person, and dates they want to be reminded of. */
import type { ChooseStep, Flow, Option } from '../define.ts';
import { certificateLines, notedOf, officerLines, reportText, roundLines } from './calendar-lines.ts';
import { isTypedAtOnce, notedHints, notingSteps, parseNoted } from './calendar-noting.ts';
import { phoneOptions, phoneSteps, wishOf } from './calendar-phone.ts';
import { leadTo } from './onward.ts';

const close: Option = { value: 'close', label: { key: 'calendar.close' }, words: 'profile.closeWords' };

const show: ChooseStep = {
  kind: 'choose',
  // "Giấy … hết hạn 12/5/2027, nhắc tôi" as a first message is that date itself; "đồng bộ lịch" is the phone.
  instead: {
    to: ['sure', 'phone', 'renew', 'off', 'file'],
    pick: (scene) => (isTypedAtOnce(scene) ? 'sure' : wishOf(scene)),
  },
  parse: parseNoted,
  hints: notedHints,
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
    {
      text: 'calendar.reports',
      vars: (scene) => ({ reports: reportText(scene) ?? '' }),
      when: (scene) => reportText(scene) !== null,
    },
    { text: 'calendar.rounds', vars: (scene) => ({ rounds: { lines: roundLines(scene) } }) },
    { text: 'calendar.ask' },
  ],
  options: (scene) => [
    { value: 'title', label: { key: 'calendar.add' }, words: 'calendar.addWords' },
    ...(notedOf(scene).length === 0
      ? []
      : [{ value: 'drop', label: { key: 'calendar.drop' }, words: 'calendar.dropWords' }]),
    ...phoneOptions(scene),
    close,
  ],
  next: {
    to: ['title', 'drop', 'phone', 'file', 'saved', 'closed'],
    pick: ({ answers }) =>
      ({ title: 'title', drop: 'drop', phone: 'phone', file: 'file', close: 'closed' })[
        String(answers.show)
      ] ?? 'saved',
  },
};

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
  entries: ['title', 'phone', 'renew', 'off', 'file'],
  resumable: false,
  steps: {
    show,
    ...notingSteps,
    drop,
    dropped: { kind: 'end', say: [{ text: 'calendar.dropped' }], goTo: again },
    ...phoneSteps,
    closed: leadTo('help'),
  },
};
