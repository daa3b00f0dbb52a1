/** Pure: facts about announcements and questions that flows state; carried out in `service/events/`. */
import type {
  AnnouncementContent,
  AnnouncementDraft,
  AnnouncementId,
  AnnouncementStep,
} from './announcement.ts';
import type { Audience } from './audience.ts';
import type { ContactId } from './model.ts';

/** An action names the version it saw, so that nobody acts on an old picture. */
interface Seen {
  readonly id: AnnouncementId;
  readonly seen: number;
}

export type AnnouncementEvent =
  | {
      readonly type: 'announcement_composed';
      readonly id: AnnouncementId;
      readonly draft: AnnouncementDraft;
      readonly audience: Audience;
    }
  | ({
      readonly type: 'announcement_changed';
      readonly draft: Partial<AnnouncementDraft>;
      readonly audience?: Audience;
    } & Seen)
  /** `again`: the same words were sent lately, and the officer wants them sent once more. */
  | ({ readonly type: 'announcement_released'; readonly again: boolean } & Seen)
  | ({ readonly type: 'announcement_approved' } & Seen)
  | ({
      readonly type: 'announcement_stepped';
      readonly step: Extract<AnnouncementStep, 'return' | 'pause' | 'resume' | 'cancel'>;
      readonly reason?: string;
    } & Seen)
  | ({ readonly type: 'announcement_retried' } & Seen)
  /** What became of a row whose outcome nobody knows. Without a contact: of all of them, and then nothing is sent again. */
  | {
      readonly type: 'unknown_settled';
      readonly id: AnnouncementId;
      readonly contact: ContactId | null;
      readonly as: 'handed' | 'failed' | 'resend';
    }
  /** One message to the officer alone. */
  | { readonly type: 'announcement_tried'; readonly id: AnnouncementId }
  /** The slot `announcementCopy` gets the words, to be read out or put on a page. */
  | {
      readonly type: 'announcement_copied';
      readonly id: AnnouncementId;
      readonly as: 'loudspeaker' | 'page';
    }
  | {
      readonly type: 'announcement_answered';
      readonly id: AnnouncementId;
      readonly answer: 'yes' | 'no';
    }
  /** Words of a person for an officer; `question` goes on with one that is open. */
  | {
      readonly type: 'question_asked';
      readonly announcement: AnnouncementId | null;
      readonly text: string;
    }
  | { readonly type: 'question_replied'; readonly question: string; readonly text: string }
  | { readonly type: 'question_closed'; readonly question: string };

/** The id of what an inbound makes. The letter at the end keeps one id from being the beginning of another. */
export const announcementIdOf = (inboundId: string): AnnouncementId =>
  `${inboundId.replaceAll(/[^\w-]/gu, '-').slice(-38)}a` as AnnouncementId;

/** Content with other words in Vietnamese; what was said in other languages would contradict it. */
export const reworded = (content: AnnouncementContent, text: string): AnnouncementContent => ({
  ...content,
  texts: { vi: text },
});
