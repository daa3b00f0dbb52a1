/** Port for the list of a class: who sits in it, who came, and where its people may go instead. */
import type { Mark } from '../core/attendance.ts';
import type { OfferingId } from '../core/class.ts';
import type { ContactId, Instant, UnitCode } from '../core/model.ts';
import type { ClaimState, Guest } from '../core/seats.ts';
import type { Application } from '../core/seats-event.ts';

export interface RosterRow extends Guest {
  readonly claim: string;
  readonly no: number;
  readonly contactId: ContactId | null;
  readonly state: ClaimState;
  /** Of whoever comes: the person themselves, or the one who comes instead. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly unit: UnitCode | null;
  /** Producer or office, of somebody written down by an officer. */
  readonly from: string | null;
  readonly application: Application | null;
  readonly isConfirmed: boolean;
  readonly isSubstitute: boolean;
}

export interface RosterStore {
  roster(offering: OfferingId): Promise<readonly RosterRow[]>;
  /** Stores marks, each id once; marks of claims of another class are left out. Gives how many were new. */
  markAttendance(marks: readonly Mark[], by: ContactId | null, at: Instant): Promise<number>;
  marksOf(offering: OfferingId): Promise<readonly Mark[]>;
  /** Somebody who came without a seat; gives the claim to mark. The same name and number again is the same person. */
  walkIn(
    offering: OfferingId,
    who: { readonly name: string; readonly phone?: string },
    at: Instant,
  ): Promise<string>;
  /** Codes of later ones of the kind, for the same people, on the same matter. */
  similarTo(offering: OfferingId, at: Instant): Promise<readonly string[]>;
  /** People by what became of their claims, in the order of asking. */
  claimants(offering: OfferingId, states: readonly ClaimState[]): Promise<readonly Guest[]>;
}
