/**
 * Pure: noting a date to be reminded of: what and when in one message ("giấy an toàn thực phẩm hết hạn 12/05/2027"), or one
 * after the other. A paper that ends and a step of a trademark are told apart by their words.
 */
import { daysBetween, parseDay } from '../../core/calendar.ts';
import { isGranted } from '../../core/consent.ts';
import type { Input } from '../../core/message.ts';
import type { Day } from '../../core/model.ts';
import { notedTitleAtMost } from '../../core/noted-date.ts';
import { kindOfNote, readNoted } from '../../core/noted-words.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Parsed, Scene } from '../define.ts';
import { yesNo } from './consent-question.ts';
import { leadTo } from './onward.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** Nobody plans further ahead on a phone; a later year is a slip. */
const furthestDays = 3_700;

const dayHints = ['calendar.on.hint', 'calendar.on.none', 'calendar.on.past', 'calendar.on.far'] as const;
export const notedHints = [...textHints, ...dayHints, 'calendar.titleWanted'] as const;

/** Why a day cannot be noted; `null` when it can. */
function dayFault(day: Day | 'impossible', today: Day): (typeof dayHints)[number] | null {
  if (day === 'impossible') return 'calendar.on.none';
  const ahead = daysBetween(today, day);
  if (ahead < 0) return 'calendar.on.past';
  return ahead > furthestDays ? 'calendar.on.far' : null;
}

/** Reads what and when from one message; a message without a day is none. */
export function parseNoted(input: Input, { world }: Scene): Parsed {
  if (input.kind !== 'text') return { ok: false };
  const { title, day } = readNoted(input.text);
  if (day === null) return { ok: false };
  const fault = dayFault(day, world.today);
  if (fault !== null) return { ok: false, hint: fault };
  return title === ''
    ? { ok: false, hint: 'calendar.titleWanted' }
    : { ok: true, value: title, also: { title, on: day } };
}

const isWhole = ({ input, world }: Scene): boolean => {
  const { title, day } = input.kind === 'text' ? readNoted(input.text) : { title: '', day: null };
  return title !== '' && day !== null && dayFault(day, world.today) === null;
};

/** A whole date typed as the first words. */
export const isTypedAtOnce = (scene: Scene): boolean => isWhole(scene) && scene.answers.title === undefined;

const vars = ({ answers }: Scene) => ({
  title: textOf(answers, 'title') ?? '',
  day: { day: String(answers.on) },
});

/** A first message may mean something else: said once more before it is noted. */
const sure: ChooseStep = {
  kind: 'choose',
  keep: ({ input }) => {
    const { title, day } = input.kind === 'text' ? readNoted(input.text) : { title: '', day: null };
    return { title, on: day };
  },
  say: [{ text: 'calendar.sure', vars }],
  options: yesNo,
  next: {
    to: ['saved', 'toCalendar'],
    pick: ({ answers }) => (answers.sure === 'yes' ? 'saved' : 'toCalendar'),
  },
};

const title: AskStep = {
  kind: 'ask',
  say: [{ text: 'calendar.title' }],
  parse: (input, scene) => {
    const noted = parseNoted(input, scene);
    return noted.ok || noted.hint !== undefined ? noted : readText(input, { max: notedTitleAtMost });
  },
  hints: notedHints,
  next: { to: ['on', 'saved'], pick: ({ answers }) => (answers.on === undefined ? 'on' : 'saved') },
};

/** A day to come. A day without its year is asked again, never guessed. */
function readOn(input: Input, { world }: Scene): Parsed {
  const day = input.kind === 'text' ? parseDay(input.text) : null;
  const exists = day ?? (input.kind === 'text' ? readNoted(input.text).day : null);
  if (exists === null) return { ok: false, hint: 'calendar.on.hint' };
  const fault = dayFault(exists, world.today);
  return fault === null ? { ok: true, value: exists } : { ok: false, hint: fault };
}

const on: AskStep = {
  kind: 'ask',
  say: [{ text: 'calendar.on.ask' }],
  parse: readOn,
  hints: dayHints,
  next: 'saved',
};

const isReminded = ({ world }: Scene): boolean =>
  isGranted(world.contact.consents, 'reminders') && !world.contact.optedOut.includes('reminder');

const kindOf = ({ answers }: Scene) => kindOfNote(textOf(answers, 'title') ?? '');

const saved: EndStep = {
  kind: 'end',
  say: [
    { text: 'calendar.saved', vars },
    { text: 'calendar.willRemind', when: isReminded },
    { text: 'calendar.noReminders', when: (scene) => !isReminded(scene) },
    { text: 'calendar.paperNote', when: (scene) => kindOf(scene) === 'paper' },
  ],
  emit: (scene) => [
    {
      type: 'date_noted',
      kind: kindOf(scene),
      title: textOf(scene.answers, 'title') ?? '',
      on: scene.answers.on as Day,
    },
  ],
  offer: [
    { value: 'calendar:title', label: { key: 'calendar.another' }, words: 'calendar.addWords' },
    { value: 'calendar', label: { key: 'flow.calendar' } },
    { value: 'settings', label: { key: 'flow.settings' } },
  ],
};

export const notingSteps: Flow['steps'] = {
  sure,
  title,
  on,
  saved,
  toCalendar: leadTo('calendar'),
};
