/** Pure: a typed question and what the handbook says to it, as lines; beside a form the question asked is kept open. */
import type { Event, SaidLine, TextRef, Vars } from '../core/event.ts';
import type { HandbookDocument, Reply } from '../core/handbook.ts';
import { citationsOf, quoteOf } from '../core/handbook-quote.ts';
import type { Language } from '../core/model.ts';
import { countWords } from '../core/vietnamese.ts';
import { languageOf, type TurnContext } from './context.ts';
import type { Conversation, Scene, Step, World } from './define.ts';
import { typedOption } from './match-option.ts';

/** What the handbook says to a text. */
export const replyTo = ({ handbook, contact, today }: World, question: string): Reply =>
  handbook.ask(question, { language: contact.language ?? 'vi', today });

/** The source of a document, said below every quote and in its language, whatever the person reads otherwise. */
export function sourceOf(document: HandbookDocument, language: Language): TextRef {
  const cited = citationsOf(document, language);
  const key = cited.length > 0 ? 'law' : 'own';
  const doubt = document.confidence === 'general' || document.confidence === 'derived';
  return {
    key: doubt ? `handbook.source.${language}.${key}Unsure` : `handbook.source.${language}.${key}`,
    vars: { cited: cited.join('; ') },
  };
}

/** Title, quote and source of the best hit. */
export function quotedVars({ language, hits }: Reply): Vars {
  const document = hits[0]?.document;
  if (document === undefined) return { title: '', text: '', source: '' };
  const { title, text } = quoteOf(document, language);
  return { title, text, source: sourceOf(document, language) };
}

/**
 * Lines that answer a question typed in the middle of a form; `null` when the text is no question the handbook surely
 * answers, or is plainly an answer to what was asked. No buttons: a typed number still means the form's choices.
 */
export function answeredAside(
  ctx: TurnContext,
  step: Step | undefined,
  conversation: Conversation,
): readonly Event[] | null {
  const { input, world } = ctx;
  if (input.kind !== 'text' || step === undefined || step.kind === 'end') return null;
  if (step.kind === 'ask' && step.takesQuestions === true) return null;
  if (!isAsked(ctx, input.text) || isChoice(ctx, step, conversation)) return null;
  const reply = replyTo(world, input.text);
  if (reply.kind !== 'found' || !reply.sure) return null;
  const line: SaidLine = { text: { key: 'handbook.aside', vars: quotedVars(reply) } };
  return [{ type: 'said', line }];
}

/** A yes, a no or a few words are rather an answer than a question. */
const wordsFrom = 4;

const isAsked = ({ book, world }: TurnContext, text: string): boolean =>
  world.handbook.isQuestion(text) &&
  (countWords(text) >= wordsFrom || text.includes('?')) &&
  book.understanding.agreement(text) === null;

/** A choice named by its number or its whole name is no question, whatever it sounds like. */
function isChoice(ctx: TurnContext, step: Step, conversation: Conversation): boolean {
  const option = typedOption(ctx, step, conversation);
  if (option === null || ctx.input.kind !== 'text') return false;
  const label = ctx.book.text(option.label, languageOf(ctx));
  return ctx.input.text.trim().length <= label.length + 2 || /^\W*\d+\W*$/.test(ctx.input.text);
}

/** The question of a scene: the words just typed, or those handed over. */
export const questionOf = ({ input, arg }: Scene): string => arg ?? (input.kind === 'text' ? input.text : '');
