/**
 * Pure: an announcement as the commune's loudspeaker reads it: no links, no signs, numbers of dates and hours in words
 * that are spoken; and as a post for the commune's page.
 */

import type { AnnouncementContent } from './announcement.ts';
import { textIn } from './announcement-text.ts';

/** What is said instead of letters: `HTX` → `hợp tác xã`. */
export type Abbreviations = Readonly<Record<string, string>>;

/** Words around numbers, in the language that is spoken. */
export interface SpokenWords {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly to: string;
  readonly abbreviations: Abbreviations;
  /** What stands for each `{placeholder}`. */
  readonly anybody: Readonly<Record<'name' | 'commune' | 'province' | 'hamlet', string>>;
}

const links = /(?:https?:\/\/|www\.)\S+/giu;
const signs = /[^\p{L}\p{N}\p{M}\s.,;:!?%/()–-]/gu;

/** The words as they are read out, a sentence a line. */
export function spoken(text: string, words: SpokenWords): string {
  const said = text
    .normalize('NFC')
    .replaceAll(links, '')
    .replaceAll(signs, ' ')
    .replaceAll(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/gu, `$1 ${words.month} $2 ${words.year} $3`)
    .replaceAll(/\b(\d{1,2})\/(\d{1,2})\b/gu, `$1 ${words.month} $2`)
    .replaceAll(/\b(\d{1,2})(?:h|g|:)(\d{2})\b/giu, `$1 ${words.hour} $2`)
    .replaceAll(/\b(\d{1,2})[hg]\b/giu, `$1 ${words.hour}`)
    .replaceAll(/(\d)\s*[–-]\s*(\d)/gu, `$1 ${words.to} $2`);
  return expanded(said, words.abbreviations)
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) =>
      sentence
        .replaceAll(/\s+/gu, ' ')
        .replaceAll(/\s([.,;:!?])/gu, '$1')
        .trim(),
    )
    .filter((sentence) => /\p{L}/u.test(sentence))
    .join('\n');
}

function expanded(text: string, abbreviations: Abbreviations): string {
  return Object.entries(abbreviations).reduce(
    (all, [short, long]) =>
      all.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${short}(?![\\p{L}\\p{N}])`, 'gu'), long),
    text,
  );
}

/** Words for everybody at once: placeholders that name one person speak to all. */
export const wordsForAll = (content: AnnouncementContent): string => textIn(content, 'vi');
