/**
 * Pure: an announcement in other forms: read out over the commune's loudspeakers (no links, signs and numbers spoken, said
 * twice as custom has it) and as a post for the fan page.
 */
import type { AnnouncementContent } from './announcement.ts';
import { compile, fill, textIn, type Values } from './announcement-text.ts';

/** The phrases around it, in Vietnamese: loudspeakers speak nothing else. */
export interface SpokenFrame {
  /** "A lô, a lô." */
  readonly opening: string;
  /** "Xin nhắc lại." */
  readonly again: string;
  /** "Xin cảm ơn bà con đã lắng nghe." */
  readonly closing: string;
}

const links = /\s*\(?\bhttps?:\/\/\S+\)?/giu;
const emoji = /\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu;

type Spoken = readonly [RegExp, string | ((...found: string[]) => string)];

/** How signs and shortened forms are said, in this order. */
const spokenForms: readonly Spoken[] = [
  [/\b(\d{1,2})[h:](\d{2})\b/giu, (_, hour, minute) => spokenTime(hour ?? '', minute ?? '')],
  [/\b(\d{1,2})h\b/giu, (_, hour) => `${Number(hour)} giờ`],
  [/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/gu, (_, d, m, y) => `ngày ${Number(d)} tháng ${Number(m)} năm ${y}`],
  [/\b(\d{1,2})\/(\d{1,2})\b/gu, (_, d, m) => `ngày ${Number(d)} tháng ${Number(m)}`],
  [/\bngày ngày\b/giu, 'ngày'],
  [/\b(0\d{2,3})[ .]?(\d{3})[ .]?(\d{3,4})\b/gu, (number) => [...number.replaceAll(/\D/gu, '')].join(' ')],
  [/(\d)\s*%/gu, '$1 phần trăm'],
  [/\bUBND\b/gu, 'Ủy ban nhân dân'],
  [/\bHĐND\b/gu, 'Hội đồng nhân dân'],
  [/\bHTX\b/gu, 'hợp tác xã'],
  [/\bTHT\b/gu, 'tổ hợp tác'],
  [/\bNTM\b/gu, 'nông thôn mới'],
  [/\bTX\b/gu, 'thị xã'],
  [/\bTP\.?\s?/gu, 'thành phố '],
  [/\bOCOP\b/gu, 'Ô-cốp'],
  [/\s*[–—]\s*/gu, ', '],
  [/[*_#•]/gu, ''],
  [/&/gu, ' và '],
];

const spokenTime = (hour: string, minute: string): string =>
  Number(minute) === 0 ? `${Number(hour)} giờ` : `${Number(hour)} giờ ${Number(minute)} phút`;

/** The text for the loudspeaker: no links, nothing that cannot be said, the core of it twice. */
export function loudspeakerText(
  content: AnnouncementContent,
  anybody: Values,
  { opening, again, closing }: SpokenFrame,
): string {
  const words = spoken(fill(compile(textIn(content, 'vi')), anybody));
  return [opening, words, again, words, closing].join('\n\n');
}

/** Says a written text: one sentence a line, so that the reader finds their breath. */
export function spoken(text: string): string {
  const bare = text.replaceAll(links, '').replaceAll(emoji, '');
  const said = spokenForms.reduce((words, [form, how]) => words.replaceAll(form, how as string), bare);
  return said
    .split(/\n+|(?<=[.!?])\s+/u)
    .map((line) =>
      line
        .replaceAll(/\s+/gu, ' ')
        .replaceAll(/\s+([,.!?;:])/gu, '$1')
        .trim(),
    )
    .filter((line) => line !== '')
    .map((line) => (/[.!?:]$/u.test(line) ? line : `${line}.`))
    .join('\n');
}

/** The post for the fan page: the words for everybody, links written out, tags last. */
export function fanPagePost(content: AnnouncementContent, anybody: Values, tags: readonly string[]): string {
  const words = fill(compile(textIn(content, 'vi')), anybody).trim();
  const written = content.buttons.flatMap((button) =>
    button.kind === 'link' ? [`${button.label}: ${button.url}`] : [],
  );
  return [words, written.join('\n'), tags.map((tag) => `#${tag}`).join(' ')]
    .filter((part) => part !== '')
    .join('\n\n');
}
