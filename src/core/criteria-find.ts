/** Pure: finds a criterion from what was typed ("2.2", "tiêu chí 2.2", "bao bi"), and the law of a day. */
import { criteriaIn, criterionOf } from './criteria.ts';
import type { CriteriaSet, Criterion, LegalDocument } from './criteria-set.ts';
import type { Day } from './model.ts';
import { fold } from './vietnamese.ts';

/** Words that say nothing about which criterion is meant. */
const empty = new Set([
  'tieu',
  'chi',
  'muc',
  'diem',
  've',
  'la',
  'gi',
  'san',
  'pham',
  'cua',
  'co',
  'va',
  'the',
  'nao',
]);

/**
 * Gives the criteria that fit what was typed, best first: the code when one stands there, else those that share the
 * most words with it. Empty when nothing fits.
 */
export function findCriteria(set: CriteriaSet, typed: string, limit = 3): readonly Criterion[] {
  const code = /(?:^|[^\d.,])(\d{1,2}(?:[.,]\d){0,2})(?![\d.,])/.exec(typed)?.[1]?.replaceAll(',', '.');
  const exact = code === undefined ? null : criterionOf(set, code);
  if (exact !== null) return [exact];
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  return criteriaIn(set)
    .map((criterion) => ({ criterion, fit: fitOf(criterion, words) }))
    .filter(({ fit }) => fit >= leastFit)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, limit)
    .map(({ criterion }) => criterion);
}

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word.length > 1 && /[a-z]/.test(word) && !empty.has(word));

/** What a word is worth where it is found: in the name, in the question, anywhere else. */
const weights = [1, 0.5, 0.4];
const leastFit = 0.4;

/** Share of the typed words found, the better the nearer to the name; a name met whole counts a little more. */
function fitOf({ name, ask, explain, options }: Criterion, words: readonly string[]): number {
  const places = [[name], [ask], [explain, ...options.map(({ text }) => text)]].map(
    (texts) => new Set(texts.flatMap(({ vi, en }) => [...wordsOf(vi), ...wordsOf(en)])),
  );
  const found = words.reduce(
    (sum, word) => sum + (weights[places.findIndex((place) => place.has(word))] ?? 0),
    0,
  );
  const own = wordsOf(name.vi);
  const covered = own.filter((word) => words.includes(word)).length / Math.max(own.length, 1);
  return found / words.length + covered / 10;
}

/** The decisions in force on a day, oldest first: which law an old certificate was given under. */
export function documentsOn(documents: readonly LegalDocument[], day: Day): readonly LegalDocument[] {
  return documents.filter(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day < effectiveTo),
  );
}
