/** Loads `content/intents.yaml`: the phrases people type, by flow and by global word. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { type IntentData, parsePattern } from '../core/intent.ts';
import { groupBy, type Pattern } from '../core/intent-whole.ts';
import { languages } from '../core/model.ts';
import { type PlacedWord, placedWords, readYaml, wordLines, type YamlFile } from './yaml-file.ts';

const meanings = z.record(
  z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  z.strictObject({ vi: wordLines, en: wordLines }),
);
const schema = z.strictObject({
  polite: z.strictObject({ before: wordLines, after: wordLines }),
  globals: meanings,
  flows: meanings,
});
type File = z.output<typeof schema>;

interface Claim extends PlacedWord {
  readonly name: string;
  readonly pattern: Pattern;
}

/** Loads and checks the phrases. @throws ConfigError naming file and line of every phrase claimed twice */
export function loadIntents(path: string): IntentData {
  const file = readYaml(path, schema);
  const claims = claimsOf(file.value);
  const faults = [...claimedTwice(file, claims), ...empty(file, claims)];
  if (faults.length > 0) throw new ConfigError(faults);
  const { polite, globals, flows } = file.value;
  return {
    polite: { before: polite.before.flat(), after: polite.after.flat() },
    globals: joined(globals),
    flows: joined(flows),
  };
}

const joined = (section: File['flows']): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(section).map(([name, { vi, en }]) => [name, [...vi.flat(), ...en.flat()]]),
  );

function claimsOf(file: File): readonly Claim[] {
  return (['globals', 'flows'] as const).flatMap((section) =>
    Object.entries(file[section]).flatMap(([name, byLanguage]) =>
      languages.flatMap((language) =>
        placedWords(byLanguage[language], [section, name, language]).map(({ word, path }) => ({
          word,
          path,
          name,
          pattern: parsePattern(word),
        })),
      ),
    ),
  );
}

function claimedTwice(file: YamlFile<File>, claims: readonly Claim[]): readonly string[] {
  const alikes = [...groupBy(claims, (claim) => keyOf(claim, 'bare')).values()];
  return alikes.flatMap((alike) =>
    alike.flatMap((claim, at) => {
      const other = alike.slice(0, at).find((earlier) => isSame(earlier, claim));
      return other === undefined
        ? []
        : [file.fault(claim.path, `"${claim.word}" is already claimed by ${other.name} ("${other.word}")`)];
    }),
  );
}

/**
 * Of phrases alike without diacritics: two of different meanings are the same, for a text without diacritics may be
 * either; a strict one is told apart by its diacritics. Of one meaning only the very same phrase is one too many.
 */
function isSame(one: Claim, other: Claim): boolean {
  if (keyOf(one, 'marked') === keyOf(other, 'marked')) return true;
  return one.name !== other.name && !one.pattern.strict && !other.pattern.strict;
}

/** The phrase as compared, with or without diacritics. */
function keyOf({ word, pattern: { parts } }: Claim, form: 'marked' | 'bare'): string {
  if (parts.length === 0) return word;
  return parts.map((words) => words.map((one) => one[form]).join(' ')).join(' * ');
}

/** Signs without letters are for whole texts; a flow's phrase needs words. */
function empty(file: YamlFile<File>, claims: readonly Claim[]): readonly string[] {
  return claims
    .filter(({ path: [section], pattern }) => section === 'flows' && pattern.size === 0)
    .map(({ path, word }) => file.fault(path, `"${word}" has no letters`));
}
