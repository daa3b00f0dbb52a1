/** Pure: a contact's conversations: the live one, and long forms left open for another day. */
import { firstStep, sceneOf, type TurnContext } from './context.ts';
import type { Conversation, Flow, Session } from './define.ts';

/** Long forms kept open at the same time; the oldest goes first. */
const parkedAtMost = 5;

/** Sets the live conversation aside: a resumable form with answers is kept, anything else is dropped. */
export function park(session: Session, flows: Readonly<Record<string, Flow>>): Session {
  const { current, parked } = session;
  if (current === null) return session;
  const keep = flows[current.flow]?.resumable === true && current.trail.length > 0;
  const others = parked.filter(({ flow }) => flow !== current.flow);
  return { current: null, parked: keep ? [...others, withoutOverlay(current)].slice(-parkedAtMost) : parked };
}

export const parkedOf = (session: Session, flow: string): Conversation | undefined =>
  session.parked.find((conversation) => conversation.flow === flow);

/** Makes `current` live and takes its namesake out of the parked ones. */
export function live(session: Session, current: Conversation | null): Session {
  const parked =
    current === null ? session.parked : session.parked.filter(({ flow }) => flow !== current.flow);
  return { current, parked };
}

export function openConversation(
  ctx: TurnContext,
  flow: Flow,
  from: { step?: string; arg?: string; after?: string },
): Conversation {
  const arg = from.arg === undefined ? {} : { arg: from.arg };
  const answers = flow.prefill?.(sceneOf(ctx, { answers: {}, ...arg })) ?? {};
  return {
    flow: flow.name,
    version: flow.version,
    step: from.step ?? firstStep(flow, sceneOf(ctx, { answers, ...arg })),
    answers,
    trail: Object.keys(answers).filter((name) => name in flow.steps),
    misses: 0,
    turns: 0,
    ...arg,
    ...(from.after === undefined ? {} : { after: from.after }),
    startedAt: ctx.world.now,
    touchedAt: ctx.world.now,
  };
}

/** What a conversation is about and where it leads on to: the same when it begins anew. */
export function sameErrand({ arg, after }: Conversation): { arg?: string; after?: string } {
  return { ...(arg === undefined ? {} : { arg }), ...(after === undefined ? {} : { after }) };
}

export function withoutOverlay({ overlay: _, ...conversation }: Conversation): Conversation {
  return conversation;
}
