/** Writes iCalendar files (RFC 5545) that calendars of phones take: Vietnamese time, folded lines, alarms, cancellation. */
import { addDays, dayOf, startOf } from '../core/calendar.ts';
import type { Day, Instant } from '../core/model.ts';
import type { CalendarEntry, CalendarFile } from '../ports/calendar-file.ts';

const zone = 'Asia/Ho_Chi_Minh';

/** Signs that end a line or mean nothing in a text; people paste them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs to take out
const control = /[\u0000-\u001f\u007f\u2028\u2029]/g;

/** Section 3.3.11: backslash, semicolon, comma and line break. */
const escaped = (text: string): string =>
  text
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(control, ' ').replaceAll(/[\\;,]/g, (sign) => `\\${sign}`))
    .join('\\n');

/** Section 3.1: no line longer than 75 octets, none cut inside a letter. */
function fold(line: string): string {
  const pieces: string[] = [];
  let [piece, octets] = ['', 0];
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > 74) {
      pieces.push(piece);
      [piece, octets] = ['', 0];
    }
    piece += sign;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}

const dateText = (day: Day): string => day.replaceAll('-', '');

const pad = (value: number): string => String(value).padStart(2, '0');

function timeText(at: Instant): string {
  const seconds = Math.floor((at - startOf(dayOf(at))) / 1000);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${dateText(dayOf(at))}T${time.map(pad).join('')}`;
}

const utcText = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** The end of whole days is the day after, section 3.6.1. */
function whenLines({ when }: CalendarEntry): string[] {
  if ('from' in when) {
    return [
      `DTSTART;VALUE=DATE:${dateText(when.from)}`,
      `DTEND;VALUE=DATE:${dateText(addDays(when.to, 1))}`,
      'TRANSP:TRANSPARENT',
    ];
  }
  return [`DTSTART;TZID=${zone}:${timeText(when.startAt)}`, `DTEND;TZID=${zone}:${timeText(when.endAt)}`];
}

const alarmLines = (entry: CalendarEntry, minutes: number): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(entry.title)}`,
  `TRIGGER:-PT${minutes}M`,
  'END:VALARM',
];

const optional = (name: string, value: string | undefined): string[] =>
  value === undefined || value === '' ? [] : [`${name}:${escaped(value)}`];

/**
 * Section 3.8.7.2: without a method the stamp is the moment of the last change. So an entry that stays as it is stays the
 * same to the letter, however often it is fetched.
 */
function stampLines({ changedAt, sequence }: CalendarEntry, writtenAt: Instant): string[] {
  const stamp = [`DTSTAMP:${utcText(changedAt ?? writtenAt)}`, `SEQUENCE:${sequence}`];
  return changedAt === undefined ? stamp : [...stamp, `LAST-MODIFIED:${utcText(changedAt)}`];
}

function entryLines(entry: CalendarEntry, writtenAt: Instant): string[] {
  const { position, cancelled = false } = entry;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    ...stampLines(entry, writtenAt),
    ...whenLines(entry),
    `SUMMARY:${escaped(entry.title)}`,
    ...optional('DESCRIPTION', entry.description),
    ...optional('LOCATION', entry.place),
    ...(position === undefined ? [] : [`GEO:${position.latitude};${position.longitude}`]),
    ...(entry.link === undefined ? [] : [`URL:${entry.link.replaceAll(control, '')}`]),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(cancelled ? [] : entry.alarms.flatMap((minutes) => alarmLines(entry, minutes))),
    'END:VEVENT',
  ];
}

/** Vietnam keeps one time all year; since 1975 for all of the country. */
const zoneLines = [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** A file is opened once and says what is to be done with it; a feed is asked for again twice a day (RFC 7986, 5.7). */
function kindLines({ entries, isFeed, name }: CalendarFile): string[] {
  const cancels = entries.length > 0 && entries.every(({ cancelled }) => cancelled);
  if (!isFeed) return [`METHOD:${cancels ? 'CANCEL' : 'PUBLISH'}`];
  return [`NAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT12H', 'X-PUBLISHED-TTL:PT12H'];
}

/** Gives the text of the file; one whose entries are all cancelled takes them out of the calendar (`METHOD:CANCEL`). */
export function writeIcs(file: CalendarFile): string {
  const { name, writtenAt, entries } = file;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ocop-bot//VI',
    'CALSCALE:GREGORIAN',
    ...kindLines(file),
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    ...zoneLines,
    ...entries.flatMap((entry) => entryLines(entry, writtenAt)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
