/** Pure: messages a person really received and may want to read again: announcements by their words, notices as they were sent. */
import type { AnnouncementContent, AnnouncementId } from './announcement.ts';
import type { Bubble } from './message.ts';
import type { Instant, ParcelClass } from './model.ts';

/** So many are kept at hand, newest first; older ones are hardly looked for. */
export const receivedAtMost = 50;

interface Sent {
  /** Ten hexadecimal digits, so that a button can name it; of no use to anybody who did not get it. */
  readonly key: string;
  readonly at: Instant;
}

/** The words this person got, placeholders still in them. */
export interface ReceivedWords extends Sent {
  readonly kind: 'announcement';
  readonly id: AnnouncementId;
  readonly code: string;
  readonly class: ParcelClass;
  readonly content: AnnouncementContent;
  /** Called off after it went out. */
  readonly isCancelled: boolean;
  /** Codes of classes among its buttons that are not yet over. */
  readonly openClasses: readonly string[];
}

/** What was told this person alone, as they read it. */
export interface ReceivedNotice extends Sent {
  readonly kind: 'notice';
  readonly bubbles: readonly Bubble[];
}

export type ReceivedMessage = ReceivedWords | ReceivedNotice;
