/** Pure: which option of a closed list a person means: by button, number, label or everyday words. */

import type { Language } from '../core/model.ts';
import { fold, readings } from '../core/vietnamese.ts';
import type { Book, Option } from './define.ts';

/** Finds the one option a typed text means, or `null` when none or more than one fits. Numbers count from 1. */
export function matchOption(
  options: readonly Option[],
  typed: string,
  book: Book,
  language: Language,
): Option | null {
  const number = /^\s*(?:số|so|no\.?|#)?\s*(\d{1,2})\s*[.)]?\s*$/iu.exec(typed)?.[1];
  if (number !== undefined) return options[Number(number) - 1] ?? null;
  const said = saidIn(typed);
  const named = options.map((option) => ({ option, names: namesOf(option, book, language) }));
  const exact = named.filter(({ names }) => names.some((name) => said.includes(name)));
  if (exact.length > 0) return only(exact);
  const agreement = book.understanding.agreement(typed);
  const agreed = options.find(({ value }) => value === agreement);
  if (agreed !== undefined) return agreed;
  // A yes or no is never read out of a longer text: "để xem đã" is no consent.
  if (options.some(({ value }) => value === 'yes')) return null;
  return only(
    named.filter(({ names }) => names.some((name) => said.some((reading) => contains(name, reading)))),
  );
}

/** Finds the option whose whole name was typed: beside an open question anything less may be the answer itself. */
export function namedOption(
  options: readonly Option[],
  typed: string,
  book: Book,
  language: Language,
): Option | null {
  const said = saidIn(typed);
  const named = options.filter((option) =>
    namesOf(option, book, language).some((name) => said.includes(name)),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

const saidIn = (typed: string): readonly string[] => readings(typed).filter((reading) => reading !== '');

function only(found: readonly { readonly option: Option }[]): Option | null {
  return found.length === 1 ? (found[0]?.option ?? null) : null;
}

/** A typed part of a label, or a label inside a longer text, counts from three letters on. */
function contains(name: string, reading: string): boolean {
  const within = (whole: string, part: string) => part.length >= 3 && ` ${whole} `.includes(` ${part} `);
  return within(name, reading) || within(reading, name);
}

function namesOf(option: Option, book: Book, language: Language): readonly string[] {
  const { label, words } = option;
  const own =
    'plain' in label ? [fold(label.plain)] : foldedList(book.text(label, language).replaceAll(',', ' '));
  const further = words === undefined ? [] : foldedList(book.text({ key: words }, language));
  return [...own, ...further].filter((name) => name !== '');
}

/** Labels and their words are few and asked for at every choice: each list is folded once. */
const folded = new Map<string, readonly string[]>();

function foldedList(text: string): readonly string[] {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const names = text
    .split(',')
    .map(fold)
    .filter((name) => name !== '');
  folded.set(text, names);
  return names;
}
