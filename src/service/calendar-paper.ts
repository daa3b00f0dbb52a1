/** A person's calendar as a file that phones read once. */
import { dayOf } from '../core/calendar.ts';
import type { ContactId, Language } from '../core/model.ts';
import type { Documents } from '../ports/document.ts';
import type { Clock, Library, Store, Texts } from '../ports.ts';
import { calendarEntries } from './calendar-entries.ts';
import type { Say } from './calendar-entry.ts';
import type { PaperMaker } from './made-media.ts';
import { renderText } from './render.ts';

export interface CalendarPaperDeps {
  readonly store: Pick<Store, 'calendarOf'>;
  readonly library: Pick<Library, 'calendar' | 'units'>;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly documents: () => Promise<Pick<Documents, 'calendar'>>;
}

/** Words of the calendar in a language. */
export const sayCalendar =
  (texts: Texts, language: Language): Say =>
  (key, vars = {}) =>
    renderText({ key, vars }, { texts, language, slots: {} });

/** Makers by the kind that stands in the id. */
export function calendarPapers(deps: CalendarPaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    calendar: async (id, language) => {
      const own = await deps.store.calendarOf(id as ContactId);
      if (own === null) return null;
      const [say, writtenAt] = [sayCalendar(deps.texts, language), deps.clock.now()];
      const entries = calendarEntries(own, { say, library: deps.library, today: dayOf(writtenAt) });
      const name = say('calendar.fileTitle');
      const text = (await deps.documents()).calendar({ name, writtenAt, entries });
      return { bytes: new TextEncoder().encode(text), mime: 'text/calendar' };
    },
  };
}
