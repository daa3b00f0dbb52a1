/**
 * Pure: the words of seats, one mechanism for classes, events, fair booths and livestream slots: who has a seat, who
 * waits, who is offered one, and what may be done. The rules stand in `seat-act.ts`.
 */

import type { Instant } from './model.ts';
import { fold } from './vietnamese.ts';

/** A producer as far as seats are counted by it. */
export type ProducerKey = string;
/** Whose claim it is: a contact's id, or `p:` and a phone number for somebody an officer wrote down. */
export type PersonKey = string;
export const isWritten = (person: PersonKey): boolean => person.startsWith('p:');

/** `taken`: has a seat. `offered`: one is held until `answerBy`. The others hold none; a `walk_in` came without. */
export const claimStates = [
  'taken',
  'waiting',
  'offered',
  'left',
  'declined',
  'expired',
  'removed',
  'cancelled',
  'walk_in',
] as const;
export type ClaimState = (typeof claimStates)[number];
export type LiveState = Extract<ClaimState, 'taken' | 'waiting' | 'offered'>;

export interface Claim {
  /** Order of asking; a claim keeps it for good. */
  readonly no: number;
  readonly person: PersonKey;
  readonly producer: ProducerKey | null;
  readonly seats: number;
  readonly state: ClaimState;
  readonly answerBy: Instant | null;
}

export interface SeatRules {
  readonly capacity: number;
  /** Seats one producer may ask for in all; `null`: no limit. */
  readonly perProducer: number | null;
  /** Seats one person may ask for at once. */
  readonly atOnce: number;
  readonly hasWaitingList: boolean;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly startsAt: Instant;
  readonly isCancelled: boolean;
}

export interface Seating extends SeatRules {
  /** In the order of asking. */
  readonly claims: readonly Claim[];
}

/** Somebody with the same telephone number who has a claim at the same class. */
export interface PhoneSharer {
  readonly name: string | null;
  /** Asked by themselves; otherwise an officer wrote them down. */
  readonly hasAccount: boolean;
}

/** One person by two accounts, as far as anybody can tell: relatives share a number, but not the whole name. */
export const isSamePerson = (name: string | null, other: PhoneSharer): boolean =>
  other.hasAccount && name !== null && other.name !== null && fold(name) === fold(other.name);

/** Whoever is asked to come, and for how many. */
export type Guest = Pick<Claim, 'person' | 'producer' | 'seats'>;

export type SeatAct =
  | {
      readonly kind: 'join';
      readonly person: PersonKey;
      readonly producer: ProducerKey | null;
      readonly seats: number;
      /** As whom an officer may have written this person down: such a claim becomes theirs instead of a second one. */
      readonly written?: PersonKey;
    }
  | { readonly kind: 'leave'; readonly person: PersonKey }
  | { readonly kind: 'answer'; readonly person: PersonKey; readonly accepted: boolean }
  /** Somebody else of the same producer comes instead. */
  | {
      readonly kind: 'hand_over';
      readonly person: PersonKey;
      readonly to: PersonKey;
      /** Producer of the one who comes. */
      readonly producer: ProducerKey | null;
    }
  | { readonly kind: 'resize'; readonly capacity: number }
  /** The officer's choice: back to their own place in the waiting list, or out. */
  | { readonly kind: 'unseat'; readonly people: readonly PersonKey[]; readonly keepsPlace: boolean }
  /** People of a class that does not take place: first in line here, in the order they had there. */
  | { readonly kind: 'invite'; readonly guests: readonly Guest[] }
  /** People of an officer's list: each asks for a seat, one after the other. */
  | { readonly kind: 'enrol'; readonly people: readonly Guest[] }
  /** With a reason the class itself ends; without, only the claims. */
  | { readonly kind: 'cancel'; readonly reason?: string }
  /** Nothing but the passing of time. */
  | { readonly kind: 'settle' };

export type SeatResult =
  | {
      readonly result: 'taken' | 'waiting' | 'offered' | 'left' | 'declined' | 'done';
      readonly place?: number;
      /** What became of each person of a list. */
      readonly people?: readonly SeatResult[];
    }
  | { readonly result: SeatRefusal; readonly place?: number };
export type SeatRefusal =
  | 'already'
  | 'not_open'
  | 'closed'
  | 'full'
  | 'too_many'
  | 'producer_limit'
  | 'no_claim'
  | 'no_offer'
  | 'not_same_producer'
  /** A list is not taken back: something happened to its people, or it is not there. */
  | 'acted'
  | 'gone';

/** Why somebody is told something they did not ask for. */
export const noticeKinds = [
  'offered',
  'expired',
  'put_back',
  'removed',
  'cancelled',
  'handed_over',
  'changed',
  'reminder',
  'message',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
