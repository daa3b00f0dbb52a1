/** Port for seats at classes and events: acts inside a turn, and what officers and sweeps do outside. */
import type { Audience, Offering, OfferingId } from '../core/class.ts';
import type { Instant, UnitCode } from '../core/model.ts';
import type { LiveState, SeatAct, SeatResult, SeatRules } from '../core/seats.ts';
import type { Application } from '../core/seats-event.ts';

/** What the person who looks has there. */
export interface OwnSeat {
  readonly state: LiveState;
  readonly seats: number;
  /** In the waiting list, from 1. */
  readonly place?: number;
  readonly answerBy?: Instant;
}

/** A class or event as one person sees it. */
export interface OfferingView {
  readonly offering: Offering;
  readonly rules: SeatRules;
  /** Seats free for whoever comes next; 0 while somebody waits. */
  readonly free: number;
  readonly waiting: number;
  readonly mine: OwnSeat | null;
}

/** Inside a turn's transaction. */
export interface SeatsTx {
  /**
   * Carries out an act on the seats of one class. Acts of turns that share a transaction wait for each other and go in
   * one statement, in the order their messages came in, so that two transactions cannot wait for each other.
   */
  seatAct(
    offering: OfferingId,
    act: SeatAct,
    more: { readonly inboundId: string; readonly at: Instant; readonly application?: Application },
  ): Promise<SeatResult>;
}

/** Whom a class is for, as far as we know who somebody is. */
export interface Standing {
  readonly kinds: readonly Audience[];
  readonly unit: UnitCode | null;
  readonly province: UnitCode | null;
}

/** Outside turns. */
export interface SeatsStore {
  /** Makes or changes a class or event with the rules of its seats. */
  saveOffering(offering: Offering, rules: SeatRules, at: Instant): Promise<void>;
  /** An officer's or the clock's act. */
  actOnSeats(offering: OfferingId, act: SeatAct, at: Instant): Promise<SeatResult>;
  /** Ends overdue offers and makes those that waited for the morning; gives how many classes were looked at. */
  settleSeats(at: Instant, limit: number): Promise<number>;
  offeringByCode(code: string): Promise<{ readonly offering: Offering; readonly rules: SeatRules } | null>;
}
