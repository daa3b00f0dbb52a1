/** Pure: a place as officers type it: its link taken out, "đi thực tế" understood. */
import type { Session } from './class.ts';

export type Place = Pick<Session, 'venue' | 'link' | 'isFieldTrip'>;

const linkIn = /https?:\/\/\S+/u;
const tripWords = /^(?:đi )?(?:thực tế|tham quan)\s*[:,–-]?\s*/iu;

/** The first link of a text, and the words around it. */
export function apartFromLink(text: string): { readonly words: string; readonly link?: string } {
  const link = linkIn.exec(text)?.[0];
  const words = text.normalize('NFC').replace(linkIn, ' ').replace(/\s+/gu, ' ').trim();
  return { words, ...(link === undefined ? {} : { link }) };
}

/** An empty venue: only a link was given. */
export function placeIn(text: string): Place {
  const { words, link } = apartFromLink(text);
  const isFieldTrip = tripWords.test(words);
  const venue = words.replace(tripWords, '').replace(/[\s,:–-]+$/u, '') || words;
  return { venue, isFieldTrip, ...(link === undefined ? {} : { link }) };
}
