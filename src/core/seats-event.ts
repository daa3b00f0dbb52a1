/** Pure: facts about seats that conversations state. */
import type { MarkState } from './attendance.ts';
import type { OfferingId, SessionId } from './class.ts';

/** What somebody who applies to an event says beside their name. */
export interface Application {
  readonly product?: string;
  readonly needs?: string;
}

export type SeatsEvent =
  /** The slot `seatOutcome` gets what became of it: a seat, a place in the waiting list, or why not. */
  | {
      readonly type: 'seat_wanted';
      readonly offering: OfferingId;
      readonly seats: number;
      readonly application?: Application;
    }
  | { readonly type: 'seat_left'; readonly offering: OfferingId }
  | { readonly type: 'seat_answered'; readonly offering: OfferingId; readonly accepted: boolean }
  /** Somebody else comes on this seat: another person of the household or the producer. */
  | {
      readonly type: 'seat_substituted';
      readonly offering: OfferingId;
      readonly name: string;
      readonly phone?: string;
    }
  /** An officer called the roll. */
  | {
      readonly type: 'attendance_marked';
      readonly offering: OfferingId;
      readonly session: SessionId;
      readonly claims: readonly string[];
      readonly state: MarkState;
    }
  /** Somebody came without a seat. */
  | {
      readonly type: 'walked_in';
      readonly offering: OfferingId;
      readonly session: SessionId;
      readonly name: string;
    }
  /** "Vẫn đi": an answer to a reminder that changes nothing but is shown to the officer. */
  | { readonly type: 'seat_confirmed'; readonly offering: OfferingId };
