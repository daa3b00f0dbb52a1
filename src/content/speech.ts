/** Loads `content/synonyms.yaml`: how people speak when they ask. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { type Language, languages } from '../core/model.ts';
import { parsePhrase } from '../core/phrase.ts';
import type { Speech } from '../core/retrieval-term.ts';
import { type PlacedWord, placedWords, readYaml, wordLines } from './yaml-file.ts';

const speech = z.strictObject({
  weak: wordLines,
  same: z.array(z.array(z.string().min(1)).min(2)),
  asking: wordLines,
  asking_at_end: wordLines,
  stating: wordLines,
  rude: wordLines,
  elsewhere: wordLines,
});
const schema = z.strictObject({ vi: speech, en: speech });

/** Loads and checks the words. @throws ConfigError naming file and line of every word with two meanings */
export function loadSpeech(path: string): Readonly<Record<Language, Speech>> {
  const { value, fault } = readYaml(path, schema);
  const faults = languages.flatMap((language) =>
    twice(value[language].same.flatMap((phrases, at) => placedWords(phrases, [language, 'same', at]))).map(
      ({ word, path: place }) => fault(place, `"${word}" stands in two lists, or has no letters`),
    ),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  const read = ({
    weak,
    same,
    asking,
    asking_at_end,
    stating,
    rude,
    elsewhere,
  }: z.output<typeof speech>): Speech => ({
    weak: weak.flat(),
    same,
    asking: asking.flat(),
    askingAtEnd: asking_at_end.flat(),
    stating: stating.flat(),
    rude: rude.flat(),
    elsewhere: elsewhere.flat(),
  });
  return { vi: read(value.vi), en: read(value.en) };
}

/** A phrase in two lists would join their meanings. */
function twice(words: readonly PlacedWord[]): readonly PlacedWord[] {
  const seen = new Set<string>();
  return words.filter(({ word }) => {
    const key = parsePhrase(word)
      .words.map(({ marked }) => marked)
      .join(' ');
    const known = key === '' || seen.has(key);
    seen.add(key);
    return known;
  });
}
