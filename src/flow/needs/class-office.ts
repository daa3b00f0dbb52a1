/** Pure: what flows may ask about a class that an officer runs. */
import type { MarkState } from '../../core/attendance.ts';
import type { SessionId } from '../../core/class.ts';
import type { Instant } from '../../core/model.ts';
import type { Seated } from '../../core/seat-cut.ts';
import type { OfferingView } from './seats.ts';

/** Somebody who has a seat, is offered one, waits, or came without. */
export interface DeskPerson extends Seated {
  readonly claim: string;
  readonly name: string | null;
  /** `none`: an officer wrote them down; `blocked`: no account of theirs can be reached any more. */
  readonly account: 'ok' | 'none' | 'blocked';
  readonly states: Readonly<Record<SessionId, MarkState>>;
  /** Somebody else on the list has the same telephone number: a relative, or the same person twice. */
  readonly sharesPhone: boolean;
  /** They were sent the words that were asked about. */
  readonly hadIt: boolean;
}

export interface ClassDesk {
  readonly view: OfferingView;
  /** In the order of asking. */
  readonly people: readonly DeskPerson[];
}

/** What became of an officer's words. */
export interface SentMessage {
  readonly text: string;
  readonly at: Instant;
  readonly reached: number;
  readonly underWay: number;
  /** Names of those it did not reach. */
  readonly failed: readonly (string | null)[];
}

export type ClassOfficeQuery =
  /** What officers wrote to the people of a class of the asking officer's units, the latest first. */
  | { readonly kind: 'classMessages'; readonly code: string }
  /** A class of the asking officer's units; `text`: words that may have gone to some of them before. */
  | { readonly kind: 'classDesk'; readonly code: string; readonly text?: string }
  /** The class or event the asking officer opened last. */
  | { readonly kind: 'classMade' };

export type ClassOfficeFound =
  | {
      readonly kind: 'classMessages';
      readonly view: OfferingView | null;
      readonly messages: readonly SentMessage[];
    }
  | { readonly kind: 'classDesk'; readonly desk: ClassDesk | null }
  | { readonly kind: 'classMade'; readonly view: OfferingView | null };
