/** Port of the dates people note themselves. */
import type { ContactId, Instant } from '../core/model.ts';
import type { NotedDate } from '../core/noted-date.ts';

export interface NotedDateTx {
  /** Keeps a date; the same title on the same day is one. Nothing more is kept beyond what a person may have. */
  noteDate(contactId: ContactId, date: Omit<NotedDate, 'id'>, at: Instant): Promise<void>;
  /** Ends a date of this person; nothing happens when it is gone. */
  dropNotedDate(contactId: ContactId, id: string, at: Instant): Promise<void>;
}
