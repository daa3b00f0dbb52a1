/** Pure: the pages of what a person received: which is shown, which message was chosen, what can be chosen there. */
import { dayOf } from '../../core/calendar.ts';
import type { ReceivedMessage } from '../../core/received.ts';
import type { Answers, Option, Scene } from '../define.ts';
import { beginningOf } from './received-words.ts';
import { textOf } from './text-answer.ts';

const perPage = 5;

/** All that are at hand, newest first; what came since the list was shown would move the numbers, so it is left out. */
export function allOf({ world, answers }: Scene): readonly ReceivedMessage[] {
  const { until } = answers;
  return (world.received ?? []).filter(({ at }) => typeof until !== 'number' || at <= until);
}

/** Kept while the list is asked. */
export const shownUntil = (scene: Scene): Answers => ({ until: allOf(scene)[0]?.at ?? 0 });

/** What was chosen, now or by a button of an earlier list: a message by its key, or a page (`p2`). */
const wantedIn = ({ answers, arg }: Scene): string => textOf(answers, 'list') ?? arg ?? '';

/** The message that was chosen, if this person got it. */
export const messageOf = (scene: Scene): ReceivedMessage | null =>
  scene.world.received?.find(({ key }) => key === wantedIn(scene)) ?? null;

/** The page asked for, or the one on which the message stands; from 1. */
export function pageOf(scene: Scene): number {
  const at = allOf(scene).findIndex(({ key }) => key === wantedIn(scene));
  const page =
    at < 0 ? Number(/^p(\d{1,2})$/u.exec(wantedIn(scene))?.[1] ?? 1) : Math.floor(at / perPage) + 1;
  return Math.min(Math.max(page, 1), pagesOf(scene));
}

/** At least one. */
export const pagesOf = (scene: Scene): number => Math.max(1, Math.ceil(allOf(scene).length / perPage));

const lineOf = (message: ReceivedMessage, { world }: Scene): Option => ({
  value: message.key,
  label: {
    key: 'received.line',
    vars: { day: { day: dayOf(message.at) }, words: beginningOf(message, world) },
  },
});

/** Officers may have meant what they sent to others. */
const sent: Option = { value: 'sent', label: { key: 'received.sent' }, words: 'received.sentWords' };

/** Five messages, the ways to the pages beside, and out. */
export function pageOptions(scene: Scene): readonly Option[] {
  const page = pageOf(scene);
  const shown = allOf(scene).slice((page - 1) * perPage, page * perPage);
  const turn = (to: number, key: 'older' | 'newer'): Option => ({
    value: `p${to}`,
    label: { key: `received.${key}` },
    words: `received.${key}Words`,
  });
  return [
    ...shown.map((message) => lineOf(message, scene)),
    ...(page < pagesOf(scene) ? [turn(page + 1, 'older')] : []),
    ...(page > 1 ? [turn(page - 1, 'newer')] : []),
    ...(scene.world.officer === null ? [] : [sent]),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ];
}
