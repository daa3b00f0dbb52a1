/** Pure: a place as officers type it: its link taken out, "đi thực tế" understood. */
import type { Session } from './class.ts';

export type Place = Pick<Session, 'venue' | 'link' | 'isFieldTrip'>;

const linkIn = /https?:\/\/\S+/u;
const tripWords = /^(?:đi )?(?:thực tế|tham quan)\s*[:,–-]?\s*/iu;

/** An empty venue: only a link was given. */
export function placeIn(text: string): Place {
  const link = linkIn.exec(text)?.[0];
  const words = text.normalize('NFC').replace(linkIn, ' ').replace(/\s+/gu, ' ').trim();
  const isFieldTrip = tripWords.test(words);
  const venue = words.replace(tripWords, '').replace(/[\s,:–-]+$/u, '') || words;
  return { venue, isFieldTrip, ...(link === undefined ? {} : { link }) };
}
