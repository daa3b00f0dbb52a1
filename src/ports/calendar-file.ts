/** Plain data of an iCalendar file (RFC 5545): classes, deadlines, certificate windows. */
import type { Day, Instant } from '../core/model.ts';

export interface CalendarEntry {
  /** Stays the same for the life of the thing, so that calendars update instead of doubling. */
  readonly uid: string;
  /** Rises with every change. */
  readonly sequence: number;
  readonly title: string;
  readonly description?: string;
  readonly place?: string;
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly link?: string;
  /** A whole day (or days, `to` included), or hours of a day. */
  readonly when:
    | { readonly from: Day; readonly to: Day }
    | { readonly startAt: Instant; readonly endAt: Instant };
  /** When it last came to say something else; absent: nobody counts. */
  readonly changedAt?: Instant;
  /** Minutes before the beginning. */
  readonly alarms: readonly number[];
  readonly cancelled?: boolean;
}

export interface CalendarFile {
  readonly name: string;
  /** When it was written; the core has no clock. */
  readonly writtenAt: Instant;
  readonly entries: readonly CalendarEntry[];
  /** A calendar that is fetched again and again, not a file that is opened once. */
  readonly isFeed?: true;
}
