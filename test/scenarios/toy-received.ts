/** What people of the scenarios received, kept beside them, to be read again. */
import { startOf } from '../../src/core/calendar.ts';
import type { Bubble } from '../../src/core/message.ts';
import type { Day } from '../../src/core/model.ts';
import { type ReceivedMessage, receivedAtMost } from '../../src/core/received.ts';
import type { Person, Town } from './toy-world.ts';

const kept = new WeakMap<Person, ReceivedMessage[]>();

function keep(person: Person, make: (key: string) => ReceivedMessage): void {
  const all = kept.get(person) ?? [];
  kept.set(person, [...all, make(String(all.length).padStart(10, '0'))]);
}

export const keepNotice = (person: Person, bubbles: readonly Bubble[], at: number): void =>
  keep(person, (key) => ({ kind: 'notice', key, at, bubbles }));

/** `@wasSent 2026-11-18 Words-of-it`: told on that day. */
export const wasSent = (person: Person, [day = '', words = '']: readonly string[]): void =>
  keepNotice(person, [{ text: words.replaceAll('-', ' ') }], startOf(day as Day));

/** The announcement of that code, as it is now. */
export function keepWords({ board, now }: Town, person: Person, [code = '']: readonly string[]): void {
  const found = board.announcements.find((one) => one.code === code);
  if (found === undefined) return;
  const { id, content, class: parcelClass } = found;
  const sent = { id, code, content, class: parcelClass, at: now, isCancelled: false, openClasses: [] };
  keep(person, (key) => ({ kind: 'announcement', key, ...sent }));
}

/** Newest first; an announcement in the state it is in by now, its classes as far as they exist. */
export const receivedOf = ({ board, classes }: Town, person: Person): readonly ReceivedMessage[] =>
  (kept.get(person) ?? [])
    .map((message) => {
      if (message.kind === 'notice') return message;
      const state = board.announcements.find(({ id }) => id === message.id)?.state;
      return { ...message, isCancelled: state === 'cancelled', openClasses: [...classes.keys()] };
    })
    .toSorted((a, b) => b.at - a.at)
    .slice(0, receivedAtMost);
