/** Pure: what flows may ask about a class that an officer runs. */
import type { MarkState } from '../../core/attendance.ts';
import type { SessionId } from '../../core/class.ts';
import type { Seated } from '../../core/seat-cut.ts';
import type { OfferingView } from './seats.ts';

/** Somebody who has a seat, is offered one, waits, or came without. */
export interface DeskPerson extends Seated {
  readonly claim: string;
  readonly name: string | null;
  /** `none`: an officer wrote them down; `blocked`: no account of theirs can be reached any more. */
  readonly account: 'ok' | 'none' | 'blocked';
  readonly states: Readonly<Record<SessionId, MarkState>>;
  /** They were sent the words that were asked about. */
  readonly hadIt: boolean;
}

export interface ClassDesk {
  readonly view: OfferingView;
  /** In the order of asking. */
  readonly people: readonly DeskPerson[];
}

export type ClassOfficeQuery =
  /** A class of the asking officer's units; `text`: words that may have gone to some of them before. */
  | { readonly kind: 'classDesk'; readonly code: string; readonly text?: string }
  /** The class or event the asking officer opened last. */
  | { readonly kind: 'classMade' };

export type ClassOfficeFound =
  | { readonly kind: 'classDesk'; readonly desk: ClassDesk | null }
  | { readonly kind: 'classMade'; readonly view: OfferingView | null };
