/** Pure: which option of a closed list a person means: by button, number, label or everyday words, typed with a slip or not. */
import type { Language } from '../core/model.ts';
import { countSlips } from '../core/spelling.ts';
import { isBareSyllable } from '../core/telex.ts';
import { fold, readings } from '../core/vietnamese.ts';
import { languageOf, optionsOf, sceneOf, type TurnContext } from './context.ts';
import type { Book, Conversation, Option, Step } from './define.ts';

/** The option a typed text means. Under an open question a bare number is the answer itself, not a choice. */
export function typedOption(ctx: TurnContext, step: Step, conversation: Conversation): Option | null {
  if (ctx.input.kind !== 'text' || step.kind === 'end') return null;
  const scene = sceneOf(ctx, conversation);
  const asked = [ctx.input.text, ctx.book, languageOf(ctx)] as const;
  return step.kind === 'choose'
    ? matchOption(optionsOf(step.options, scene), ...asked)
    : namedOption(optionsOf(step.suggest, scene), ...asked);
}

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

/** Shorter words have too many neighbours. */
const slippedFrom = 4;

/**
 * Finds the one option whose whole name was typed with a slip ("khônng", "vâg"). A slip shows: it leaves letters that
 * are no Vietnamese syllable, so another word ("Tân Dương" for "Tân Cương") is never taken for one.
 */
export function slippedOption(
  options: readonly Option[],
  typed: string,
  book: Book,
  language: Language,
): Option | null {
  const words = fold(typed).split(' ');
  if (/\d/.test(typed) || words.every(isBareSyllable)) return null;
  if (book.understanding.global(typed) !== null || book.understanding.intent(typed)?.exact === true)
    return null;
  const said = saidIn(typed);
  const near = options
    .filter(({ value }) => !value.startsWith('@'))
    .map((option) => ({ option, names: namesOf(option, book, language) }))
    .filter(({ names }) => names.some((name) => said.some((reading) => isSlip(reading, name))));
  const option = only(near);
  return option?.plainly === true ? null : option;
}

/** One slip; a key held down ("khôngggg") is none, however long. */
function isSlip(typed: string, name: string): boolean {
  const once = typed.replace(/(.)\1+/g, '$1');
  if (name.length < slippedFrom) return name.length > 1 && once === name;
  return [typed, once].some((word) => countSlips(word, name, 1) <= 1);
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
