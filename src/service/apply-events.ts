/** Carries out what a turn's events state, in order, inside the turn's transaction. */
import type { Event, EventOf, EventType, SaidLine } from '../core/event.ts';
import type { StoredInbound } from '../core/message.ts';
import type { ContactView, Instant, Language, MediaId, OfficerView } from '../core/model.ts';
import type { ParcelPlan, TurnTx } from '../ports.ts';
import type { Deps } from './deps.ts';
import { announcementHandlers } from './events/announcement.ts';
import { calendarFeedHandlers } from './events/calendar-feed.ts';
import { certificateHandlers } from './events/certificate.ts';
import { classOfficeHandlers } from './events/class-office.ts';
import { classPapersHandlers } from './events/class-papers.ts';
import { consentAnswered, dataErased, dataShown, optedIn, optedOut } from './events/consent.ts';
import { figureHandlers } from './events/figures.ts';
import { ideaAccepted, ideaCorrected, ideaRegistered, ideaReturned, ideaWithdrawn } from './events/idea.ts';
import { interestHandlers } from './events/interest.ts';
import { letterHandlers } from './events/letter.ts';
import { accountPreferred, accountUnlinked, linkAnswered, linkAsked, linkCodeWanted } from './events/link.ts';
import { notedDateHandlers } from './events/noted-date.ts';
import { officerAsked, officerJoined } from './events/officer.ts';
import { ownerCallHandlers } from './events/owner-call.ts';
import { languageChosen, profileSaved } from './events/profile.ts';
import { questionHandlers } from './events/question.ts';
import { seatHandlers } from './events/seats.ts';
import { selfCheckHandlers } from './events/self-check.ts';

/** One turn's work as its event handlers see it; they add to the lists, never to the world. */
export interface Applying {
  readonly deps: Pick<Deps, 'texts' | 'channels' | 'log' | 'library' | 'pages' | 'codes'>;
  readonly tx: TurnTx;
  readonly at: Instant;
  readonly inbound: StoredInbound;
  contact: ContactView;
  officer: OfficerView | null;
  language: Language;
  readonly slots: Record<string, string>;
  /** What the person is to read, with the language in force when it was said. */
  readonly said: { line: SaidLine; language: Language }[];
  /** Parcels to other people (officers, producers). */
  readonly plans: ParcelPlan[];
  /** Files to delete once the transaction is through. */
  readonly orphaned: MediaId[];
  /** Links both sides agreed to; merging takes two contacts' locks, so it comes after the turn. */
  readonly merges: string[];
}

export type Handler<T extends EventType> = (event: EventOf<T>, turn: Applying) => Promise<void> | void;

/** Events that change nothing by themselves; listed, so that forgetting one does not compile. */
const nothingToDo = () => undefined;

const handlers: { readonly [T in EventType]: Handler<T> } = {
  ...seatHandlers,
  ...notedDateHandlers,
  ...calendarFeedHandlers,
  ...interestHandlers,
  language_chosen: languageChosen,
  profile_saved: profileSaved,
  consent_answered: consentAnswered,
  opted_out: optedOut,
  opted_in: optedIn,
  data_shown: dataShown,
  data_erased: dataErased,
  idea_registered: ideaRegistered,
  idea_corrected: ideaCorrected,
  idea_withdrawn: ideaWithdrawn,
  idea_accepted: ideaAccepted,
  idea_returned: ideaReturned,
  officer_joined: officerJoined,
  officer_asked: officerAsked,
  link_code_wanted: linkCodeWanted,
  link_asked: linkAsked,
  link_answered: linkAnswered,
  account_preferred: accountPreferred,
  account_unlinked: accountUnlinked,
  ...certificateHandlers,
  ...announcementHandlers,
  ...questionHandlers,
  ...selfCheckHandlers,
  ...classOfficeHandlers,
  ...classPapersHandlers,
  ...ownerCallHandlers,
  ...letterHandlers,
  ...figureHandlers,
  conversation_ended: nothingToDo,
  flow_handed_over: nothingToDo,
  said: ({ line }, turn) => {
    turn.said.push({ line, language: turn.language });
  },
};

/** Applies events one after the other. @throws Conflict when somebody else changed a row first */
export async function applyEvents(events: readonly Event[], turn: Applying): Promise<void> {
  for (const event of events) await apply(event, turn);
}

function apply<T extends EventType>(event: EventOf<T>, turn: Applying): Promise<void> | void {
  const handler = handlers[event.type as T] as Handler<T>;
  return handler(event, turn);
}
