/** Port for seats at classes and events: acts inside a turn, and what officers and the clock do outside. */

import type { Offering, OfferingId, OfferingKind } from '../core/class.ts';
import type { Standing } from '../core/class-access.ts';
import type { ContactId, ContactView, Instant } from '../core/model.ts';
import type { SeatReminderRule } from '../core/seat-reminder.ts';
import type { NoticeKind, PhoneSharer, SeatAct, SeatResult, SeatRules } from '../core/seats.ts';
import type { Application } from '../core/seats-event.ts';
import type { OfferingView } from '../flow/needs/seats.ts';
import type { ParcelPlan } from './ledger.ts';
import type { RosterStore } from './roster.ts';

/** A list of people is taken back whole, while nothing happened to any of them: `done`, `acted` or `gone`. */
export interface ListUndo {
  readonly kind: 'unenrol';
  readonly list: string;
}

/** Inside a turn's transaction. */
export interface SeatsTx extends Pick<RosterStore, 'markAttendance' | 'walkIn'> {
  /**
   * Carries out an act on the seats of one class. Acts of turns that share a transaction wait for each other and go in
   * one statement, in the order their messages came in. Do it last: nothing may be locked after it.
   */
  seatAct(
    offering: OfferingId,
    act: SeatAct | ListUndo,
    more: { readonly inboundId: string; readonly at: Instant; readonly application?: Application },
  ): Promise<SeatResult>;
  offeringById(id: OfferingId, contactId: ContactId): Promise<OfferingView | null>;
  standingOf(contactId: ContactId): Promise<Standing>;
  /** Somebody else comes on the person's seat; `false` when there is none. */
  substitute(
    offering: OfferingId,
    contactId: ContactId,
    who: { readonly name: string; readonly phone?: string },
  ): Promise<boolean>;
  /** Others with the person's number who have a claim there: relatives mostly, or the same person by another account. */
  onSamePhone(offering: OfferingId, contactId: ContactId): Promise<readonly PhoneSharer[]>;
  /** Who has this number and belongs to the person's producer. */
  colleagueWith(contactId: ContactId, phone: string): Promise<ContactId | null>;
  /** "Vẫn đi", said to a reminder. */
  confirmSeat(offering: OfferingId, contactId: ContactId, at: Instant): Promise<void>;
}

/** One thing to tell one person about one seat. */
export interface SeatNotice {
  readonly id: string;
  readonly claim: string;
  readonly kind: NoticeKind;
  readonly key: string;
  /** What an officer wrote; only of a message. */
  readonly text: string | null;
  readonly contact: ContactView;
  readonly recipient: { readonly channel: ParcelPlan['channel']; readonly address: string } | null;
  readonly view: OfferingView;
}

/** What becomes of a notice: a parcel, or the reason why there is none. */
export type NoticeOutcome = { readonly plan: ParcelPlan } | { readonly skipped: string };

/** Outside turns. */
export interface SeatsStore {
  /** Next short code of this kind. */
  nextOfferingCode(kind: OfferingKind): Promise<string>;
  /** Makes or changes a class or event with the rules of its seats; the capacity changes by an act. */
  saveOffering(offering: Offering, rules: SeatRules, at: Instant): Promise<void>;
  findOffering(code: string): Promise<OfferingView | null>;
  /** An officer's or the clock's act. */
  actOnSeats(offering: OfferingId, act: SeatAct | ListUndo, at: Instant): Promise<SeatResult>;
  /** Ends overdue offers and makes those that waited for the morning; gives how many classes were looked at. */
  settleSeats(at: Instant, limit: number): Promise<number>;
  /** Everybody who has a seat or waits is to be told that something changed. */
  noteChange(offering: OfferingId, version: number, at: Instant): Promise<void>;
  /** An officer's change of words, days or rules; `false` when somebody was faster than `seen`. */
  reviseOffering(
    change: { readonly seen: number; readonly offering: Offering; readonly rules: SeatRules },
    at: Instant,
  ): Promise<boolean>;
  /** Classes whose last session is over are done: nobody is offered them any more. */
  finishPast(at: Instant): Promise<void>;
  /** Writes down the reminders that are due now, each once; gives how many. */
  planReminders(rules: readonly SeatReminderRule[], at: Instant): Promise<number>;
  /** Turns what is to be told into parcels, at most `limit`, each once. Gives the parcels. */
  tellNotices(
    limit: number,
    at: Instant,
    render: (notice: SeatNotice) => NoticeOutcome,
  ): Promise<readonly ParcelPlan[]>;
}

export type { OfferingView, SeatFound } from '../flow/needs/seats.ts';
