/**
 * Pure: the engine's own questions over a step: "go on or start again?", "really leave?", "shall an officer help?".
 * Each is answered by a button `flow:step:@value` or by words; anything else is read as the step's answer.
 */
import type { Event } from '../core/event.ts';
import { languageOf, type Outcome, sceneOf, type TurnContext } from './context.ts';
import type { Conversation, Flow, Overlay, Session } from './define.ts';
import { matchOption, slippedOption } from './match-option.ts';
import { said } from './say.ts';
import { live, openConversation, park, sameErrand, withoutOverlay } from './session.ts';
import { arrive, repeat, skip } from './step.ts';

type Answered = (ctx: TurnContext, flow: Flow, session: Session, conversation: Conversation) => Outcome;

const goOn: Answered = (ctx, flow, session, conversation) => arrive(ctx, flow, session, conversation);

/** Sets the form aside with its answers and leads to the start page. */
export const later: Answered = (ctx, _flow, session, conversation) => ({
  session: park({ ...session, current: conversation }, ctx.book.flows),
  events: [said('engine.parked'), handedOver('help')],
});

const startAgain: Answered = (ctx, flow, session, conversation) =>
  arrive(ctx, flow, session, openConversation(ctx, flow, sameErrand(conversation)));

const drop: Answered = (ctx, flow, session, conversation) => ({
  session: { current: null, parked: session.parked.filter((parked) => parked.flow !== flow.name) },
  events: [
    ...(flow.dropped?.(sceneOf(ctx, conversation)) ?? []),
    { type: 'conversation_ended', flow: flow.name, why: 'cancelled' },
    said('engine.cancelled'),
    handedOver('help'),
  ],
});

const askOfficer: Answered = (ctx, flow, session, conversation) =>
  repeat(ctx, flow, session, conversation, [
    { type: 'officer_asked', question: '', flow: flow.name, step: conversation.step },
    said('engine.officerAsked', { outcome: { slot: 'officerAsked' } }),
  ]);

/** Per overlay: what may be answered, in the order shown. */
const answers: Readonly<Record<Overlay, Readonly<Record<string, Answered>>>> = {
  resume: { go: goOn, fresh: startAgain, later },
  cancel: { keep: later, drop, go: goOn },
  stuck: { again: goOn, officer: askOfficer, skip, later },
};

/** Asks an overlay's question over the conversation. */
export function lay(flow: Flow, session: Session, conversation: Conversation, overlay: Overlay): Outcome {
  const choices = Object.keys(answers[overlay]).map((value) => ({
    label: { key: `engine.${overlay}.${value}` },
    payload: `${flow.name}:${conversation.step}:@${value}`,
  }));
  const title = { title: { key: `flow.${flow.name}` } };
  return {
    session: live(session, { ...conversation, overlay }),
    events: [said(`engine.${overlay}.ask`, title, { choices })],
  };
}

/** Reads the input as an answer to the overlay; `null` when it is none. */
export function answerOverlay(
  ctx: TurnContext,
  flow: Flow,
  session: Session,
  conversation: Conversation,
): Outcome | null {
  const overlay = conversation.overlay;
  if (overlay === undefined) return null;
  const step = flow.steps[conversation.step];
  const optional = step !== undefined && step.kind !== 'end' && step.optional === true;
  const value = chosen(ctx, overlay, optional);
  const act = value === null ? undefined : answers[overlay][value];
  return act === undefined ? null : act(ctx, flow, session, withoutOverlay(conversation));
}

/** Only what was shown may be chosen, or typed numbers would mean another line. */
function chosen(ctx: TurnContext, overlay: Overlay, optional: boolean): string | null {
  const { input } = ctx;
  if (input.kind === 'button') return input.payload.split(':').slice(2).join(':').replace(/^@/, '');
  if (input.kind !== 'text') return null;
  const shown = Object.keys(answers[overlay]).filter((value) => value !== 'skip' || optional);
  const options = shown.map((value) => ({ value, label: { key: `engine.${overlay}.${value}` } }));
  const asked = [options, input.text, ctx.book, languageOf(ctx)] as const;
  return (matchOption(...asked) ?? slippedOption(...asked))?.value ?? null;
}

/** Text keys that overlays use, for `inspect`. */
export const overlayTexts: readonly string[] = Object.entries(answers).flatMap(([overlay, values]) => [
  `engine.${overlay}.ask`,
  ...Object.keys(values).map((value) => `engine.${overlay}.${value}`),
]);

export const handedOver = (to: string): Event => ({ type: 'flow_handed_over', to });
