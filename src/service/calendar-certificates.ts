/** Entries about certificates: an owner's way to the next one, and an officer's deadlines for what was filed. */
import { addDays } from '../core/calendar.ts';
import { prepareDays, renewalWindow } from '../core/certificate.ts';
import { revokeDueOn } from '../core/certificate-end.ts';
import { filingDue } from '../core/filing-due.ts';
import type { OfficerView } from '../core/model.ts';
import type { DatedCertificate, OwnCalendar } from '../ports/calendar-feed.ts';
import type { CalendarEntry } from '../ports/calendar-file.ts';
import { dayEntry, type EntryMaking, morningBefore, uidOf } from './calendar-entry.ts';

const isUnderWay = ({ filing }: DatedCertificate): boolean =>
  filing !== null && (filing.state === 'confirmed' || filing.state === 'forwarded');

/** What the owner has before them; nothing for a certificate that is over, or that nobody uses any more. */
export function renewalEntries(
  certificate: OwnCalendar['certificates'][number],
  making: EntryMaking,
): readonly CalendarEntry[] {
  const { revokedOn, renewed, stoppedOn, declinedOn, validUntil, validComputed } = certificate;
  if (revokedOn !== null || renewed || stoppedOn !== null) return [];
  const note = making.say(validComputed ? 'calendarFeed.ends.computed' : 'calendarFeed.ends.note');
  const title = making.say('calendarFeed.ends.title', { product: certificate.product });
  const ends = dayEntry(`certificate-${certificate.id}-ends`, validUntil, { title, description: note });
  if (isUnderWay(certificate)) return [...resultEntry(certificate, making), ends];
  return declinedOn === null ? [...stepEntries(certificate, making), ends] : [ends];
}

/** Papers are made ready, the window of QĐ 26/2026/QĐ-TTg, Điều 7 khoản 6a, and its last day. */
function stepEntries(
  { id, product, validUntil }: DatedCertificate,
  { say }: EntryMaking,
): readonly CalendarEntry[] {
  const { opensOn, closesOn } = renewalWindow(validUntil);
  const vars = { product, opens: { day: opensOn }, closes: { day: closesOn } };
  const words = (step: string) => ({
    title: say(`calendarFeed.${step}.title`, vars),
    description: say(`calendarFeed.${step}.note`, vars),
  });
  const window: CalendarEntry = {
    ...words('window'),
    uid: uidOf(`certificate-${id}`),
    sequence: 0,
    when: { from: opensOn, to: closesOn },
    alarms: morningBefore,
  };
  return [
    dayEntry(`certificate-${id}-prepare`, addDays(validUntil, -prepareDays), words('prepare')),
    window,
    dayEntry(`certificate-${id}-last`, closesOn, words('last')),
  ];
}

function resultEntry(
  { filing, product }: DatedCertificate,
  { say, library }: EntryMaking,
): readonly CalendarEntry[] {
  const due = filingDue(filing, library.calendar.workingDaysAfter);
  if (due === null || filing === null) return [];
  const title = say('calendarFeed.result.title', { product });
  return [
    dayEntry(`filing-${filing.id}-result`, due.resultBy, {
      title,
      description: say('calendarFeed.result.note'),
    }),
  ];
}

/**
 * What an officer is held to: the commune forwards within 15 working days, the province decides within 45 days, and
 * revokes within 15 days what is no longer made (Điều 7 khoản 2 and 6g, Điều 8 khoản 4).
 */
export function dueEntries(
  certificate: DatedCertificate,
  officer: OfficerView | null,
  { say, library }: EntryMaking,
): readonly CalendarEntry[] {
  const { id, product, producer, filing, stoppedOn } = certificate;
  const entry = (uid: string, on: Parameters<typeof dayEntry>[1], what: string) =>
    dayEntry(uid, on, {
      title: say(`calendarFeed.due.${what}`, { product, producer }),
      description: say(`calendarFeed.due.${what}Note`),
    });
  if (stoppedOn !== null)
    return officer?.role === 'province' ? [entry(`stopped-${id}`, revokeDueOn(stoppedOn), 'revoke')] : [];
  const due = filingDue(filing, library.calendar.workingDaysAfter);
  if (due === null || filing === null || !isUnderWay(certificate)) return [];
  return filing.state === 'confirmed'
    ? [entry(`filing-${filing.id}-forward`, due.forwardBy, 'forward')]
    : [entry(`filing-${filing.id}-decide`, due.resultBy, 'decide')];
}
