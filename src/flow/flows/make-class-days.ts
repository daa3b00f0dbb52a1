/** Pure: the meetings of a new class, a day or several at a time: when, from when to when, where, and whether there are more. */
import { placeIn } from '../../core/class-place.ts';
import { type Hours, readWhen, type When } from '../../core/class-when.ts';
import type { Input } from '../../core/message.ts';
import type { Day, Json } from '../../core/model.ts';
import type { Answers, AskStep, ChooseStep, Flow, Next, Option, Parsed, Scene } from '../define.ts';
import {
  baseOf,
  keptBase,
  mayRepeat,
  type NewSession,
  repeatsDays,
  sessionsOf,
  warningLines,
} from './make-class-scene.ts';
import { codeIn } from './offering-card.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** Changing the days walks through all of them. */
const group = 'days';
const placesAtMost = 3;
const placeAtMost = 200;

/** What was said so far is set aside before the next day is asked for; changing begins anew. */
function startsAnew(scene: Scene): Answers {
  const { answers } = scene;
  const clean = { when: null, hours: null, hoursEnd: null, place: null, more: null, change: null };
  if (answers.change === 'when') return { ...clean, done: [] };
  return answers.more === 'add' ? { ...clean, done: sessionsOf(scene) as unknown as Json } : {};
}

const inOrder = ({ from, to }: Hours): boolean => from === null || to === null || from < to;

export function readDaysOf(text: string, { world }: Pick<Scene, 'world'>): Parsed {
  const when = readWhen(text, world.today);
  if (when === 'wrong') return { ok: false, hint: 'makeClass.when.wrong' };
  if (when === null) return { ok: false, hint: 'makeClass.when.unread' };
  const past = when.days.find((day) => day < world.today);
  if (past !== undefined) return { ok: false, hint: 'class.past', vars: { day: { day: past } } };
  if (!inOrder(when)) return { ok: false, hint: 'makeClass.hours.order' };
  return { ok: true, value: when as unknown as Json };
}

export const dayHints = [
  'makeClass.when.wrong',
  'makeClass.when.unread',
  'class.past',
  'makeClass.hours.order',
];

const when: AskStep = {
  kind: 'ask',
  group,
  takesQuestions: true,
  lookup: (_input, { arg }) => (arg === undefined ? null : { kind: 'rollByCode', code: codeIn(arg) }),
  instead: {
    to: ['notOfficer'],
    pick: ({ world }) => (world.officer === null ? 'notOfficer' : null),
  },
  keep: (scene) => ({ ...keptBase(scene), ...startsAnew(scene) }),
  say: [
    {
      text: 'makeClass.when.base',
      vars: (scene) => ({ title: textOf(scene.answers, 'title') ?? baseOf(scene)?.title ?? '' }),
      when: (scene) => baseOf(scene) !== undefined && sessionsOf(scene).length === 0,
      once: true,
    },
    { text: 'makeClass.when.ask', when: (scene) => !mayRepeat(scene) },
    {
      text: 'makeClass.when.again',
      vars: (scene) => ({ count: baseOf(scene)?.sessions?.length ?? 0 }),
      when: mayRepeat,
    },
  ],
  parse: (input, scene) => {
    if (input.kind !== 'text') return { ok: false };
    const read = readDaysOf(input.text, scene);
    const none = read.ok && (read.value as unknown as When).days.length === 0;
    return none ? { ok: false, hint: 'makeClass.when.unread' } : read;
  },
  hints: dayHints,
  next: {
    to: ['more', 'hours', 'hoursEnd', 'place'],
    pick: (scene) => {
      if (repeatsDays(scene)) return 'more';
      const { from, to } = scene.answers.when as unknown as When;
      if (from === null) return 'hours';
      return to === null ? 'hoursEnd' : 'place';
    },
  },
};

const startOfDay = ({ answers }: Scene): string =>
  (answers.when as unknown as When | null)?.from ?? (answers.hours as unknown as Hours | null)?.from ?? '';

const readHours = (input: Input, today: Day): Hours | null => {
  const read = input.kind === 'text' ? readWhen(input.text, today) : null;
  return read === null || read === 'wrong' || read.from === null ? null : read;
};

const hours: AskStep = {
  kind: 'ask',
  group,
  takesQuestions: true,
  say: [{ text: 'makeClass.hours.ask' }],
  parse: (input, { world }) => {
    const read = readHours(input, world.today);
    if (read === null) return { ok: false, hint: 'makeClass.hours.unread' };
    if (!inOrder(read)) return { ok: false, hint: 'makeClass.hours.order' };
    return { ok: true, value: { from: read.from, to: read.to } };
  },
  hints: ['makeClass.hours.unread', 'makeClass.hours.order'],
  next: {
    to: ['hoursEnd', 'place'],
    pick: ({ answers }) => ((answers.hours as unknown as Hours).to === null ? 'hoursEnd' : 'place'),
  },
};

const hoursEnd: AskStep = {
  kind: 'ask',
  group,
  takesQuestions: true,
  say: [{ text: 'makeClass.hours.until', vars: (scene) => ({ from: startOfDay(scene) }) }],
  parse: (input, scene) => {
    const read = readHours(input, scene.world.today);
    const end = read?.to ?? read?.from ?? null;
    if (end === null) return { ok: false, hint: 'makeClass.hours.unread' };
    const isLater = inOrder({ from: startOfDay(scene), to: end });
    return isLater ? { ok: true, value: end } : { ok: false, hint: 'makeClass.hours.order' };
  },
  hints: ['makeClass.hours.unread', 'makeClass.hours.order'],
  next: 'place',
};

export function readPlace(input: Parameters<typeof readText>[0]): Parsed {
  const parsed = readText(input, { max: placeAtMost });
  const isNameless = parsed.ok && placeIn(String(parsed.value)).venue === '';
  return isNameless ? { ok: false, hint: 'makeClass.place.noName' } : parsed;
}

export const placeHints = [...textHints, 'makeClass.place.noName'];

/** Where the unit's classes were held before. */
export function placesBefore({ world }: Scene): readonly Option[] {
  const venues = (world.heldOfferings ?? []).flatMap(({ offering }) =>
    offering.sessions
      .filter(({ isFieldTrip, link }) => !isFieldTrip && link === undefined)
      .map(({ venue }) => venue),
  );
  return [...new Set(venues)]
    .slice(0, placesAtMost)
    .map((venue) => ({ value: venue, label: { plain: venue } }));
}

const place: AskStep = {
  kind: 'ask',
  group,
  takesQuestions: true,
  say: [{ text: 'makeClass.place.ask' }],
  suggest: placesBefore,
  parse: readPlace,
  hints: placeHints,
  next: 'more',
};

const sessionText = ({ day, from, to, venue }: NewSession) => ({
  key: 'makeClass.more.line',
  vars: { day: { day }, from, to, venue },
});

/** The steps of the days; `next` follows when there are no more. */
export function daySteps(next: Exclude<Next, string>): Flow['steps'] {
  const more: ChooseStep = {
    kind: 'choose',
    group,
    say: [
      {
        text: 'makeClass.more.list',
        vars: (scene) => ({ sessions: { lines: sessionsOf(scene).map(sessionText) } }),
      },
      {
        text: 'makeClass.warnings',
        vars: (scene) => ({ lines: { lines: warningLines(scene) } }),
        when: (scene) => warningLines(scene).length > 0,
      },
      { text: 'makeClass.more.ask' },
    ],
    options: ['enough', 'add'].map((value) => ({
      value,
      label: { key: `makeClass.more.${value}` },
      words: `makeClass.more.${value}Words`,
    })),
    next: {
      to: ['when', ...next.to],
      pick: (scene) => (scene.answers.more === 'add' ? 'when' : next.pick(scene)),
    },
  };
  return { when, hours, hoursEnd, place, more };
}
