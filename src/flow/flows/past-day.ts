/** Pure: a day on which something was done, as officers type it: never one to come, never before what it follows. */
import { formatDay, parseDay } from '../../core/calendar.ts';
import type { Day } from '../../core/model.ts';
import { fold } from '../../core/vietnamese.ts';
import type { Answers, Option, Parsed, Scene } from '../define.ts';
import { textOf } from './text-answer.ts';

/** Words for the day of the message itself. */
const todayWords: readonly string[] = ['hom nay', 'nay', 'today'];

export const pastDayHints = [
  'officerCertificates.noDay',
  'officerCertificates.future',
  'officerCertificates.beforeIssue',
] as const;

export const todayOption: Option = {
  value: 'today',
  label: { key: 'officerCertificates.today' },
  words: 'officerCertificates.todayWords',
};

/** Reads such a day; `since`: the day it cannot be before. */
export function readPastDay({ world, input }: Scene, since: Day | null = null): Parsed {
  if (input.kind !== 'text') return { ok: false };
  const day = todayWords.includes(fold(input.text)) ? world.today : parseDay(input.text);
  if (day === null) return { ok: false, hint: 'officerCertificates.noDay' };
  if (day > world.today)
    return { ok: false, hint: 'officerCertificates.future', vars: { today: formatDay(world.today) } };
  if (since !== null && day < since)
    return { ok: false, hint: 'officerCertificates.beforeIssue', vars: { issued: formatDay(since) } };
  return { ok: true, value: day };
}

/** The day that was answered; today when the button was tapped. */
export function pastDayIn(answers: Answers, name: string, today: Day): Day {
  const day = textOf(answers, name);
  return day === undefined || day === 'today' ? today : (parseDay(day) ?? today);
}
