/**
 * Pure: a date somebody wants to be reminded of, as typed: "giấy an toàn thực phẩm hết hạn 12/5/2027, nhắc tôi". What it is
 * about and the day are told apart; a day without its year, or one that does not exist, is never guessed.
 */
import { parseDay } from './calendar.ts';
import type { Day } from './model.ts';
import { type NotedKind, notedTitleAtMost } from './noted-date.ts';
import { fold, normalise } from './vietnamese.ts';

export interface NotedWords {
  /** Without the day and the words that only ask to be reminded; empty when nothing else was said. */
  readonly title: string;
  readonly kind: NotedKind;
  readonly day: Day | 'impossible' | null;
}

const dayShape =
  /\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2})(?!\d)|\d{1,2}\s*th[áa]ng\s*\d{1,2}\s*(?:n[ăa]m)?\s*\d{4}/giu;

/** Words that ask to be reminded, at either end, and what joins a day to the rest. */
const asking =
  /^(?:(?:xin |hãy |làm ơn |nhờ )?(?:(?:nhắc|nhac)(?: (?:nhắc|nhac|giúp|giup|hộ|ho|cho|lại|lai|lịch|lich|ngày|ngay|tôi|toi|em|mình|minh|cháu|chau|bác|bac|cô|co|chú|chu|việc|viec))*|(?:ghi|đặt|nhớ|thêm|dat|nho|them)(?: (?:nhắc|nhac|giúp|giup|hộ|ho|cho|lại|lai|lịch|lich|ngày|ngay|tôi|toi|em|mình|minh|cháu|chau|bác|bac|cô|co|chú|chu|việc|viec))+))[\s:,]+/iu;
const askingAfter =
  /[\s,;.]*(?:(?:nhớ |xin |nho )?(?:nhắc|nhac)(?: (?:giúp|giup|hộ|ho|cho|tôi|toi|em|mình|minh|bác|bac|cô|co|với|voi|nhé|nhe|nha|trước|truoc))*|nhé|nhe|nha)[\s.!]*$/iu;
const joining =
  /[\s,;:.–-]*(?:vào ngày|vào|ngày|đến ngày|đến|tới ngày|là ngày|là|vao ngay|vao|ngay|den ngay|den|la ngay|la)?[\s,;:.–-]*$/iu;

/** Words by which a step of a trademark, or a paper with a last day, is known; folded. */
const trademark = /\b(?:nhan hieu|bao ho|so huu tri tue|shtt|thuong hieu|logo)\b/;
const paper =
  /\b(?:giay|phieu|kiem nghiem|xet nghiem|attp|an toan thuc pham|cong bo|chung nhan|haccp|iso|vietgap|globalgap|ocop|ma vach|giay phep)\b/;

/** What kind of date the words are about. */
export function kindOfNote(title: string): NotedKind {
  const words = fold(title);
  if (trademark.test(words)) return 'trademark';
  return paper.test(words) ? 'paper' : 'other';
}

/** Reads the words; of several days the last one counts. */
export function readNoted(typed: string): NotedWords {
  const text = normalise(typed);
  const found = [...text.matchAll(dayShape)].at(-1);
  if (found === undefined) {
    const title = titleOf(text);
    return { title, kind: kindOfNote(title), day: null };
  }
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  const title = titleOf(`${before.replace(joining, '')} ${after}`);
  return { title, kind: kindOfNote(title), day: parseDay(found[0]) ?? 'impossible' };
}

function titleOf(text: string): string {
  const bare = normalise(text)
    .replace(askingAfter, '')
    .replace(asking, '')
    .replace(/^[\s,;:.–-]+|[\s,;:.–-]+$/gu, '');
  return [...bare].slice(0, notedTitleAtMost).join('');
}
