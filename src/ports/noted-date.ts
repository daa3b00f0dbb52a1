/** Port of the dates people note themselves. */
import type { Certificate } from '../core/certificate.ts';
import type { Offering } from '../core/class.ts';
import type { ContactId, Instant } from '../core/model.ts';
import type { NotedDate } from '../core/noted-date.ts';

/** Everything of a person that has a day. */
export interface OwnCalendar {
  readonly dates: readonly NotedDate[];
  /** Classes and events where the person has a seat. */
  readonly classes: readonly Pick<Offering, 'id' | 'title' | 'version' | 'sessions'>[];
  readonly certificates: readonly Pick<Certificate, 'id' | 'product' | 'validUntil' | 'version'>[];
}

export interface NotedDateTx {
  /** Keeps a date; the same title on the same day is one. Nothing more is kept beyond what a person may have. */
  noteDate(contactId: ContactId, date: Omit<NotedDate, 'id'>, at: Instant): Promise<void>;
  /** Ends a date of this person; nothing happens when it is gone. */
  dropNotedDate(contactId: ContactId, id: string, at: Instant): Promise<void>;
}
