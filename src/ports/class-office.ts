/** Port for what officers do with classes and events; the same inside a turn's transaction and outside. */
import type { OfferingId } from '../core/class.ts';
import type { ContactId, Instant } from '../core/model.ts';
import type { ClassDesk } from '../flow/needs/class-office.ts';
import type { RosterStore } from './roster.ts';
import type { SeatsStore } from './seats.ts';

export type ClassOffice = Pick<
  SeatsStore,
  'nextOfferingCode' | 'saveOffering' | 'findOffering' | 'actOnSeats' | 'reviseOffering' | 'noteChange'
> &
  Pick<RosterStore, 'roster' | 'similarTo' | 'claimants'>;

/** What only a turn does. */
export interface ClassOfficeTurn extends ClassOffice {
  /** A class of the officer's units with its people; `null` for a class of others. */
  deskOf(code: string, officer: ContactId, text?: string): Promise<ClassDesk | null>;
  /** The person's own claim to a seat there, and its number on the list. */
  seatOf(
    offering: OfferingId,
    contactId: ContactId,
  ): Promise<{ readonly claim: string; readonly no: number } | null>;
  /** Words of an officer to these people, each person the same words once. Gives to how many they go. */
  noteMessage(message: {
    readonly offering: OfferingId;
    readonly claims: readonly string[];
    readonly text: string;
    readonly dueAt: Instant;
  }): Promise<number>;
  /** Takes back what has not gone out yet; gives to how many it would have gone. */
  stopMessages(offering: OfferingId): Promise<number>;
}

/** Inside a turn's transaction. */
export interface ClassOfficeTx {
  readonly classOffice: ClassOfficeTurn;
}

export type { ClassDesk, DeskPerson, SentMessage } from '../flow/needs/class-office.ts';
