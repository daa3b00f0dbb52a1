/**
 * Pure: what an officer announces (domain reference §10, §12): kinds and their category by law, content, and the states
 * an announcement goes through. Rules of sending stand in announcement-policy, the audience in audience.
 */
import { ok, type Result, refuse } from './error.ts';
import type { ContactId, Instant, Language, MediaId, ParcelClass, UnitCode } from './model.ts';

declare const brand: unique symbol;
/** Derived from the inbound or the file that made it, so that a repeated turn drafts nothing twice. */
export type AnnouncementId = string & { readonly [brand]: 'AnnouncementId' };

/** What a kind may be sent as, the usual one first (domain reference §10 and §12, classes of messages). */
interface KindRule {
  readonly classes: readonly [ParcelClass, ...ParcelClass[]];
}

/** A change for those enrolled is transactional; a notice on one's own certificate is a reminder; selling is promotional. */
const enrolment = ['official_notice', 'transactional'] as const;
const selling = ['official_notice', 'promotional'] as const;
const notice = ['official_notice'] as const;

export const announcementKinds = {
  training: { classes: enrolment },
  info_conference: { classes: enrolment },
  idea_call: { classes: notice },
  evaluation_round: { classes: notice },
  renewal_notice: { classes: ['reminder', 'official_notice'] },
  result_publication: { classes: notice },
  fair: { classes: selling },
  exhibition: { classes: selling },
  supply_demand: { classes: selling },
  product_week: { classes: selling },
  livestream: { classes: selling },
  sales_point: { classes: selling },
  ecommerce: { classes: selling },
  support_policy: { classes: notice },
  inspection: { classes: notice },
  report_due: { classes: notice },
  legal_change: { classes: notice },
} as const satisfies Readonly<Record<string, KindRule>>;

export type AnnouncementKind = keyof typeof announcementKinds;
export const announcementKindNames = Object.keys(announcementKinds) as readonly AnnouncementKind[];

/** The classes a kind may be sent as; the first is proposed. */
export const classesOf = (kind: AnnouncementKind): readonly ParcelClass[] => announcementKinds[kind].classes;

/** At most three, shown under the text; `rsvp` becomes two choices. */
export type AnnouncementButton =
  | { readonly kind: 'rsvp' }
  | { readonly kind: 'register_idea' }
  | { readonly kind: 'open_class'; readonly classId: string }
  /** Written out below the text: channels show no buttons that lead outside. */
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export interface AnnouncementContent {
  /** Vietnamese always; who reads another language that is missing gets Vietnamese. May hold `{placeholders}`. */
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  readonly image?: MediaId;
  readonly file?: { readonly media: MediaId; readonly name: string };
  readonly buttons: readonly AnnouncementButton[];
}

/** What an officer has decided so far; complete enough only when the check says so. */
export interface AnnouncementDraft {
  readonly kind: AnnouncementKind;
  readonly class: ParcelClass;
  readonly content: AnnouncementContent;
  /** `null`: at once when it is released. */
  readonly sendAt: Instant | null;
  /** Who has not got it by then is left out with the reason `too_late`; `null`: however late. */
  readonly skipAfter: Instant | null;
  /** Why it may go outside the usual hours (still within the law's); `null`: it is not urgent. */
  readonly urgentReason: string | null;
}

export const announcementStates = [
  'draft',
  'approval',
  'scheduled',
  'running',
  'paused',
  'done',
  'cancelled',
] as const;
export type AnnouncementState = (typeof announcementStates)[number];

/** What became of one person's row of the ledger, in the order in which it goes. */
export const rowStates = [
  'planned',
  'claimed',
  'handed',
  'delivered',
  'seen',
  'failed',
  'suppressed',
  'unknown',
] as const;
export type RowState = (typeof rowStates)[number];

/** `operator` commands by file; what the clock or the ledger does is `system`. */
export type Actor = ContactId | 'operator' | 'system';

export type AnnouncementStep =
  | 'submit'
  | 'approve'
  | 'return'
  | 'schedule'
  | 'start'
  | 'pause'
  | 'resume'
  | 'finish'
  | 'cancel'
  | 'retry';

/** From where each step leads where; a step missing in a state is refused. */
const transitions: Readonly<
  Record<AnnouncementState, Readonly<Partial<Record<AnnouncementStep, AnnouncementState>>>>
> = {
  draft: { submit: 'approval', schedule: 'scheduled', cancel: 'cancelled' },
  approval: { approve: 'scheduled', return: 'draft', cancel: 'cancelled' },
  scheduled: { start: 'running', pause: 'paused', cancel: 'cancelled' },
  running: { pause: 'paused', finish: 'done', cancel: 'cancelled' },
  paused: { resume: 'running', approve: 'running', cancel: 'cancelled' },
  done: { retry: 'running' },
  cancelled: {},
};

/** Tells where a step leads; refuses `announcement.notNow` where it makes no sense. */
export function stepFrom(state: AnnouncementState, step: AnnouncementStep): Result<AnnouncementState> {
  const to = transitions[state][step];
  return to === undefined ? refuse('announcement.notNow', { state, step }) : ok(to);
}

/** The text may be changed: nothing goes out now. */
export const isEditable = (state: AnnouncementState): boolean => state === 'draft' || state === 'paused';

/** An announcement as it is kept. */
export interface Announcement extends AnnouncementDraft {
  readonly id: AnnouncementId;
  /** What officers call it, e.g. `TB-0012`. */
  readonly code: string;
  readonly state: AnnouncementState;
  /** Counts every change; an action names the one it saw. */
  readonly version: number;
  /** Counts changes of the content; each handed row says which one it carried. */
  readonly textVersion: number;
  readonly author: Actor;
  readonly authorName: string | null;
  /** Whoever wrote or changed the present version last. */
  readonly editedBy: Actor;
  /** Their name, unless it is the author. */
  readonly editorName: string | null;
  /** The units in whose name it goes; nobody outside them is reached. */
  readonly units: readonly UnitCode[];
  readonly approvedBy: Actor | null;
  /** The text version that was approved; `null` while none was. */
  readonly approvedText: number | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Why it stands still, e.g. `officer`, `channel_failing`; `null` while it does not. */
  readonly pauseReason: string | null;
  /** Rows in the ledger once all are planned; `null` before. */
  readonly audienceCount: number | null;
}
