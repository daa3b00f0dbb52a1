/** One entry of a person's calendar, and what all of them are made with. */
import type { Vars } from '../core/event.ts';
import type { Day } from '../core/model.ts';
import type { CalendarEntry } from '../ports/calendar-file.ts';
import type { Library } from '../ports.ts';

export type Say = (key: string, vars?: Vars) => string;

/** What the entries are made with, besides the person's own things. */
export interface EntryMaking {
  readonly say: Say;
  readonly library: Pick<Library, 'calendar' | 'units'>;
  readonly today: Day;
}

/** Seven in the morning of the day before; whole days begin at midnight. */
export const morningBefore = [17 * 60];
/** An entry of one whole day. */
export function dayEntry(
  id: string,
  on: Day,
  words: Pick<CalendarEntry, 'title' | 'description'>,
): CalendarEntry {
  return { ...words, uid: uidOf(id), sequence: 0, when: { from: on, to: on }, alarms: morningBefore };
}

/** The same for the life of the thing. */
export const uidOf = (id: string): string => `${id}@ocop-bot`;
