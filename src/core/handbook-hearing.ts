/** Pure: how a typed text sounds before anything is searched: a question? an insult? a matter of another office? */

import type { Language } from './model.ts';
import { languages } from './model.ts';
import { createPhraseFinder, type Occurrence, parsePhrase, type Token, tokenReadings } from './phrase.ts';
import { type Speech, spellOut } from './retrieval-term.ts';
import { fold } from './vietnamese.ts';

export interface Heard {
  /** The ways to read it, insults left out. */
  readonly readings: readonly (readonly Token[])[];
  readonly asks: boolean;
  readonly rude: boolean;
  /** Matters of other offices it names, without diacritics. */
  readonly elsewhere: readonly string[];
}

const moods = ['asking', 'askingAtEnd', 'stating', 'rude', 'elsewhere'] as const;
type Mood = (typeof moods)[number];
interface Felt {
  readonly mood: Mood;
  readonly phrase: string;
}

/** Vietnamese asks at the beginning or the end; in the middle the same words mean "somebody", "a few". */
const asksWithin = { first: 2, last: 3 } as const;
/** "Thôi không" is an answer; "có mất tiền không" asks. */
const asksFrom = 4;

/** Builds the ear from how people speak, all languages at once. */
export function createHearing(speech: Readonly<Record<Language, Speech>>): (text: string) => Heard {
  const find = createPhraseFinder<Felt>(
    languages.flatMap((language) =>
      moods.flatMap((mood) =>
        speech[language][mood].map((phrase) => ({
          phrase: parsePhrase(phrase),
          value: { mood, phrase: fold(phrase) },
        })),
      ),
    ),
  );
  return (text) => {
    const readings = tokenReadings(spellOut(text)).map((tokens) => ({ tokens, felt: find(tokens) }));
    const of = (wanted: Mood) =>
      readings.flatMap(({ felt }) => felt.filter(({ value }) => value.mood === wanted));
    const asks = readings.some(({ tokens, felt }) => felt.some((one) => isAsking(one, tokens.length)));
    return {
      asks: asks || /[?？]\s*$/u.test(text),
      rude: of('rude').length > 0,
      elsewhere: of('elsewhere').map(({ value }) => value.phrase),
      readings: readings.map(({ tokens, felt }) => {
        const insults = felt.filter(({ value }) => value.mood === 'rude');
        return tokens.filter((_, at) => !insults.some(({ from, to }) => from <= at && at < to));
      }),
    };
  };
}

function isAsking({ value: { mood }, from, to }: Occurrence<Felt>, length: number): boolean {
  if (mood === 'askingAtEnd') return to === length && length >= asksFrom;
  return mood === 'asking' && (from < asksWithin.first || to > length - asksWithin.last);
}
