/** Pure: what flows ask of the store: snapshots by name, and questions computed from an input with their answers. */
import type { ChannelName, ContactId, Idea, OfficerView, OwnAccount, UnitCode } from '../core/model.ts';
import type { AnnouncementFound, AnnouncementQuery, AnnouncementSnapshots } from './needs/announcement.ts';
import type { CalendarSnapshots } from './needs/calendar.ts';
import type { CertificateFound, CertificateQuery, CertificateSnapshots } from './needs/certificate.ts';
import type { ClassOfficeFound, ClassOfficeQuery } from './needs/class-office.ts';
import type { ClassPapersFound, ClassPapersQuery, ClassPapersSnapshots } from './needs/class-papers.ts';
import type { FigureFound, FigureQuery } from './needs/figures.ts';
import type { InterestSnapshots } from './needs/interest.ts';
import type { LetterFound, LetterQuery } from './needs/letter.ts';
import type { OwnerCallFound, OwnerCallQuery } from './needs/owner-call.ts';
import type { ProgressFound, ProgressQuery, ProgressSnapshots } from './needs/progress.ts';
import type { ReceivedSnapshots } from './needs/received.ts';
import type { SeatFound, SeatQuery, SeatSnapshots } from './needs/seats.ts';

/** Data a flow may ask the shell to load before the turn. */
export interface Snapshots
  extends SeatSnapshots,
    CertificateSnapshots,
    ProgressSnapshots,
    AnnouncementSnapshots,
    CalendarSnapshots,
    InterestSnapshots,
    ClassPapersSnapshots,
    ReceivedSnapshots {
  readonly myIdeas: readonly Idea[];
  /** Ideas of the officer's units, oldest waiting first. */
  readonly unitIdeas: readonly Idea[];
  /** The person's own accounts, always in the same order. */
  readonly accounts: readonly OwnAccount[];
  /** Somebody else with the same number, both vouched for by their channels. */
  readonly twin: { readonly contactId: ContactId; readonly channel: ChannelName } | null;
}
export type Need = keyof Snapshots;

/** A question to the store computed from the input, run (and its row locked) before `parse`. */
export type Query =
  | SeatQuery
  | AnnouncementQuery
  | CertificateQuery
  | ClassOfficeQuery
  | ClassPapersQuery
  | OwnerCallQuery
  | LetterQuery
  | FigureQuery
  | ProgressQuery
  | { readonly kind: 'ideaByCode'; readonly code: string }
  | { readonly kind: 'invitation'; readonly code: string }
  /** A code that joins accounts, made on another one. */
  | { readonly kind: 'linkCode'; readonly code: string }
  /** A link the person is asked to agree to. */
  | { readonly kind: 'linkRequest'; readonly id: string };

export type Found =
  | SeatFound
  | AnnouncementFound
  | CertificateFound
  | ClassOfficeFound
  | ClassPapersFound
  | OwnerCallFound
  | LetterFound
  | FigureFound
  | ProgressFound
  | { readonly kind: 'ideaByCode'; readonly idea: Idea | null }
  | {
      readonly kind: 'invitation';
      readonly state: 'open' | 'used' | 'expired' | 'unknown';
      readonly role?: OfficerView['role'];
      readonly units?: readonly UnitCode[];
    }
  | {
      readonly kind: 'link';
      readonly state: 'open' | 'unknown' | 'expired' | 'used' | 'own' | 'two_officers';
      /** Of the other side, while it is open. */
      readonly channel?: ChannelName;
      readonly name?: string;
    };
