/**
 * A person's calendar as their phone fetches it. What each entry said last is kept as a digest, so that stamp and count
 * move exactly when the entry does, whatever it was that changed it: a person, an officer, a holiday or a text of ours.
 */
import { dayOf } from '../core/calendar.ts';
import { isToldAlike, tellEntries } from '../core/calendar-feed.ts';
import type { FeedCalendar } from '../ports/calendar-feed.ts';
import type { CalendarEntry } from '../ports/calendar-file.ts';
import type { Documents } from '../ports/document.ts';
import type { Clock, Library, Store, Texts } from '../ports.ts';
import { calendarEntries } from './calendar-entries.ts';
import { sayCalendar } from './calendar-paper.ts';

export interface CalendarFeedDeps {
  readonly store: Pick<Store, 'calendarAt' | 'keepTold'>;
  readonly library: Pick<Library, 'calendar' | 'units'>;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly documents: () => Promise<Pick<Documents, 'calendar'>>;
  /** A short digest of a text. */
  readonly digest: (text: string) => string;
}

/** Gives the text of the calendar behind an address; `null` when there is none. */
export async function calendarFeed(deps: CalendarFeedDeps, address: string): Promise<string | null> {
  const own = await deps.store.calendarAt(address);
  if (own === null) return null;
  const now = deps.clock.now();
  const say = sayCalendar(deps.texts, own.language);
  const all = calendarEntries(own, { say, library: deps.library, today: dayOf(now) });
  // What was called off before a phone ever saw it is no news.
  const entries = all.filter(({ cancelled, uid }) => !cancelled || own.told[uid] !== undefined);
  const told = tellEntries(own.told, digestsOf(entries, deps), now);
  if (!isToldAlike(own.told, told)) await deps.store.keepTold(address, told);
  const name = say('calendar.fileTitle');
  const stamped = entries.map((entry) => stamp(entry, told));
  return (await deps.documents()).calendar({ name, writtenAt: now, entries: stamped, isFeed: true });
}

const digestsOf = (entries: readonly CalendarEntry[], { digest }: CalendarFeedDeps) =>
  Object.fromEntries(entries.map((entry) => [entry.uid, digest(JSON.stringify(entry))]));

function stamp(entry: CalendarEntry, told: FeedCalendar['told']): CalendarEntry {
  const last = told[entry.uid];
  return last === undefined ? entry : { ...entry, sequence: last.sequence, changedAt: last.at };
}
