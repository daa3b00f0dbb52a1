/** Port for the papers of classes: the register of attendance, links to the check-in page, feedback. */
import type { AttendanceProof, Certified } from '../core/attendance-certificate.ts';
import type { OfferingId } from '../core/class.ts';
import type { ContactId, Instant, UnitCode } from '../core/model.ts';
import type { ClassRating } from '../flow/needs/class-papers.ts';
import type { OfferingView } from '../flow/needs/seats.ts';
import type { Recipient } from '../ports.ts';
import type { EnrolStore, EnrolTx } from './enrol.ts';

/** A certificate just written down, and who is told. */
export interface NewProof extends AttendanceProof {
  readonly recipient: Recipient | null;
}

/** Inside a turn's transaction. */
export interface ClassPapersTx extends EnrolTx {
  /** Whom the roll of a class of the officer's units shows; empty for a class of others. */
  rollOf(code: string, officer: ContactId): Promise<OfferingRoll | null>;
  /** Numbers people in this order; whoever has a number keeps it. Gives the new ones. */
  certifyAttendance(issue: {
    readonly offering: OfferingId;
    readonly unit: UnitCode;
    readonly year: number;
    readonly people: readonly Certified[];
    readonly by: ContactId;
    readonly at: Instant;
  }): Promise<readonly NewProof[]>;
  /** Keeps the hash of a link's secret; the same secret twice is one link. */
  makeCheckInPass(pass: {
    readonly secret: string;
    readonly offering: OfferingId;
    readonly officer: ContactId;
    readonly expiresAt: Instant;
    readonly at: Instant;
  }): Promise<void>;
  /** A second answer takes the place of the first. */
  rateClass(
    offering: OfferingId,
    contactId: ContactId,
    rating: { readonly useful: number; readonly clear: number; readonly wish?: string },
    at: Instant,
  ): Promise<void>;
}

export interface OfferingRoll {
  readonly view: OfferingView;
  readonly rows: readonly {
    readonly claim: string;
    readonly name: string;
    readonly states: Readonly<Record<string, 'present' | 'late' | 'absent' | 'excused'>>;
  }[];
}

/** Who uses the check-in page on one device. */
export interface CheckInSession {
  readonly officer: ContactId;
  readonly view: OfferingView;
}

/** Outside turns. */
export interface ClassPapersStore extends EnrolStore {
  attendanceProof(code: string): Promise<{ proof: AttendanceProof; view: OfferingView } | null>;
  /** In the order of the register. */
  attendanceProofs(offering: OfferingId): Promise<readonly AttendanceProof[]>;
  /** Names of producers by their key. */
  producerNames(keys: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** What a link leads to while nobody opened it; `null` when it is over, used or was never made. */
  checkInPass(secret: string, at: Instant): Promise<OfferingView | null>;
  /** The first device that opens the link keeps it. */
  openCheckInPass(open: {
    readonly secret: string;
    readonly session: string;
    readonly endsAt: Instant;
    readonly at: Instant;
  }): Promise<boolean>;
  /** `null` when it is over, or the officer no longer looks after the class. */
  checkInSession(session: string, at: Instant): Promise<CheckInSession | null>;
  classRating(offering: OfferingId): Promise<ClassRating>;
}

export type { ClassRating } from '../flow/needs/class-papers.ts';
