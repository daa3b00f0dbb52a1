/** Pure: what else a new class needs: seats, how many a producer may have, repeats, enrolment, who is in charge, what it is about. */

import type { Day } from '../../core/model.ts';
import { parseDayIn } from '../../core/moment-words.ts';
import type { AskStep, ChooseStep, Flow, Next, Option, Parsed, Scene } from '../define.ts';
import {
  baseOf,
  closesOn,
  draftOf,
  hasSeats,
  kindOf,
  mayServe,
  sessionsOf,
  unitName,
  unitOf,
} from './make-class-scene.ts';
import { serves } from './make-class-serves.ts';
import { readText, textHints } from './text-answer.ts';

const seatsAtMost = 100_000;
const seatsUsual: readonly number[] = [30, 60, 100];

/** A number of seats, however it is worded: "60", "60 chỗ", "khoảng 60 người". */
export function readSeats(text: string): number | null {
  const numbers = text.replace(/(\d)[.,](\d{3})(?!\d)/gu, '$1$2').match(/\d+/gu) ?? [];
  const seats = Number(numbers[0]);
  return numbers.length === 1 && seats >= 1 && seats <= seatsAtMost ? seats : null;
}

const numbered = (value: number): Option => ({ value: String(value), label: { plain: String(value) } });

const seats: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.seats.ask' }],
  suggest: seatsUsual.map(numbered),
  parse: (input): Parsed => {
    const read = input.kind === 'text' ? readSeats(input.text) : null;
    return read === null ? { ok: false, hint: 'makeClass.seats.unread' } : { ok: true, value: String(read) };
  },
  hints: ['makeClass.seats.unread'],
  next: '',
};

const limit: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'makeClass.limitAsk' }],
  options: [
    ...[1, 2, 3].map(numbered),
    { value: 'none', label: { key: 'makeClass.limitNone' }, words: 'makeClass.limitNoneWords' },
  ],
  next: '',
};

/** "2 tháng một lần, 6 phiên": months between, and how many in all. */
export function readSeries(text: string): { readonly everyMonths: number; readonly times: number } | null {
  const words = text
    .normalize('NFC')
    .replaceAll(/một|mot/giu, '1')
    .replaceAll(/hai(?= tháng| thang)/giu, '2');
  const [, months] = /(\d{1,2})\s*(?:tháng|thang|months?)/iu.exec(words) ?? [];
  const [, times] =
    /(\d{1,2})\s*(?:phiên|phien|buổi|buoi|lần|lan|kỳ|ky|times)(?!\s*,?\s*\d+\s*(?:phiên|phien|buổi|buoi|kỳ|ky))/iu.exec(
      words,
    ) ?? [];
  const everyMonths =
    months === undefined && /hàng tháng|hang thang|mỗi tháng|moi thang/iu.test(text) ? 1 : Number(months);
  const count = Number(times);
  return everyMonths >= 1 && everyMonths <= 24 && count >= 2 && count <= 60
    ? { everyMonths, times: count }
    : null;
}

const series: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.series.ask' }],
  suggest: (scene) => [
    { value: 'once', label: { key: 'makeClass.series.once' }, words: 'makeClass.series.onceWords' },
    ...(baseOf(scene)?.repeat === undefined
      ? []
      : [{ value: 'usual', label: { key: 'makeClass.series.usual', vars: { ...baseOf(scene)?.repeat } } }]),
  ],
  parse: (input): Parsed => {
    const read = input.kind === 'text' ? readSeries(input.text) : null;
    return read === null ? { ok: false, hint: 'makeClass.series.unread' } : { ok: true, value: { ...read } };
  },
  hints: ['makeClass.series.unread'],
  next: '',
};

/** A day within bounds, or why not. */
function readDayBetween(text: string, { world }: Scene, last: Day | undefined): Parsed {
  const day = parseDayIn(text, world.today);
  if (day === null || day === 'wrong') return { ok: false, hint: 'makeClass.day.unread' };
  if (day < world.today) return { ok: false, hint: 'class.past', vars: { day: { day } } };
  if (last !== undefined && day > last)
    return { ok: false, hint: 'makeClass.day.late', vars: { day: { day: last } } };
  return { ok: true, value: day };
}

const dayHints = ['makeClass.day.unread', 'class.past', 'makeClass.day.late'];

const closes: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.closes.ask' }],
  suggest: (scene) => {
    const { closes: _, ...answers } = scene.answers;
    const vars = { day: { day: closesOn({ ...scene, answers }) } };
    return [{ value: 'usual', label: { key: 'makeClass.closes.usual', vars } }];
  },
  parse: (input, scene) =>
    input.kind === 'text' ? readDayBetween(input.text, scene, sessionsOf(scene)[0]?.day) : { ok: false },
  hints: dayHints,
  next: '',
};

/** Asked for only when changing: enrolment opens at once. */
const opens: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.opensAsk' }],
  suggest: ({ world }) => [{ value: world.today, label: { key: 'makeClass.opensNow' } }],
  parse: (input, scene) =>
    input.kind === 'text' ? readDayBetween(input.text, scene, draftOf(scene).closesOn) : { ok: false },
  hints: dayHints,
  next: '',
};

const organiserAtMost = 200;
const organisersAtMost = 3;

const organiser: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.organiserAsk' }],
  suggest: (scene) => {
    const before = (scene.world.heldOfferings ?? []).map(({ offering }) => offering.organiser);
    const names = [...new Set([...before, unitName(scene, unitOf(scene))])].slice(0, organisersAtMost);
    return names.map((name) => ({ value: name, label: { plain: name } }));
  },
  parse: (input) => readText(input, { max: organiserAtMost }),
  hints: textHints,
  next: '',
};

const topics: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.topicsAsk' }],
  parse: (input) => readText(input, { max: 300 }),
  hints: textHints,
  optional: true,
  next: '',
};

const description: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.descriptionAsk' }],
  parse: (input) => readText(input, { max: 2000 }),
  hints: textHints,
  optional: true,
  next: '',
};

/** Where producers show something, places are few. */
const withProduct: readonly string[] = ['fair', 'exhibition', 'supply_demand', 'product_week', 'livestream'];

const isNew = (scene: Scene): boolean => baseOf(scene) === undefined;

/** In this order; each only when what the class began with does not say it. */
const wanted: Readonly<Record<string, (scene: Scene) => boolean>> = {
  serves: (scene) => mayServe(scene) && hasSeats(scene) && baseOf(scene)?.unitsServed === undefined,
  seats: (scene) => hasSeats(scene) && baseOf(scene)?.seats === undefined,
  limit: (scene) => withProduct.includes(kindOf(scene)) && baseOf(scene)?.perProducer === undefined,
  series: (scene) => kindOf(scene) === 'livestream' && baseOf(scene)?.sessions === undefined,
  closes: hasSeats,
  organiser: (scene) => baseOf(scene)?.organiser === undefined,
  topics: isNew,
};
const names = Object.keys(wanted);

/** The first question that still has to be asked, of those after a step. */
export const after = (step: string): Exclude<Next, string> => {
  const rest = names.slice(names.indexOf(step) + 1);
  return {
    to: [...rest, 'review'],
    pick: (scene) => rest.find((name) => wanted[name]?.(scene)) ?? 'review',
  };
};

const asked = { serves, seats, limit, series, closes, organiser, topics };

/** Vietnam, a little beyond its borders. */
const within = { south: 8, north: 24, west: 102, east: 118 };

/** Asked for only when changing: most places are known by name. */
const pin: AskStep = {
  kind: 'ask',
  say: [{ text: 'makeClass.pin.ask' }],
  askFor: 'location',
  parse: (input): Parsed => {
    if (input.kind !== 'location') return { ok: false, hint: 'makeClass.pin.unread' };
    const { latitude, longitude } = input;
    const { south, north, west, east } = within;
    const isHere = latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    return isHere
      ? { ok: true, value: { latitude, longitude } }
      : { ok: false, hint: 'makeClass.pin.unread' };
  },
  hints: ['makeClass.pin.unread'],
  optional: true,
  next: 'review',
};

export const moreSteps: Flow['steps'] = {
  ...Object.fromEntries(Object.entries(asked).map(([name, step]) => [name, { ...step, next: after(name) }])),
  pin,
  opens: { ...opens, next: 'review' },
  description: { ...description, next: 'review' },
};
