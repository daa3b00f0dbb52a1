/** A person's calendar as a file that phones read: own dates, classes, and the renewal windows of their certificates. */
import { startOf } from '../core/calendar.ts';
import { renewalWindow } from '../core/certificate.ts';
import type { Vars } from '../core/event.ts';
import type { ContactId, Day, Instant } from '../core/model.ts';
import type { CalendarEntry } from '../ports/calendar-file.ts';
import type { Documents } from '../ports/document.ts';
import type { OwnCalendar } from '../ports/noted-date.ts';
import type { Clock, Store, Texts } from '../ports.ts';
import type { PaperMaker } from './made-media.ts';
import { renderText } from './render.ts';

export interface CalendarPaperDeps {
  readonly store: Pick<Store, 'calendarOf'>;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly documents: () => Promise<Pick<Documents, 'calendar'>>;
}

type Say = (key: string, vars?: Vars) => string;
/** A day before, at the beginning of the day. */
const dayBefore = [24 * 60];

/** Makers by the kind that stands in the id. */
export function calendarPapers(deps: CalendarPaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    calendar: async (id, language) => {
      const say: Say = (key, vars = {}) =>
        renderText({ key, vars }, { texts: deps.texts, language, slots: {} });
      const entries = entriesOf(await deps.store.calendarOf(id as ContactId), say);
      const name = say('calendar.fileTitle');
      const text = (await deps.documents()).calendar({ name, writtenAt: deps.clock.now(), entries });
      return { bytes: new TextEncoder().encode(text), mime: 'text/calendar' };
    },
  };
}

/** Minutes from the beginning of a Vietnamese day. */
function momentOf(day: Day, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return startOf(day) + (hours * 60 + minutes) * 60_000;
}

function sessionEntries({
  id,
  title,
  version,
  sessions,
}: OwnCalendar['classes'][number]): readonly CalendarEntry[] {
  return sessions.map((session): CalendarEntry => {
    const { latitude, longitude, link } = session;
    return {
      uid: `class-${id}-${session.id}`,
      sequence: version,
      title,
      place: [session.venue, session.address].filter(Boolean).join(', '),
      ...(latitude === undefined || longitude === undefined ? {} : { position: { latitude, longitude } }),
      ...(link === undefined ? {} : { link }),
      when: { startAt: momentOf(session.day, session.from), endAt: momentOf(session.day, session.to) },
      alarms: [...dayBefore, 60],
    };
  });
}

function entriesOf({ dates, classes, certificates }: OwnCalendar, say: Say): readonly CalendarEntry[] {
  const noted = dates.map(
    ({ id, title, on }): CalendarEntry => ({
      uid: `note-${id}`,
      sequence: 0,
      title,
      when: { from: on, to: on },
      alarms: dayBefore,
    }),
  );
  const windows = certificates.map(({ id, product, validUntil, version }): CalendarEntry => {
    const { opensOn: from, closesOn: to } = renewalWindow(validUntil);
    const title = say('calendar.window', { product });
    return { uid: `certificate-${id}`, sequence: version, title, when: { from, to }, alarms: dayBefore };
  });
  return [...noted, ...classes.flatMap(sessionEntries), ...windows];
}
