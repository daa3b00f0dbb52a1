/**
 * Pure: when a class meets, as officers type it: "15/12 8h–11h30", "thứ bảy tuần sau 8h", "15 và 16/12, 8h đến 16h30",
 * "từ 15 đến 17/12", "rằm tháng giêng".
 */
import { addDays, daysBetween } from './calendar.ts';
import type { Day } from './model.ts';
import { parseDayIn } from './moment-words.ts';

export interface Hours {
  /** `08:00`; `null` while nobody said. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface When extends Hours {
  /** In order, each once; empty when the text names hours only. */
  readonly days: readonly Day[];
}

/** More days in one answer are a slip of the hand. */
const daysAtMost = 14;

const part = '(?:\\s*(sáng|sang|trưa|trua|chiều|chieu|tối|toi))?';
const clock = `(\\d{1,2})\\s*(?:giờ|gio|h|g|:)\\s*(\\d{2}|rưỡi|ruoi)?(?![\\p{L}\\d])${part}`;
const until = '\\s*(?:-|–|—|~|->|đến|den|tới|toi)\\s*(?:lúc\\s*|luc\\s*)?';
const range = new RegExp(`(?:từ\\s*|tu\\s*|lúc\\s*|luc\\s*)?(?:${clock}|(\\d{1,2}))${until}${clock}`, 'iu');
const single = new RegExp(`(?:lúc\\s*|luc\\s*|từ\\s*|tu\\s*)?${clock}`, 'iu');

const isAfternoon = (word: string | undefined): boolean => /^(?:chi|t[oố])/iu.test(word ?? '');

/** `null` for an hour no day has. */
function time(hour: string, minute: string | undefined, when: string | undefined): string | null {
  const minutes = minute === undefined ? 0 : /\d/.test(minute) ? Number(minute) : 30;
  const hours = isAfternoon(when) && Number(hour) < 12 ? Number(hour) + 12 : Number(hour);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

interface HoursRead {
  readonly hours: Hours;
  /** The text without them. */
  readonly rest: string;
}

function readHours(text: string): HoursRead | 'wrong' {
  const both = range.exec(text);
  if (both !== null) {
    const [whole, hour, minute, when, bare, endHour = '', endMinute, endWhen] = both;
    const [from, to] = [time(hour ?? bare ?? '', minute, when), time(endHour, endMinute, endWhen)];
    return from === null || to === null ? 'wrong' : { hours: { from, to }, rest: text.replace(whole, ' ') };
  }
  const one = single.exec(text);
  if (one === null) return { hours: { from: null, to: null }, rest: text };
  const from = time(one[1] ?? '', one[2], one[3]);
  return from === null ? 'wrong' : { hours: { from, to: null }, rest: text.replace(one[0], ' ') };
}

const monthOf =
  /(?:\/|-|\.|\s*tháng\s*|\s*thang\s*)(\d{1,2})(?:(?:\/|-|\.|\s*năm\s*|\s*nam\s*)(\d{4}|\d{2}))?\s*$/iu;

/** "15" beside "16/12" is the 15th of December too. */
function completed(piece: string, next: string): string {
  const [tail] = monthOf.exec(next) ?? [];
  return tail !== undefined && /^\D*\d{1,2}\s*$/u.test(piece) ? `${piece.trim()}${tail}` : piece;
}

/** Days of a text without hours: one, several, or from one to another. `wrong`: one of them does not exist. */
function readDays(text: string, today: Day): readonly Day[] | 'wrong' {
  const span = /^(.*?\d.*?)\s*(?:đến|den|tới|toi|–|—|~|->|(?<=\s)-|(?<=\d)-(?=\d{1,2}\/))\s*(.*\d.*)$/iu.exec(
    text,
  );
  if (span !== null) {
    const [, first = '', last = ''] = span;
    const [from, to] = [parseDayIn(completed(first, last), today), parseDayIn(last, today)];
    if (from === 'wrong' || to === 'wrong') return 'wrong';
    if (from !== null && to !== null) return daysFrom(from, to);
  }
  const pieces = text
    .split(/\s*(?:,|;|&|\+|(?<=\s)và(?=\s)|(?<=\s)va(?=\s))\s*/iu)
    .filter((one) => /\S/u.test(one));
  const days = pieces.map((piece, at) =>
    parseDayIn(completed(piece, pieces.slice(at + 1).find((one) => monthOf.test(one)) ?? ''), today),
  );
  if (days.includes('wrong')) return 'wrong';
  return [...new Set(days.filter((day): day is Day => day !== null))].toSorted((a, b) => (a < b ? -1 : 1));
}

function daysFrom(from: Day, to: Day): readonly Day[] | 'wrong' {
  const count = daysBetween(from, to) + 1;
  if (count < 1 || count > daysAtMost) return 'wrong';
  return Array.from({ length: count }, (_, n) => addDays(from, n));
}

/** `null` when the text says neither a day nor an hour, `wrong` when one it says does not exist. */
export function readWhen(text: string, today: Day): When | 'wrong' | null {
  const read = readHours(text.normalize('NFC'));
  if (read === 'wrong') return 'wrong';
  const days = readDays(read.rest, today);
  if (days === 'wrong' || days.length > daysAtMost) return 'wrong';
  return days.length === 0 && read.hours.from === null ? null : { days, ...read.hours };
}
