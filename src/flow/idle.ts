/** Pure: words that mean the same everywhere, said while nothing is being asked; and how a conversation is left for the start page. */
import type { Outcome } from './context.ts';
import type { Conversation, Flow, GlobalWord, Session } from './define.ts';
import { handedOver } from './overlay.ts';
import { said } from './say.ts';

/** Words that leave a menu's page for the one above it. */
const leaving: readonly GlobalWord[] = ['back', 'cancel', 'later'];

/** Answers such a word: on a menu's page it leads up, else to the start page. */
export function idleWord(session: Session, name: GlobalWord): Outcome {
  const up = session.offered?.find((option) => option.up === true);
  if (up !== undefined && leaving.includes(name)) return { session, events: [handedOver(up.value)] };
  const plain = name === 'help' || (name === 'back' && session.offered !== undefined);
  return { session, events: [...(plain ? [] : [said('engine.nothingOpen')]), handedOver('help')] };
}

/** “Quay lại” at the first question of a conversation that keeps nothing leads to the menu's page it stands on; `null` at any other. */
export function backOut(flow: Flow, session: Session, { trail, returnTo }: Conversation): Outcome | null {
  if (flow.resumable || trail.length > 0 || returnTo !== undefined) return null;
  const ended = { type: 'conversation_ended', flow: flow.name, why: 'cancelled' } as const;
  return { session: { ...session, current: null }, events: [ended, handedOver(pageAbove(flow))] };
}

/** A flow that begins with a page of its own has it above its questions. */
function pageAbove({ name, start, steps, up }: Flow): string {
  const first = typeof start === 'string' ? steps[start] : undefined;
  return first?.kind === 'end' && first.told === true ? name : (up ?? 'help');
}

/** Ends a conversation of which nothing is kept. */
export const leave = (flow: Flow, session: Session): Outcome => ({
  session: { ...session, current: null },
  events: [
    { type: 'conversation_ended', flow: flow.name, why: 'cancelled' },
    said('engine.left'),
    handedOver('help'),
  ],
});
