/** Pure: a day and time as people say it in Vietnamese ("8 giờ sáng mai", "15h30 thứ hai tuần sau", "25/12 lúc 7h"). */
import { addDays, dayOf, readDay, startOf, weekdayOf } from './calendar.ts';
import { readLunarDay } from './lunar-words.ts';
import type { Day, Instant } from './model.ts';
import { fold } from './vietnamese.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** When no hour is said, the hour each part of the day is taken for. */
const partHours: Readonly<Record<string, number>> = { sang: 8, trua: 11, chieu: 14, toi: 19 };
const usualHour = 8;

/** Folded, with the signs of dates and hours as words, so that `7h 25/12` is no 07:25. */
const foldedMoment = (text: string): string =>
  fold(
    text
      .replaceAll(
        /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/gu,
        ' ngày $1 tháng $2 năm $3 ',
      )
      .replaceAll(/(\d{1,2})\s*[/-]\s*(\d{1,2})(?!\d)/gu, ' ngày $1 tháng $2 ')
      .replaceAll(/(\d)\s*[:hg]\s*(\d{2})(?!\d)/giu, '$1 giờ $2'),
  );

/** `null` when the text names neither a day nor a time, or one that does not exist. A moment past is given as it is. */
export function parseMoment(text: string, now: Instant): Instant | null {
  const words = foldedMoment(text);
  const later = parseLater(words, now);
  if (later !== null) return later;
  const time = parseTime(words);
  const day = parseDayWords(words, dayOf(now));
  if (time === 'wrong' || day === 'wrong') return null;
  if (time === null && day === null) return null;
  return startOf(day ?? dayOf(now)) + (time ?? usualHour * 60) * minuteMs;
}

const latest =
  /\s*[,;(]?\s*(?:muộn nhất|chậm nhất|trễ nhất|muon nhat|cham nhat|tre nhat|không quá|khong qua|at the latest|latest|until)(?:\s+(?:là|la|lúc|luc|at))?/iu;

/** "8 giờ sáng mai, chậm nhất 11 giờ": when it begins, and after which moment it makes no sense any more. */
export function parseSpan(
  text: string,
  now: Instant,
): { readonly at: Instant; readonly until: Instant | null } | null {
  const found = latest.exec(text);
  const at = parseMoment(found === null ? text : text.slice(0, found.index), now);
  if (at === null) return null;
  if (found === null) return { at, until: null };
  const rest = text.slice(found.index + found[0].length);
  const day = parseDayWords(foldedMoment(rest), dayOf(now));
  // An hour alone is of the same day.
  const until = parseMoment(rest, day === null ? startOf(dayOf(at)) : now);
  return until === null ? null : { at, until };
}

/** "2 tiếng nữa", "30 phút nữa". */
function parseLater(words: string, now: Instant): Instant | null {
  const found = /(\d{1,3}) (phut|tieng|gio|ngay) nua/.exec(words) ?? /sau (\d{1,3}) (phut|tieng)/.exec(words);
  if (found === null) return null;
  const unit = { phut: minuteMs, tieng: hourMs, gio: hourMs, ngay: 24 * hourMs }[found[2] ?? ''] ?? 0;
  return now + Number(found[1]) * unit;
}

/** Minutes after midnight. */
function parseTime(words: string): number | 'wrong' | null {
  const part = /(?:^| )(sang|trua|chieu|toi)(?= |$)/.exec(words)?.[1];
  const found =
    /(?:^| )(\d{1,2}) ?(?:gio|h|g)(?: (\d{1,2})(?! ?(?:thang|gio))| (ruoi))?(?= |$)/.exec(words) ??
    /luc (\d{1,2})()()(?= |$)/.exec(words);
  if (found === null) return part === undefined ? null : (partHours[part] ?? usualHour) * 60;
  const [, hour = '', minute = '0', half] = found;
  const minutes = half === undefined ? Number(minute === '' ? '0' : minute) : 30;
  const hours = hourIn(Number(hour), part);
  return hours > 23 || minutes > 59 ? 'wrong' : hours * 60 + minutes;
}

/** "3 giờ chiều" is 15:00, "12 giờ trưa" stays. */
function hourIn(hour: number, part: string | undefined): number {
  if ((part === 'chieu' || part === 'toi') && hour < 12) return hour + 12;
  return part === 'trua' && hour < 10 ? hour + 12 : hour;
}

const weekdays: Readonly<Record<string, number>> = {
  hai: 1,
  '2': 1,
  ba: 2,
  '3': 2,
  tu: 3,
  '4': 3,
  nam: 4,
  '5': 4,
  sau: 5,
  '6': 5,
  bay: 6,
  '7': 6,
};

/** The day a text names, without any hours in it; `wrong` for one that does not exist. */
export const parseDayIn = (text: string, today: Day): Day | 'wrong' | null =>
  readLunarDay(text, today) ?? parseDayWords(foldedMoment(text), today);

type DayReader = (words: string, today: Day) => Day | 'wrong' | null;

const dayReaders: readonly DayReader[] = [readDate, readWeekday, readNear];

function parseDayWords(words: string, today: Day): Day | 'wrong' | null {
  for (const reader of dayReaders) {
    const read = reader(words, today);
    if (read !== null) return read;
  }
  return null;
}

/** `25/12`, `25/12/2026`, `ngày 25 tháng 12`, `ngày 5`, `mùng 5`: the next one when no year or month is said. */
function readDate(words: string, today: Day): Day | 'wrong' | null {
  const rest = words
    .replace(/(?:^| )(?:luc )?\d{1,2} ?(?:gio|h|g)(?: \d{1,2}(?! ?thang))?(?= |$)/, ' ')
    .trim();
  const found =
    /(?:ngay |mung |^| )(\d{1,2}) (?:thang )?(\d{1,2})(?: (?:nam )?(\d{4}|\d{2}))?(?= |$)/.exec(rest) ??
    /(?:ngay|mung) (\d{1,2})(?= |$)/.exec(rest);
  if (found === null) return null;
  const [, date = '', month, year] = found;
  if (month === undefined) return nextDate(Number(date), today) ?? 'wrong';
  const full = year === undefined ? null : Number(year) < 100 ? 2000 + Number(year) : Number(year);
  const thisYear = Number(today.slice(0, 4));
  const made = makeDay(full ?? thisYear, Number(month), Number(date));
  if (made === null) return 'wrong';
  // Without a year a day long past means the next one; a day just past is a slip that is to be noticed.
  const next = full === null && made < addDays(today, -longPast);
  return next ? (makeDay(thisYear + 1, Number(month), Number(date)) ?? 'wrong') : made;
}

const longPast = 180;

const makeDay = (year: number, month: number, date: number): Day | null =>
  readDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);

/** The next day with this date, from today on. */
function nextDate(date: number, today: Day): Day | null {
  for (let ahead = 0; ahead < 62; ahead += 1) {
    const day = addDays(today, ahead);
    if (Number(day.slice(8)) === date) return day;
  }
  return null;
}

/** "thứ hai", "thứ 2 tuần sau", "chủ nhật": the next one; "tuần sau" is the week after this one. */
function readWeekday(words: string, today: Day): Day | null {
  const found = /thu (hai|ba|tu|nam|sau|bay|[2-7])(?= |$)/.exec(words);
  const wanted = /chu nhat|(?:^| )cn(?= |$)/.test(words)
    ? 7
    : found === null
      ? undefined
      : weekdays[found[1] ?? ''];
  if (wanted === undefined) return null;
  const monday = addDays(today, 1 - weekdayOf(today));
  if (/tuan (?:sau|toi)/.test(words)) return addDays(monday, 7 + wanted - 1);
  const thisWeek = addDays(monday, wanted - 1);
  return thisWeek < today ? addDays(thisWeek, 7) : thisWeek;
}

function readNear(words: string, today: Day): Day | null {
  if (/ngay kia|(?:^| )mot(?= |$)/.test(words)) return addDays(today, 2);
  if (/(?:^| )mai(?= |$)|tomorrow/.test(words)) return addDays(today, 1);
  if (/hom qua|yesterday/.test(words)) return addDays(today, -1);
  return /hom nay|(?:sang|trua|chieu|toi) nay|bay gio|today/.test(words) ? today : null;
}
