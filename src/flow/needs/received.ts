/** Pure: what the flow asks for in which people read again what they received. */
import type { ReceivedMessage } from '../../core/received.ts';

export interface ReceivedSnapshots {
  /** Handed over to this very person, newest first; replies in a conversation are not among them. */
  readonly received: readonly ReceivedMessage[];
}
