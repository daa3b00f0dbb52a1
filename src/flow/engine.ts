/** Pure: carries out one move on a contact's session. Same input, same world → same ids, same words. */
import { isSheet } from '../core/sheet-file.ts';
import { answeredAside } from './answer.ts';
import { codeAskedFor } from './code.ts';
import { type Outcome, sceneOf, type TurnContext } from './context.ts';
import type { Conversation, Flow, GlobalWord, Requirement, Session } from './define.ts';
import { backOut, idleWord, leave } from './idle.ts';
import { stopsClearly } from './meant.ts';
import { answerOverlay, handedOver, later, lay } from './overlay.ts';
import { formatReference, type Reference } from './reference.ts';
import { home, type Move } from './route.ts';
import { said } from './say.ts';
import { live, openConversation, park, parkedOf, sameErrand, withoutOverlay } from './session.ts';
import { answer, arrive, back, edit, miss, repeat, resolveNext, skip } from './step.ts';
import { wholeAtMost } from './understanding.ts';

/** After this silence the person is reminded what was going on before the answer is read. */
const longSilenceMs = 7 * 24 * 60 * 60 * 1000;
/** More turns than any honest conversation takes: ends it instead of looping. */
const turnsAtMost = 200;

/** Carries out a move. Never throws for anything a person can send. */
export function advance(ctx: TurnContext, session: Session, move: Move): Outcome {
  switch (move.kind) {
    case 'start':
      return start(ctx, session, move.to, move.after);
    case 'unpark':
      return unpark(ctx, session, move.flow, move.answer ? answerCurrent : arrive);
    case 'answer':
      return withCurrent(ctx, session, answerCurrent);
    case 'word':
      return word(ctx, session, move.word);
    case 'stale':
      return withCurrent(ctx, session, (...at) => repeat(...at, [said('engine.staleButton')]));
    case 'lost':
      return { session, events: [said(lostText(ctx)), handedOver('help')] };
  }
}

const lostText = ({ input }: TurnContext): string =>
  input.kind === 'text' ? 'engine.notUnderstood' : `hint.${input.kind}`;

type OnCurrent = (ctx: TurnContext, flow: Flow, session: Session, conversation: Conversation) => Outcome;

/** Runs `act` on the live conversation, brought up to date; without one, leads home. */
function withCurrent(ctx: TurnContext, session: Session, act: OnCurrent): Outcome {
  const { current } = session;
  const flow = current === null ? undefined : ctx.book.flows[current.flow];
  if (current === null || flow === undefined) {
    return {
      session: { ...session, current: null },
      events: [said('engine.staleButton'), handedOver(home(ctx))],
    };
  }
  if (current.version !== flow.version || flow.steps[current.step] === undefined)
    return changed(ctx, flow, session, current);
  if (current.turns >= turnsAtMost) {
    return {
      session: park(session, ctx.book.flows),
      events: [
        { type: 'conversation_ended', flow: flow.name, why: 'stuck' },
        said('engine.tooLong'),
        handedOver('help'),
      ],
    };
  }
  return act(ctx, flow, session, { ...current, turns: current.turns + 1, touchedAt: ctx.world.now });
}

const answerCurrent: OnCurrent = (ctx, flow, session, conversation) => {
  const overlaid = answerOverlay(ctx, flow, session, conversation);
  if (overlaid !== null) return overlaid;
  const silent = ctx.world.now - (session.current?.touchedAt ?? ctx.world.now) > longSilenceMs;
  const plain = withoutOverlay(conversation);
  const step = flow.steps[plain.step];
  const open = step?.kind === 'ask';
  const asked = open || silent ? askedInstead(ctx, flow, open) : null;
  if (silent && flow.resumable && ctx.input.kind !== 'button' && asked !== 'elsewhere')
    return lay(flow, session, conversation, 'resume');
  if (asked === 'again') return miss(ctx, flow, session, plain);
  const told = asked === null ? answeredAside(ctx, step, plain) : null;
  if (told !== null) return repeat(ctx, flow, session, plain, told);
  const answered = asked === 'elsewhere' ? null : answer(ctx, flow, session, plain);
  return answered ?? elsewhere(ctx, flow, session) ?? miss(ctx, flow, session, plain);
};

/**
 * Words that as a whole ask for something are no answer to an open question ("đăng ký ý tưởng" is nobody's name), nor
 * after a long silence. A greeting, or the form one is in, only brings the question again; a short flow begins anew.
 */
function askedInstead(ctx: TurnContext, flow: Flow, open: boolean): 'again' | 'elsewhere' | null {
  if (ctx.input.kind !== 'text' || ctx.input.text.length > wholeAtMost) return null;
  const intent = ctx.book.understanding.intent(ctx.input.text);
  if (intent?.exact !== true) return intent?.flow === 'stop' && stopsClearly(ctx) ? 'elsewhere' : null;
  if (intent.flow === flow.name) return open || flow.resumable ? 'again' : null;
  if (intent.flow === 'welcome') return 'again';
  // A single word may well be the answer.
  return ctx.input.text.trim().includes(' ') ? 'elsewhere' : null;
}

/** The flow a text or a list asks for; a short flow asked for from inside begins anew. */
function askedFor(ctx: TurnContext, flow: Flow): string | null {
  // A question that wants no file does not swallow an officer's list.
  if (isSheet(ctx.input) && ctx.world.officer !== null) return 'sent-sheet';
  if (ctx.input.kind !== 'text') return null;
  const coded = codeAskedFor(ctx);
  if (coded !== null) return formatReference(coded);
  const intent = ctx.book.understanding.intent(ctx.input.text);
  if (intent === null) return null;
  return intent.flow !== flow.name || (intent.exact && !flow.resumable) ? intent.flow : null;
}

/** What does not fit but plainly asks for another flow goes there; the form waits. */
function elsewhere(ctx: TurnContext, flow: Flow, session: Session): Outcome | null {
  const to = askedFor(ctx, flow);
  if (to === null) return null;
  const aside = park(session, ctx.book.flows);
  const waits = aside.parked.length > session.parked.length;
  return { session: aside, events: [...(waits ? [said('engine.parked')] : []), handedOver(to)] };
}

function start(ctx: TurnContext, session: Session, to: Reference, after?: string): Outcome {
  const flow = ctx.book.flows[to.flow];
  if (flow === undefined) return { session, events: [said('engine.staleButton'), handedOver(home(ctx))] };
  const missing = missingFlow(ctx, flow);
  if (missing !== null)
    return begin(ctx, park(session, ctx.book.flows), { flow: missing }, errandOf(ctx, flow, to));
  const again = session.current?.flow === flow.name ? session.current : parkedOf(session, flow.name);
  const same = to.step === undefined && again !== undefined && again.arg === to.arg;
  const meant = same && flow.continues?.(sceneOf(ctx, { answers: {} }), again.answers) !== false;
  if (meant && flow.resumable && again.trail.length > 0) {
    const aside = session.current?.flow === flow.name ? session : park(session, ctx.book.flows);
    return lay(flow, aside, { ...withoutOverlay(again), touchedAt: ctx.world.now }, 'resume');
  }
  return begin(ctx, park(session, ctx.book.flows), to, after);
}

/** Where to come back to once the requirement is met, with what the first words said. */
function errandOf(ctx: TurnContext, flow: Flow, to: Reference): string {
  const said =
    to.step === undefined && to.arg === undefined ? flow.argOf?.(sceneOf(ctx, { answers: {} })) : null;
  return formatReference(typeof said === 'string' ? { flow: to.flow, arg: said } : to);
}

function begin(ctx: TurnContext, session: Session, to: Reference, after?: string): Outcome {
  const flow = ctx.book.flows[to.flow];
  if (flow === undefined) throw new RangeError(`no flow ${to.flow}`);
  const from = {
    ...(to.step === undefined ? {} : { step: to.step }),
    ...(to.arg === undefined ? {} : { arg: to.arg }),
  };
  return arrive(
    ctx,
    flow,
    session,
    openConversation(ctx, flow, after === undefined ? from : { ...from, after }),
  );
}

/** The flow that gives the first thing this one requires and the person has not given. */
function missingFlow(ctx: TurnContext, flow: Flow): string | null {
  const flows = flow.requires.map((requirement) => requirementFlow(ctx, requirement));
  return flows.find((name) => name !== null) ?? null;
}

/** The flow that gives what is missing, or `null` when it is there. */
function requirementFlow(ctx: TurnContext, requirement: Requirement): string | null {
  const { contact } = ctx.world;
  if (requirement === 'consent') return contact.consents.service === true ? null : 'welcome';
  return contact.name !== null && contact.phone !== null && contact.unit !== null ? null : 'profile';
}

function unpark(ctx: TurnContext, session: Session, name: string, act: OnCurrent): Outcome {
  const found = parkedOf(session, name);
  if (found === undefined) return advance(ctx, session, { kind: 'stale' });
  const flow = ctx.book.flows[name];
  // Consent may have been taken back since: then it is asked for first, as at the start.
  if (flow !== undefined && missingFlow(ctx, flow) !== null) {
    const arg = found.arg === undefined ? {} : { arg: found.arg };
    return start(ctx, session, { flow: name, ...arg });
  }
  return withCurrent(ctx, live(park(session, ctx.book.flows), found), act);
}

/** A changed flow: carried over by its own `upgrade`, else politely asked again, keeping the answers given. */
function changed(ctx: TurnContext, flow: Flow, session: Session, current: Conversation): Outcome {
  const upgraded = flow.upgrade?.(current.answers, current.version);
  const fresh = {
    ...openConversation(ctx, flow, sameErrand(current)),
    answers: upgraded ?? current.answers,
  };
  return repeat(ctx, flow, session, fastForward(ctx, flow, fresh), [said('engine.changed')]);
}

/** Walks past the questions whose answers are known, as far as the first open one. */
function fastForward(ctx: TurnContext, flow: Flow, from: Conversation): Conversation {
  let conversation = from;
  for (let walked = 0; walked < Object.keys(flow.steps).length; walked += 1) {
    const step = flow.steps[conversation.step];
    if (
      step === undefined ||
      step.kind === 'end' ||
      conversation.step === flow.review ||
      !(conversation.step in conversation.answers)
    )
      break;
    const target = resolveNext(step.next, sceneOf(ctx, conversation));
    if (flow.steps[target]?.kind === 'end') break;
    conversation = { ...conversation, trail: [...conversation.trail, conversation.step], step: target };
  }
  return conversation;
}

const steps: Readonly<Partial<Record<GlobalWord, OnCurrent>>> = {
  back: (ctx, flow, session, conversation) =>
    (home(ctx) === 'help' ? backOut(flow, session, conversation) : null) ??
    back(ctx, flow, session, conversation),
  skip,
  edit,
  help: (ctx, flow, session, conversation) =>
    repeat(ctx, flow, session, conversation, [
      said('engine.stepHelp', { title: { key: `flow.${flow.name}` } }),
    ]),
  resume: (ctx, flow, session, conversation) => arrive(ctx, flow, session, conversation),
  later: (ctx, flow, session, conversation) =>
    flow.resumable && conversation.trail.length > 0
      ? later(ctx, flow, session, conversation)
      : leave(flow, session),
  cancel: (_ctx, flow, session, conversation) =>
    flow.resumable && conversation.trail.length > 0
      ? lay(flow, session, conversation, 'cancel')
      : leave(flow, session),
};

function word(ctx: TurnContext, session: Session, name: GlobalWord): Outcome {
  if (name === 'stop') return { session: park(session, ctx.book.flows), events: [handedOver('stop')] };
  if (name === 'menu') return { session: park(session, ctx.book.flows), events: [handedOver('help')] };
  const act = steps[name];
  if (session.current !== null && act !== undefined) {
    return withCurrent(ctx, session, (c, flow, s, conversation) =>
      act(c, flow, s, withoutOverlay(conversation)),
    );
  }
  return idleWord(session, name);
}
