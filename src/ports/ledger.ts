/** Parcels as they are planned, sent and settled. */
import type { Bubble } from '../core/message.ts';
import type { ChannelName, ContactId, Instant, ParcelClass, ParcelId } from '../core/model.ts';

export interface ParcelPlan {
  /** Derived from the cause, so that planning twice is planning once. */
  readonly id: ParcelId;
  readonly contactId: ContactId;
  readonly class: ParcelClass;
  readonly cause: { readonly kind: 'inbound' | 'event' | 'reminder'; readonly id: string };
  readonly channel: ChannelName;
  readonly address: string;
  readonly bubbles: readonly Bubble[];
}

export interface Parcel extends ParcelPlan {
  readonly attempts: number;
  /** Bubbles already handed, so that a retry goes on where it stopped. */
  readonly handed: readonly string[];
  readonly plannedAt: Instant;
  /** Number of this claim; a settlement that names an older one is ignored. */
  readonly fence: number;
  /** Its last holder died while sending: the message may have gone out already. */
  readonly interrupted: boolean;
}

/** `externalIds` lists all bubbles handed so far, those of earlier attempts included. */
export type ParcelOutcome =
  | { readonly state: 'handed'; readonly externalIds: readonly string[] }
  | { readonly state: 'failed'; readonly reason: string; readonly externalIds: readonly string[] }
  | { readonly state: 'suppressed'; readonly reason: string }
  | {
      readonly state: 'unknown';
      readonly reason: string;
      readonly externalIds: readonly string[];
      /** Names the message in doubt, so that its echo settles it. */
      readonly trace?: string;
    }
  /** Back to planned, not before `notBefore`; `counts` says whether the attempt is counted. */
  | {
      readonly state: 'planned';
      readonly reason: string;
      readonly notBefore: Instant;
      readonly counts: boolean;
      readonly externalIds: readonly string[];
      readonly trace?: string;
    };
