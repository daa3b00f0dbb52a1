/** What a webhook call brings: messages of people, and what became of ours. */
import type { Inbound } from '../core/message.ts';
import type { Instant } from '../core/model.ts';

/** Channels that tell; the ledger keeps an index of their messages. */
type TellingChannel = 'zalo';

/** A channel tells about messages of ours; it may do so before our own call has returned, and in any order. */
export type Receipt =
  | {
      readonly kind: 'delivered' | 'seen';
      readonly channel: TellingChannel;
      readonly address: string;
      readonly externalIds: readonly string[];
      readonly at: Instant;
    }
  /** The channel repeats what it took from us. */
  | {
      readonly kind: 'echo';
      readonly channel: TellingChannel;
      readonly address: string;
      readonly externalId: string;
      /** The same as in the fault of a send whose outcome was unknown. */
      readonly trace: string;
      readonly at: Instant;
    };

export interface Received {
  readonly inbounds: readonly Inbound[];
  readonly receipts: readonly Receipt[];
}
