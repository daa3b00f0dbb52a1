/** What became of an act on a seat, as the person who acted reads it; officers are spoken to as officers. */
import type { Vars } from '../../core/event.ts';
import type { Applying } from '../apply-events.ts';
import { renderText } from '../render.ts';

export const sayTo = ({ deps, language, slots, officer }: Applying, key: string, vars: Vars = {}): string =>
  renderText({ key, vars }, { texts: deps.texts, language, slots, toOfficer: officer !== null });

/** Fills the slot that tells it. */
export function tell(turn: Applying, key: string, vars: Vars = {}): void {
  turn.slots.seatOutcome = sayTo(turn, key, vars);
}
