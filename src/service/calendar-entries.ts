/**
 * What stands in a person's calendar: own dates, classes, the steps of their certificates, evaluation rounds, and of an
 * officer the deadlines of the units. Nothing here depends on the hour, so that a phone that asks again sees no change.
 */
import { startOf } from '../core/calendar.ts';
import type { Day, Instant, UnitCode } from '../core/model.ts';
import type { OwnCalendar } from '../ports/calendar-feed.ts';
import type { CalendarEntry } from '../ports/calendar-file.ts';
import { dueEntries, renewalEntries } from './calendar-certificates.ts';
import { dayEntry, type EntryMaking, uidOf } from './calendar-entry.ts';
import { yearsFrom } from './programme-days.ts';

/** The day before and an hour before. */
const beforeClass = [24 * 60, 60];

/** All entries of a person, ids unlike each other's. */
export function calendarEntries(own: OwnCalendar, making: EntryMaking): readonly CalendarEntry[] {
  return [
    ...own.dates.map(notedEntry),
    ...own.classes.flatMap(sessionEntries),
    ...own.certificates.flatMap((certificate) => renewalEntries(certificate, making)),
    ...own.work.flatMap((certificate) => dueEntries(certificate, own.officer, making)),
    ...provincesOf(own, making).flatMap((province) => roundEntries(province, making)),
    ...(own.officer === null ? [] : reportEntries(own, making)),
  ];
}

const notedEntry = ({ id, title, on }: OwnCalendar['dates'][number]): CalendarEntry =>
  dayEntry(`note-${id}`, on, { title });

function sessionEntries(offering: OwnCalendar['classes'][number]): readonly CalendarEntry[] {
  const { id, title, version, sessions, state } = offering;
  return sessions.map((session): CalendarEntry => {
    const { latitude, longitude, link } = session;
    return {
      uid: uidOf(`class-${id}-${session.id}`),
      sequence: version,
      title,
      place: [session.venue, session.address].filter(Boolean).join(', '),
      ...(latitude === undefined || longitude === undefined ? {} : { position: { latitude, longitude } }),
      ...(link === undefined ? {} : { link }),
      when: { startAt: momentOf(session.day, session.from), endAt: momentOf(session.day, session.to) },
      alarms: beforeClass,
      ...(state === 'cancelled' ? { cancelled: true } : {}),
    };
  });
}

/** Minutes from the beginning of a Vietnamese day. */
function momentOf(day: Day, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return startOf(day) + (hours * 60 + minutes) * 60_000;
}

/** Where the person lives and, of an officer, where they work; the country's rounds hold for everybody. */
function provincesOf(
  { unit, officer }: Pick<OwnCalendar, 'unit' | 'officer'>,
  { library }: EntryMaking,
): readonly (UnitCode | null)[] {
  const units = officer === null ? [unit] : officer.units;
  const codes = units.map((code) =>
    code === null ? null : (library.units.byCode(code)?.provinceCode ?? null),
  );
  return codes.length === 0 ? [null] : [...new Set(codes as (UnitCode | null)[])];
}

function roundEntries(
  province: UnitCode | null,
  { library, say, today }: EntryMaking,
): readonly CalendarEntry[] {
  // What has passed stays in the calendar until the year is over.
  return yearsFrom(today).flatMap((from) =>
    library.calendar.rounds(province, from).flatMap(({ rule, lastDay, advisedDay, heldBefore, exact }) => {
      const id = `round-${province ?? 'vn'}-${rule.id}-${lastDay.slice(0, 4)}`;
      const vars = { last: { day: lastDay }, held: { day: heldBefore } };
      const words = (part: string) => ({
        title: say(`calendarFeed.${part}.${rule.level}`, vars),
        description: say(`calendarFeed.${part}.${rule.level}Note`, vars),
      });
      const last = dayEntry(id, lastDay, words('round'));
      // Without that year's holidays the day would be a guess.
      return advisedDay === null || !exact
        ? [last]
        : [dayEntry(`${id}-advised`, advisedDay, words('advised')), last];
    }),
  );
}

function reportEntries(own: OwnCalendar, making: EntryMaking): readonly CalendarEntry[] {
  const { library, say, today } = making;
  return provincesOf(own, making).flatMap((province) =>
    yearsFrom(today)
      .flatMap((from) => library.calendar.reports(province, from))
      .filter(({ rule }) => rule.from === own.officer?.role)
      .map(({ rule, lastDay, own: isSet }) =>
        dayEntry(`${rule.id}-${province ?? 'vn'}-${lastDay.slice(0, 4)}`, lastDay, {
          title: say(`calendarFeed.report.${rule.from}`),
          ...(isSet ? {} : { description: say('calendarFeed.report.usual') }),
        }),
      ),
  );
}
