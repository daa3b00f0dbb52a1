/** Port of what people say interests them. */
import type { ContactId, Instant } from '../core/model.ts';

export interface InterestTx {
  /** Keeps these topics and no others; those that stay keep their day. */
  setInterests(contactId: ContactId, topics: readonly string[], at: Instant): Promise<void>;
}
