/** Pure: where an input belongs: the live conversation, another flow, or a word that means the same everywhere. */
import { isThanks, rsvpIn } from '../core/announcement-reply.ts';
import type { Reply } from '../core/handbook.ts';
import { isSheet } from '../core/sheet-file.ts';
import { countWords, hasMarks } from '../core/vietnamese.ts';
import { replyTo } from './answer.ts';
import { codeAskedFor } from './code.ts';
import { languageOf, optionsOf, sceneOf, type TurnContext } from './context.ts';
import { deepLink, typedLink } from './deep-link.ts';
import { type Conversation, type GlobalWord, globalWords, type Option, type Session } from './define.ts';
import { matchOption, namedOption, slippedOption } from './match-option.ts';
import { type Meant, weigh } from './meant.ts';
import type { Query } from './needs.ts';
import { parseReference, type Reference } from './reference.ts';

/** What the turn does first; decided before the data of the flow is loaded. */
export type Move =
  | { readonly kind: 'start'; readonly to: Reference; readonly after?: string }
  | { readonly kind: 'answer' }
  /** Takes a form left open up again; `answer` reads the input as its answer, else its question is asked again. */
  | { readonly kind: 'unpark'; readonly flow: string; readonly answer: boolean }
  | { readonly kind: 'word'; readonly word: GlobalWord }
  | { readonly kind: 'stale' }
  | { readonly kind: 'lost' };

/** Decides the move for one input. */
export function route(ctx: TurnContext, session: Session): Move {
  const { input } = ctx;
  if (input.kind === 'button') return routeButton(ctx, session, input.payload);
  if (input.kind === 'start') return { kind: 'start', to: deepLink(input.arg) ?? { flow: home(ctx) } };
  const link = input.kind === 'text' && !takesCodes(ctx, session.current) ? typedLink(input.text) : null;
  if (link !== null) return { kind: 'start', to: link };
  const word = input.kind === 'text' ? globalWord(ctx, session.current, input.text) : null;
  const waiting = session.parked.at(-1);
  const filling = ctx.book.flows[session.current?.flow ?? '']?.resumable === true;
  if (word === 'resume' && !filling && waiting !== undefined)
    return { kind: 'unpark', flow: waiting.flow, answer: false };
  const option = optionMeant(ctx, session.current);
  const asWord = option === null ? word : wordOf(option.value);
  if (asWord !== null) return { kind: 'word', word: asWord };
  if (session.current !== null) return { kind: 'answer' };
  return offered(ctx, session) ?? routeFresh(ctx);
}

const takesCodes = ({ book }: TurnContext, current: Conversation | null): boolean => {
  const step = book.flows[current?.flow ?? '']?.steps[current?.step ?? ''];
  return step?.kind === 'ask' && step.takesCodes === true;
};

/** Global words that are also names when their diacritics are left out: Dung, Huy, Hủy, Sữa. */
const wordsLikeNames: readonly GlobalWord[] = ['stop', 'cancel', 'edit'];

/** The global word a text is, unless the present question asks for a name and the text may well be one. */
function globalWord(ctx: TurnContext, current: Conversation | null, text: string): GlobalWord | null {
  const word = ctx.book.understanding.global(text);
  const step = ctx.book.flows[current?.flow ?? '']?.steps[current?.step ?? ''];
  const asksName = step?.kind === 'ask' && step.isName === true && current?.overlay === undefined;
  const bare = !hasMarks(text) && !/\s/u.test(text.trim());
  return asksName && bare && word !== null && wordsLikeNames.includes(word) ? null : word;
}

/**
 * A number or label typed after an offer that no conversation waits on. Words that only hold a label, or are a part of
 * one, count for it unless they ask for something else.
 */
function offered(ctx: TurnContext, session: Session): Move | null {
  const { offered: options = [] } = session;
  if (ctx.input.kind !== 'text' || options.length === 0) return null;
  const { text } = ctx.input;
  const at = [options, text, ctx.book, languageOf(ctx)] as const;
  const named = namedOption(...at);
  const option = named ?? (asksSurely(ctx) ? null : (matchOption(...at) ?? slippedOption(...at)));
  if (option === null) return null;
  const to = withAsked(parseReference(option.value), session);
  const wanted = named !== null ? undefined : ctx.book.understanding.intent(text)?.flow;
  return wanted === undefined || wanted === to.flow ? { kind: 'start', to } : null;
}

/** A question handed on by a button: `@asked` stands for it. */
const withAsked = (to: Reference, { asked }: Session): Reference => {
  if (to.arg !== '@asked') return to;
  const { arg: _, ...rest } = to;
  return asked === undefined ? rest : { ...rest, arg: asked };
};

/** What was heard, in which world. */
type Heard = Pick<TurnContext, 'input' | 'world'>;

const typedText = ({ input }: Pick<TurnContext, 'input'>): string =>
  input.kind === 'text' ? input.text : '';

/** Flows whose phrases are also parts of many questions ("đăng ký sản phẩm cần giấy gì"). */
const nearQuestions: readonly string[] = ['register-idea', 'officer', 'settings'];
/** How near a question must come to the handbook to outrank a flow whose phrase is part of it. */
const outranks = 0.8;

const sentenceFrom = 6;

const topScore = ({ hits }: Reply): number => hits[0]?.score ?? 0;

/** Worded as a question, and the handbook surely has the answer. A number is an answer or a choice, never a question. */
function asksSurely(ctx: Heard, least = 0): boolean {
  const text = typedText(ctx);
  if (!/\p{L}/u.test(text) || !ctx.world.handbook.isQuestion(text)) return false;
  const reply = replyTo(ctx.world, text);
  return reply.kind === 'found' && reply.sure && topScore(reply) >= least;
}

/**
 * What the handbook has something to say to, if only that it does not know. A stranger is first made welcome. To what is
 * surely no matter of ours it may say so, but answers nothing that merely shares its words.
 */
export function mayBeAnswered(ctx: Heard, surelyOther = false): boolean {
  const text = typedText(ctx);
  if (!/\p{L}/u.test(text)) return false;
  const reply = replyTo(ctx.world, text);
  if (surelyOther && reply.kind === 'found') return false;
  const asks = ctx.world.handbook.isQuestion(text);
  if (ctx.world.contact.consents.service === undefined) return reply.kind === 'found' && reply.sure && asks;
  if (asks || reply.kind !== 'found') return asks || reply.kind !== 'unknown';
  // Words alone ("tem ocop") must come nearer than a question to be taken for one; a whole sentence says enough.
  return reply.sure && (countWords(text) >= sentenceFrom || topScore(reply) >= outranks);
}

/** The handbook has more to say to it than that it does not know. */
const isKnown = (ctx: Heard): boolean =>
  mayBeAnswered(ctx) && replyTo(ctx.world, typedText(ctx)).kind !== 'unknown';

/** The global word an option stands for (`@cancel`). */
const wordOf = (value: string | undefined): GlobalWord | null =>
  globalWords.find((word) => value === `@${word}`) ?? null;

/** A first text outside any conversation: what it asks for, else the start page. */
function routeFresh(ctx: TurnContext): Move {
  if (isSheet(ctx.input) && ctx.world.contact.consents.service === true) return begin('sent-sheet');
  const coded = codeAskedFor(ctx);
  if (coded !== null) return { kind: 'start', to: coded };
  const text = typedText(ctx);
  const intent = ctx.input.kind === 'text' ? ctx.book.understanding.intent(text) : null;
  if (mayReply(ctx) && (rsvpIn(text) !== null || isThanks(text))) return replying(intent?.flow);
  if (intent?.exact === true)
    return intent.flow === 'stop' && ctx.world.officer !== null ? asksWhatToStop : begin(intent.flow);
  const guesses = ctx.input.kind === 'text' ? ctx.book.understanding.guess(text) : [];
  const meant = weigh({ guesses, inside: intent?.flow ?? null, officer: ctx.world.officer !== null });
  return meant.kind === 'nothing' ? unmeant(ctx, meant.surely) : asMeant(ctx, meant, intent?.flow);
}

const begin = (flow: string): Move => ({ kind: 'start', to: { flow } });
const asksWhatToStop: Move = { kind: 'start', to: { flow: 'stop', step: 'ask' } };

/** The move for what was weighed. What is not plain may as well answer what was received last. */
function asMeant(ctx: TurnContext, meant: Meant, inside: string | undefined): Move {
  if (meant.kind === 'stop') return meant.clear ? begin('stop') : asksWhatToStop;
  if (meant.kind === 'word') return { kind: 'word', word: meant.word };
  if (meant.kind === 'flow') return asFlow(ctx, meant, inside);
  const or = meant.kind === 'question' && !isKnown(ctx) ? meant.or : null;
  return or === null ? unmeant(ctx) : beginOrReply(ctx, or);
}

function asFlow(ctx: TurnContext, meant: Meant & { kind: 'flow' }, inside: string | undefined): Move {
  if (meant.asks && nearQuestions.includes(meant.flow) && asksSurely(ctx, outranks)) return unmeant(ctx);
  const surely = inside === meant.flow || meant.plain;
  const asks = !surely || ctx.world.handbook.isQuestion(typedText(ctx));
  return asks ? beginOrReply(ctx, meant.flow) : begin(meant.flow);
}

/** A flow, unless the words may answer what was received last. */
const beginOrReply = (ctx: TurnContext, flow: string): Move => (mayReply(ctx) ? replying(flow) : begin(flow));

/** What asks for no conversation: an answer to what was received, a question, or nothing we know. */
function unmeant(ctx: TurnContext, surelyOther = false): Move {
  if (mayReply(ctx) && !asksSurely(ctx, outranks)) return replying(surelyOther ? nothingOfOurs : undefined);
  if (mayBeAnswered(ctx, surelyOther)) return { kind: 'start', to: { flow: 'handbook', step: 'answer' } };
  return ctx.world.contact.consents.service === undefined ? begin('welcome') : { kind: 'lost' };
}

/** Words may answer what was received last (an announcement, an officer's answer); a number is a choice, no words. */
const mayReply = ({ input, world }: TurnContext): boolean =>
  input.kind === 'text' && /\p{L}/u.test(input.text) && world.contact.consents.service !== undefined;

/** Stands for a flow where the words surely ask for none of ours. */
export const nothingOfOurs = 'nothing';

/** `flow`: where the words go when nothing was received. */
const replying = (flow: string | undefined): Move => ({
  kind: 'start',
  to: { flow: 'reply', ...(flow === undefined ? {} : { arg: flow }) },
});

function routeButton(ctx: TurnContext, session: Session, payload: string): Move {
  const to = withAsked(parseReference(payload), session);
  const { current, parked } = session;
  if (current !== null && to.flow === current.flow && to.step === current.step) {
    const word = wordOf(to.arg);
    return word === null ? { kind: 'answer' } : { kind: 'word', word };
  }
  if (parked.some(({ flow, step }) => flow === to.flow && step === to.step))
    return { kind: 'unpark', flow: to.flow, answer: true };
  const flow = ctx.book.flows[to.flow];
  if (flow === undefined) return { kind: 'stale' };
  return to.step === undefined || flow.entries.includes(to.step) ? { kind: 'start', to } : { kind: 'stale' };
}

/** The choice on the table that a text names; it wins over a global word ("sửa" at the review). */
function optionMeant(ctx: TurnContext, current: Conversation | null): Option | null {
  if (current === null || current.overlay !== undefined || ctx.input.kind !== 'text') return null;
  const step = ctx.book.flows[current.flow]?.steps[current.step];
  if (step === undefined || step.kind === 'end') return null;
  const scene = sceneOf(ctx, current);
  const asked = [ctx.input.text, ctx.book, languageOf(ctx)] as const;
  return step.kind === 'choose'
    ? matchOption(optionsOf(step.options, scene), ...asked)
    : namedOption(optionsOf(step.suggest, scene), ...asked);
}

/** Where a person without a question begins. */
export function home(ctx: TurnContext): string {
  return ctx.world.contact.consents.service === undefined ? 'welcome' : 'help';
}

/** The lookup that the step about to receive the input asks for, so that the shell can run it first. */
export function plannedLookup(ctx: TurnContext, session: Session, move: Move): Query | null {
  const target = receiver(session, move);
  if (target === null) return null;
  const step = ctx.book.flows[target.flow]?.steps[target.step ?? ''];
  return step?.lookup?.(ctx.input, sceneOf(ctx, target)) ?? null;
}

interface Receiver {
  readonly flow: string;
  readonly step?: string | undefined;
  readonly answers: Conversation['answers'];
  readonly arg?: string;
}

function receiver(session: Session, move: Move): Receiver | null {
  if (move.kind === 'start') return { ...move.to, answers: {} };
  if (move.kind === 'unpark') return session.parked.find(({ flow }) => flow === move.flow) ?? null;
  // A word or a stale button may say the present question again, which shows what the lookup finds.
  return session.current;
}

/** The flow whose data the move needs. */
export function targetFlow(session: Session, move: Move): string | null {
  if (move.kind === 'start') return move.to.flow;
  if (move.kind === 'unpark') return move.flow;
  return session.current?.flow ?? null;
}
