/**
 * Pure: facts that flows state, past tense. The shell carries each out in the turn's transaction through the
 * registry in `service/events/` (one file per event, named by its wire name); an event nobody handles stops start-up.
 */

import type { AnnouncementEvent } from './announcement-event.ts';
import type { CalendarFeedEvent } from './calendar-feed.ts';
import type { CertificateEvent } from './certificate-event.ts';
import type { ClassOfficeEvent } from './class-office-event.ts';
import type { ClassPapersEvent } from './class-papers-event.ts';
import type { FigureEvent } from './figures.ts';
import type { InterestEvent } from './interest.ts';
import type { LetterEvent } from './letter-draft.ts';
import type { LetterHeadEvent } from './letter-head.ts';
import type {
  ChannelName,
  ContactId,
  IdeaFields,
  IdeaId,
  Language,
  ParcelClass,
  Purpose,
  UnitCode,
} from './model.ts';
import type { NotedDateEvent } from './noted-date.ts';
import type { OwnerCallEvent } from './owner-call.ts';
import type { SeatsEvent } from './seats-event.ts';
import type { SelfCheckEvent } from './self-check-event.ts';

export type Event =
  | SeatsEvent
  | CertificateEvent
  | ClassOfficeEvent
  | ClassPapersEvent
  | AnnouncementEvent
  | SelfCheckEvent
  | NotedDateEvent
  | CalendarFeedEvent
  | InterestEvent
  | OwnerCallEvent
  | LetterEvent
  | LetterHeadEvent
  | FigureEvent
  | { readonly type: 'language_chosen'; readonly language: Language }
  | {
      readonly type: 'consent_answered';
      readonly purpose: Purpose;
      readonly granted: boolean;
      readonly textVersion: string;
      readonly answer: string;
    }
  | {
      readonly type: 'profile_saved';
      readonly name?: string;
      readonly phone?: string;
      readonly phoneVerified?: boolean;
      readonly unit?: UnitCode;
      readonly hamlet?: string;
    }
  | { readonly type: 'idea_registered'; readonly ideaId: IdeaId; readonly fields: IdeaFields }
  | {
      readonly type: 'idea_corrected';
      readonly ideaId: IdeaId;
      readonly seen: number;
      readonly fields: IdeaFields;
    }
  | { readonly type: 'idea_withdrawn'; readonly ideaId: IdeaId; readonly seen: number }
  | { readonly type: 'idea_accepted'; readonly ideaId: IdeaId; readonly seen: number; readonly note?: string }
  | {
      readonly type: 'idea_returned';
      readonly ideaId: IdeaId;
      readonly seen: number;
      readonly reason: string;
    }
  | { readonly type: 'opted_out'; readonly classes: readonly ParcelClass[] | 'all' }
  | { readonly type: 'opted_in'; readonly classes: readonly ParcelClass[] | 'all' }
  | { readonly type: 'data_shown' }
  | { readonly type: 'data_erased' }
  | { readonly type: 'officer_joined'; readonly invitation: string }
  /** A code was wanted that joins another account to this one; the slot `linkCode` gets it. */
  | { readonly type: 'link_code_wanted' }
  /** The other account is asked to agree: by the code it made, or because both have the same verified number. */
  | {
      readonly type: 'link_asked';
      readonly by: { readonly code: string } | { readonly twin: ContactId };
    }
  | { readonly type: 'link_answered'; readonly link: string; readonly agreed: boolean }
  | { readonly type: 'account_preferred'; readonly channel: ChannelName; readonly address: string }
  | { readonly type: 'account_unlinked'; readonly channel: ChannelName; readonly address: string }
  /** A person asked for a human; the officers of the unit are told. */
  | {
      readonly type: 'officer_asked';
      readonly question: string;
      readonly flow: string;
      readonly step: string;
      /** Titles of the handbook sections nearest to the question. */
      readonly nearest?: readonly string[];
      /** Where, when the profile does not say yet: a commune, or only the province. */
      readonly unit?: UnitCode;
    }
  /** A conversation came to its end. `why`: done, cancelled, stuck, left for another, or its flow changed shape. */
  | {
      readonly type: 'conversation_ended';
      readonly flow: string;
      readonly why: 'done' | 'cancelled' | 'stuck' | 'changed';
    }
  /** The engine asks the shell to start `to` (a flow reference) on fresh data, in the same turn. */
  | { readonly type: 'flow_handed_over'; readonly to: string }
  /** What the person is to read; rendered later in their language. */
  | { readonly type: 'said'; readonly line: SaidLine };

export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { readonly type: T }>;

/** A text by key with its values; a value may itself be a text, a date or a list of texts. */
export interface TextRef {
  readonly key: string;
  readonly vars?: Vars;
}
export type VarValue =
  | string
  | number
  | TextRef
  /** Shown as dd/mm/yyyy. */
  | { readonly day: string }
  /** Shown one per line. */
  | { readonly lines: readonly (TextRef | string)[] }
  /** Shown one right after the other. */
  | { readonly run: readonly (TextRef | string)[] }
  /** Filled in after the event that makes it was applied (e.g. the code of a new idea). */
  | { readonly slot: string };
export type Vars = Readonly<Record<string, VarValue>>;

export interface SaidChoice {
  readonly label: TextRef | { readonly plain: string };
  readonly payload: string;
  /** Back and skip: the first to go where a channel has little room. */
  readonly nav?: true;
  /** Beside an open question, where a typed number is the answer itself: named by its words, never by a number. */
  readonly named?: true;
}

export interface SaidLine {
  readonly text: TextRef;
  /** The words that work here ("quay lại", "huỷ"), shown small below the question. */
  readonly footer?: TextRef;
  readonly choices?: readonly SaidChoice[];
  readonly ask?: 'phone' | 'location';
  readonly photo?: string;
  readonly document?: { readonly media: string; readonly name: TextRef };
  /** The choices are sentences: they stand in the text by number, and the buttons carry the numbers; `told`: the text numbers them itself. */
  readonly listed?: true | 'told';
}
