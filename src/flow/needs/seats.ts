/** Pure: what flows may ask about classes, events and seats. */

import type { MarkState } from '../../core/attendance.ts';
import type { Offering, SessionId } from '../../core/class.ts';
import type { Standing } from '../../core/class-access.ts';
import type { Instant } from '../../core/model.ts';
import type { RollRow } from '../../core/roll-call.ts';
import type { LiveState, SeatRules } from '../../core/seats.ts';

/** What the person who looks has there. */
export interface OwnSeat {
  readonly state: LiveState;
  readonly seats: number;
  /** In the waiting list, from 1. */
  readonly place?: number;
  readonly answerBy?: Instant;
  /** Number on the list, by which one is called. */
  readonly no: number;
  /** Who comes instead. */
  readonly attendee?: string;
}

/** A class or event as one person sees it. */
export interface OfferingView {
  readonly offering: Offering;
  readonly rules: SeatRules;
  /** Seats for whoever comes next; 0 while somebody waits. */
  readonly free: number;
  readonly waiting: number;
  readonly mine: OwnSeat | null;
}

export interface SeatSnapshots {
  /** Open classes and events, the next one first; the flow leaves out what is not for the person. */
  readonly openOfferings: readonly OfferingView[];
  /** Where the person has a seat, an offer or a place in the waiting list. */
  readonly mySeats: readonly OfferingView[];
  readonly standing: Standing;
  /** What the officer's units hold, the next one first. */
  readonly unitOfferings: readonly OfferingView[];
}

/** A line of the list that an officer calls: how each session stands for this person. */
export interface RollLine extends Omit<RollRow, 'state'> {
  readonly states: Readonly<Record<SessionId, MarkState>>;
}

export type SeatQuery =
  | { readonly kind: 'offeringByCode'; readonly code: string }
  /** The list of a class of the asking officer's units. */
  | { readonly kind: 'rollByCode'; readonly code: string };

export type SeatFound =
  | { readonly kind: 'offering'; readonly view: OfferingView | null }
  | { readonly kind: 'roll'; readonly view: OfferingView | null; readonly rows: readonly RollLine[] };
