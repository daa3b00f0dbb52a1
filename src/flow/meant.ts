/**
 * Pure: what a first text means that is none of our phrases, weighed by all its words. A wish to stop all messages is
 * obeyed when it is clear, asked about when it may mean something else, and never missed.
 */
import type { Guess } from '../core/intent-model.ts';
import type { TurnContext } from './context.ts';
import { type GlobalWord, globalWords } from './define.ts';

export type Meant =
  /** `plain`: hardly anything else can be meant; `asks`: a question to the handbook may be. */
  | { readonly kind: 'flow'; readonly flow: string; readonly plain: boolean; readonly asks: boolean }
  | { readonly kind: 'word'; readonly word: GlobalWord }
  | { readonly kind: 'stop'; readonly clear: boolean }
  /** `or`: the conversation it may ask for, should the handbook have no answer. */
  | { readonly kind: 'question'; readonly or: string | null }
  /** `surely`: no matter of ours, whatever words the handbook shares with it. */
  | { readonly kind: 'nothing'; readonly surely: boolean };

export interface Sounding {
  /** Best first. */
  readonly guesses: readonly Guess[];
  /** The flow of which a phrase stands inside the text. */
  readonly inside: string | null;
  /** An officer's "stop" may mean an announcement on its way to others. */
  readonly officer: boolean;
}

/** Shares of belief; measured on sentences left out of the learning. */
const plain = 0.75;
const likely = 0.25;
/** A matter that is not ours this surely is not answered from the handbook; of 153 strange messages 151 were none of ours. */
const surelyOther = 0.9;
/** A wish to stop is never less than asked about from here on. */
const maybeStop = 0.25;
/** From here on the handbook is looked into before a flow begins. */
const maybeQuestion = 0.3;
/** Believed in this much, what a phrase names as well goes before a question. */
const namedToo = 0.05;
/** A conversation believed in this much is begun where the handbook knows no answer. */
const elseFlow = 0.15;
/** Conversations that only officers get into. Others hardly ever ask for them, and mean something beside them. */
export const officersOnly: readonly string[] = [
  ...['announce', 'announcements', 'announcement-progress', 'questions', 'officer-certificates', 'call-list'],
  ...['letters', 'figures', 'check-in', 'class-papers', 'make-class', 'class-desk', 'enrol-file'],
];
const fromOthers = 0.1;

/** What else must be meant this surely, before the phrase of a wish to stop is not asked about. */
const surelyElse = 0.6;

/** Weighs what was guessed against the phrase found inside. */
export function weigh(sounding: Sounding): Meant {
  const { inside, officer } = sounding;
  const guesses = officer ? sounding.guesses : asAnybody(sounding.guesses);
  const first = guesses[0] ?? { meaning: 'other', share: 0 };
  const stopping = stopMeant(guesses, inside, officer);
  if (stopping !== null) return stopping;
  const meaning = first.share >= likely ? beforeQuestion(first.meaning, inside, guesses) : '';
  if (meaning === 'question') return { kind: 'question', or: inside ?? nextFlow(guesses) };
  if (meaning === 'other' && (inside === null || first.share >= plain))
    return { kind: 'nothing', surely: first.share >= surelyOther };
  const word = globalWords.find((one) => meaning === `global-${one}`);
  if (word !== undefined) return { kind: 'word', word };
  if (meaning !== '' && isFlow(meaning)) {
    const asks = shareOf('question', guesses) >= maybeQuestion;
    return { kind: 'flow', flow: nearer(meaning, inside), plain: first.share >= plain, asks };
  }
  return inside === null
    ? { kind: 'nothing', surely: false }
    : { kind: 'flow', flow: inside, plain: false, asks: true };
}

const shareOf = (wanted: string, guesses: readonly Guess[]): number =>
  guesses.find(({ meaning }) => meaning === wanted)?.share ?? 0;

/** A conversation named by a phrase as well goes before a question. */
const beforeQuestion = (meaning: string, inside: string | null, guesses: readonly Guess[]): string =>
  meaning === 'question' && inside !== null && shareOf(inside, guesses) >= namedToo ? inside : meaning;

const nextFlow = (guesses: readonly Guess[]): string | null =>
  guesses.find(({ meaning, share }) => isFlow(meaning) && share >= elseFlow)?.meaning ?? null;

/** Conversations that are one page of another: the words learnt lead to the whole, a phrase to the page. */
const pageOf: Readonly<Record<string, string>> = { interests: 'settings' };

const nearer = (guessed: string, inside: string | null): string =>
  inside !== null && pageOf[inside] === guessed ? inside : guessed;

/** The guesses about somebody who is no officer: what is taken from officers' conversations goes to all others. */
function asAnybody(guesses: readonly Guess[]): readonly Guess[] {
  const scaled = guesses.map(({ meaning, share }) => ({
    meaning,
    share: officersOnly.includes(meaning) ? share * fromOthers : share,
  }));
  const sum = (all: readonly Guess[]) => all.reduce((total, { share }) => total + share, 0);
  const whole = 1 - sum(guesses) + sum(scaled);
  return scaled
    .map(({ meaning, share }) => ({ meaning, share: share / whole }))
    .sort((a, b) => b.share - a.share);
}

/** An answer to an announcement has its own way; the rest of these names is no flow. */
const isFlow = (meaning: string): boolean =>
  meaning !== 'question' && meaning !== 'other' && meaning !== 'rsvp' && !meaning.startsWith('global-');

function stopMeant(guesses: readonly Guess[], inside: string | null, officer: boolean): Meant | null {
  const [first] = guesses;
  const share = shareOf('stop', guesses);
  const elsewhere = first !== undefined && first.meaning !== 'stop' && first.share >= surelyElse;
  if (elsewhere || (inside !== 'stop' && share < maybeStop)) return null;
  const clear = first?.meaning === 'stop' && (share >= plain || inside === 'stop') && !officer;
  return { kind: 'stop', clear };
}

/** Nobody has to finish a form to be left in peace. Only where a phrase of it stands in the text, so that others pay nothing. */
export function stopsClearly({ input, book, world }: TurnContext): boolean {
  const guesses = input.kind === 'text' ? book.understanding.guess(input.text) : [];
  const meant = weigh({ guesses, inside: 'stop', officer: world.officer !== null });
  return meant.kind === 'stop' && meant.clear;
}
