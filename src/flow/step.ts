/** Pure: one input meets one step: understood → next step; not understood → the question again with a hint. */
import type { Event } from '../core/event.ts';
import type { Json } from '../core/model.ts';
import { languageOf, type Outcome, optionsOf, sceneOf, type TurnContext } from './context.ts';
import type {
  Answers,
  AskStep,
  ChooseStep,
  Conversation,
  Flow,
  Next,
  Option,
  Parsed,
  Scene,
  Session,
  Step,
} from './define.ts';
import { usualHint } from './hint.ts';
import { slippedOption, typedOption } from './match-option.ts';
import { type Saying, said, sayStep } from './say.ts';
import { live } from './session.ts';

/** Misses after which an officer's help is offered. */
const missesBeforeHelp = 3;

/** Goes to a step and says it; an end step also states its facts and closes the conversation. */
export function arrive(
  ctx: TurnContext,
  flow: Flow,
  session: Session,
  to: Conversation,
  saying: Saying = 'first',
): Outcome {
  const { conversation, step } = settle(ctx, flow, to);
  const events = sayStep(ctx, flow, { conversation, step }, saying);
  if (step.kind !== 'end') return { session: live(session, conversation), events };
  const scene = sceneOf(ctx, conversation);
  const facts = step.emit?.(scene) ?? [];
  const wanted = step.forgets === true ? undefined : conversation.after;
  const next = wanted ?? step.goTo?.pick(scene) ?? null;
  return {
    session: {
      ...closed(flow, session, facts, next === null ? optionsOf(step.offer, scene) : []),
      ...askedIn(step.asks?.(scene) ?? null),
    },
    events: [
      ...facts,
      ...events,
      { type: 'conversation_ended', flow: flow.name, why: 'done' },
      ...(next === null ? [] : [{ type: 'flow_handed_over', to: next } as const]),
    ],
  };
}

const askedIn = (asked: string | null) => (asked === null ? {} : { asked });

/** The session after a conversation ended. Half-filled forms are personal data too: erased with the rest. */
function closed(flow: Flow, session: Session, facts: readonly Event[], offered: readonly Option[]): Session {
  const erased = facts.some(({ type }) => type === 'data_erased');
  const parked = erased ? [] : session.parked.filter((one) => one.flow !== flow.name);
  return { current: null, parked, ...(offered.length > 0 ? { offered } : {}) };
}

/** Follows `instead` to the step that is really said, at most once round the flow, and keeps what it asks about. */
function settle(ctx: TurnContext, flow: Flow, to: Conversation): { conversation: Conversation; step: Step } {
  let conversation = to;
  for (let hops = 0; ; hops += 1) {
    const step = flow.steps[conversation.step];
    if (step === undefined) throw new RangeError(`${flow.name} has no step ${conversation.step}`);
    const scene = sceneOf(ctx, conversation);
    const other = hops < Object.keys(flow.steps).length ? (step.instead?.pick(scene) ?? null) : null;
    if (other === null) {
      const answers = { ...conversation.answers, ...step.keep?.(scene) };
      return { conversation: { ...conversation, answers }, step };
    }
    conversation = { ...conversation, step: other };
  }
}

/** Reads the input as the answer to the present step. `null`: it is none, and nothing was said yet. */
export function answer(
  ctx: TurnContext,
  flow: Flow,
  session: Session,
  conversation: Conversation,
): Outcome | null {
  const step = flow.steps[conversation.step];
  if (step === undefined || step.kind === 'end') return null;
  const parsed = parse(ctx, step, conversation);
  return parsed.ok ? accept(ctx, flow, session, conversation, step, parsed) : null;
}

function parse(ctx: TurnContext, step: AskStep | ChooseStep, conversation: Conversation): Parsed {
  const scene = sceneOf(ctx, conversation);
  const options = optionsOf(step.kind === 'choose' ? step.options : step.suggest, scene);
  const { input } = ctx;
  if (input.kind === 'button') {
    const value = input.payload.split(':').slice(2).join(':');
    const option = options.find((one) => one.value === value);
    if (option !== undefined) return { ok: true, value: option.value };
    return step.parse?.(input, scene) ?? { ok: false };
  }
  const option = typedOption(ctx, step, conversation);
  if (option !== null) return { ok: true, value: option.value };
  const parsed = step.parse?.(input, scene) ?? { ok: false };
  if (parsed.ok || step.kind !== 'choose' || input.kind !== 'text') return parsed;
  const slipped = slippedOption(options, input.text, ctx.book, languageOf(ctx));
  return slipped === null ? parsed : { ok: true, value: slipped.value };
}

interface Understood {
  readonly value: Json;
  readonly also?: Answers;
}

function accept(
  ctx: TurnContext,
  flow: Flow,
  session: Session,
  conversation: Conversation,
  step: AskStep | ChooseStep,
  { value, also }: Understood,
): Outcome {
  const answered: Conversation = {
    ...conversation,
    answers: { ...conversation.answers, [conversation.step]: value, ...also },
    trail: [...conversation.trail.filter((name) => name !== conversation.step), conversation.step],
    misses: 0,
  };
  const scene = sceneOf(ctx, answered);
  const facts = step.emit?.(scene) ?? [];
  const outcome = arrive(ctx, flow, session, goOn(flow, answered, step, scene));
  return { session: outcome.session, events: [...facts, ...outcome.events] };
}

/** Goes past an optional step without an answer. */
export function skip(ctx: TurnContext, flow: Flow, session: Session, conversation: Conversation): Outcome {
  const step = flow.steps[conversation.step];
  if (step === undefined || step.kind === 'end') return arrive(ctx, flow, session, conversation);
  if (step.optional !== true) return repeat(ctx, flow, session, conversation, [said('engine.cannotSkip')]);
  const { [conversation.step]: _, ...answers } = conversation.answers;
  const skipped = {
    ...conversation,
    answers,
    misses: 0,
    trail: [...conversation.trail.filter((name) => name !== conversation.step), conversation.step],
  };
  return arrive(ctx, flow, session, goOn(flow, skipped, step, sceneOf(ctx, skipped)));
}

/** Back to the question before, whose answer is asked anew. */
export function back(ctx: TurnContext, flow: Flow, session: Session, conversation: Conversation): Outcome {
  const { returnTo, ...rest } = conversation;
  if (returnTo !== undefined) return arrive(ctx, flow, session, { ...rest, step: returnTo, misses: 0 });
  const previous = conversation.trail.at(-1);
  if (previous === undefined) return repeat(ctx, flow, session, conversation, [said('engine.nothingBefore')]);
  const { [previous]: _, ...answers } = conversation.answers;
  return arrive(ctx, flow, session, {
    ...conversation,
    step: previous,
    answers,
    trail: conversation.trail.slice(0, -1),
    misses: 0,
  });
}

/** To the list of answers, where each can be changed. */
export function edit(ctx: TurnContext, flow: Flow, session: Session, conversation: Conversation): Outcome {
  const { returnTo: _, ...rest } = conversation;
  const { review } = flow;
  const seen = review === conversation.step || conversation.trail.includes(review ?? '');
  if (review === undefined || !seen) return back(ctx, flow, session, conversation);
  return arrive(ctx, flow, session, { ...rest, step: review, misses: 0 });
}

/** Says something and asks the present question again. */
export function repeat(
  ctx: TurnContext,
  flow: Flow,
  session: Session,
  conversation: Conversation,
  before: readonly Event[],
): Outcome {
  const outcome = arrive(ctx, flow, session, conversation, 'again');
  return { session: outcome.session, events: [...before, ...outcome.events] };
}

/** The answer did not fit: hint and question again; the third time an offer of help instead. */
export function miss(ctx: TurnContext, flow: Flow, session: Session, conversation: Conversation): Outcome {
  const step = flow.steps[conversation.step];
  const missed: Conversation = { ...conversation, misses: conversation.misses + 1 };
  const parsed: Parsed =
    step !== undefined && step.kind !== 'end' ? parse(ctx, step, conversation) : { ok: false };
  const own = !parsed.ok && parsed.hint !== undefined ? said(parsed.hint, parsed.vars) : null;
  const hint = own ?? usualHint(ctx, step, conversation);
  if (missed.misses < missesBeforeHelp) return repeat(ctx, flow, session, missed, [hint]);
  const saysMore = own !== null || ctx.input.kind !== 'text';
  return {
    session: live(session, { ...missed, misses: 0, overlay: 'stuck' }),
    events: [...(saysMore ? [hint] : []), stuckQuestion(flow, missed, step)],
  };
}

function stuckQuestion(flow: Flow, conversation: Conversation, step: Step | undefined): Event {
  const choice = (value: string) => ({
    label: { key: `engine.stuck.${value}` },
    payload: `${flow.name}:${conversation.step}:@${value}`,
  });
  const optional = step !== undefined && step.kind !== 'end' && step.optional === true;
  return said('engine.stuck.ask', undefined, {
    choices: [choice('again'), choice('officer'), ...(optional ? [choice('skip')] : []), choice('later')],
  });
}

function goOn(
  flow: Flow,
  conversation: Conversation,
  step: AskStep | ChooseStep,
  scene: Scene,
): Conversation {
  const target = resolveNext(step.next, scene);
  const { returnTo, ...rest } = conversation;
  if (returnTo === undefined)
    return { ...conversation, step: target, ...changing(flow, conversation, target) };
  const sameGroup = step.group !== undefined && flow.steps[target]?.group === step.group;
  return sameGroup ? { ...conversation, step: target } : { ...rest, step: returnTo };
}

/**
 * Leaving the review for a question already answered means that one answer is changed; leaving one of its lists
 * (group `review`) always does.
 */
function changing(flow: Flow, { step, trail }: Conversation, target: string): Pick<Conversation, 'returnTo'> {
  const isList = (name: string) => name === flow.review || flow.steps[name]?.group === 'review';
  if (flow.review === undefined || !isList(step) || isList(target)) return {};
  return step !== flow.review || trail.includes(target) ? { returnTo: flow.review } : {};
}

export function resolveNext(next: Next, scene: Scene): string {
  return typeof next === 'string' ? next : next.pick(scene);
}
