/** Inputs that are not words and get no answer: the person left, came back, or had the platform ask for erasure. */
import type { Event } from '../core/event.ts';
import { emptySession, type Session } from '../flow/define.ts';
import { type Applying, applyEvents } from './apply-events.ts';
import type { FinishedTurn } from './deps.ts';

/** Acts on such an input; `null` when it is one to talk about. */
export async function actWithoutWords(
  turn: Applying,
  session: Session,
): Promise<Pick<FinishedTurn, 'session' | 'events'> | null> {
  const { input, channel, address } = turn.inbound;
  if (input.kind === 'withdrawn') {
    const events: readonly Event[] = [{ type: 'data_erased' }];
    await applyEvents(events, turn);
    return { session: emptySession, events };
  }
  if (input.kind !== 'left' && input.kind !== 'came_back') return null;
  await turn.tx.addressState(channel, address, input.kind === 'left' ? 'blocked' : 'ok');
  return { session, events: [] };
}
