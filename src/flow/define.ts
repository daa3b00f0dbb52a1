/**
 * Pure: what a flow is. A flow is data; functions stand only in `vars`, `when`, `options`, `parse`, `next`, `emit`
 * and `lookup`, each short and total, so that `inspect` can prove that every target and every text exists.
 */
import type { Event, TextRef, Vars } from '../core/event.ts';
import type { Guess } from '../core/intent-model.ts';
import type { Input } from '../core/message.ts';
import type { ContactView, Day, Instant, Json, Language, OfficerView } from '../core/model.ts';
import type { ProductSetIndex } from '../core/product-set.ts';
import type { UnitIndex } from '../core/unit.ts';
import type { Asked, Consults, HandsOn, TakesQuestions } from './asking.ts';
import type { KnowsAnnouncing } from './needs/announcement.ts';
import type { KnowsDays } from './needs/calendar.ts';
import type { Found, Need, Query, Snapshots } from './needs.ts';
import type {
  Attaches,
  HasPlace,
  KeepsWords,
  KnowsCriteria,
  ListsChoices,
  NumbersOffers,
} from './showing.ts';

/** Everything a step may look at; loaded before the turn, never during it. */
export interface World extends Partial<Snapshots>, Consults, KnowsCriteria, KnowsAnnouncing, KnowsDays {
  readonly now: Instant;
  readonly today: Day;
  readonly contact: ContactView;
  readonly officer: OfficerView | null;
  readonly units: UnitIndex;
  readonly sets: ProductSetIndex;
  /** Version of the consent text now in force. */
  readonly consentVersion: string;
  readonly found?: Found | undefined;
}

export type Answers = Readonly<Record<string, Json>>;

export interface Scene {
  readonly answers: Answers;
  readonly world: World;
  /** What the person just sent; the exact words where they count (consent). */
  readonly input: Input;
  /** The inbound being handled: ids are derived from it, never drawn. */
  readonly inboundId: string;
  /** Argument of the reference that started the conversation, e.g. an idea's code. */
  readonly arg?: string | undefined;
}

/** A bubble to say. `when` leaves it out; the last one said carries the choices. */
export interface Line extends Attaches<Scene> {
  readonly text: string;
  readonly vars?: (scene: Scene) => Vars;
  readonly when?: (scene: Scene) => boolean;
  /** Said on arriving, not when the question is asked again. */
  readonly once?: true;
  /** Media ids to show before the text. */
  readonly photos?: (scene: Scene) => readonly string[];
}

export interface Option {
  /** `@word` is the global word: the button "later" at a review says `@later`. */
  readonly value: string;
  readonly label: TextRef | { readonly plain: string };
  /** Key of a text with further words for this option, comma-separated ("co, duoc, ok"). */
  readonly words?: string;
  /** Agrees to what is never guessed (a consent, an erasure): typed with a slip it only brings the question again. */
  readonly plainly?: boolean;
  /** Leads a page up: “quay lại” means it, and it is the first to go where buttons are few. */
  readonly up?: true;
}

export type Next = string | { readonly to: readonly string[]; readonly pick: (scene: Scene) => string };

export type Parsed =
  | { readonly ok: true; readonly value: Json; readonly also?: Answers }
  /** `hint` is one of the step's declared hints. */
  | { readonly ok: false; readonly hint?: string; readonly vars?: Vars };

interface Common {
  readonly say: readonly Line[];
  readonly emit?: (scene: Scene) => readonly Event[];
  readonly lookup?: (input: Input, scene: Scene) => Query | null;
  /** Steps that together make one answer: changing one from the review walks through the others of its group. */
  readonly group?: string;
  /** Facts of the world this is asked about (the version shown), kept with the answers when it is said. */
  readonly keep?: (scene: Scene) => Answers;
  /** Where to go at once instead of saying this: the thing is gone, or not theirs. `null`: stay. */
  readonly instead?: { readonly to: readonly string[]; readonly pick: (scene: Scene) => string | null };
}

/** A question answered in the person's own words (or by photo, phone, location). The answer is kept under the step's name. */
export interface AskStep extends Common, TakesQuestions {
  readonly kind: 'ask';
  readonly parse: (input: Input, scene: Scene) => Parsed;
  readonly hints?: readonly string[];
  /** May be skipped with "bỏ qua"; nothing is kept then. */
  readonly optional?: boolean;
  /** Asks for a name: "dung" or "sua" typed without diacritics is one (Dung, Sữa), not the word that stops or edits. */
  readonly isName?: true;
  readonly askFor?: 'phone' | 'location';
  /** Answers offered as buttons beside free text (e.g. "use my phone 09…"). */
  readonly suggest?: readonly Option[] | ((scene: Scene) => readonly Option[]);
  readonly next: Next;
}

/** A question with a closed list; answered by button, number or words. The value is kept under the step's name. */
export interface ChooseStep extends Common, ListsChoices {
  readonly kind: 'choose';
  readonly options: readonly Option[] | ((scene: Scene) => readonly Option[]);
  readonly optional?: boolean;
  readonly next: Next;
  /** Free text that matches no option, when the step can use it (e.g. a code typed in a list). */
  readonly parse?: (input: Input, scene: Scene) => Parsed;
  readonly hints?: readonly string[];
}

export interface EndStep extends Common, HandsOn<Scene>, NumbersOffers {
  readonly kind: 'end';
  /** Buttons under the last bubble; payload = a flow reference. */
  readonly offer?: readonly Option[] | ((scene: Scene) => readonly Option[]);
  /** Where to go on in the same turn, on fresh data. */
  readonly goTo?: { readonly to: readonly string[]; readonly pick: (scene: Scene) => string | null };
  /** What the person was on the way to is given up: they refused what it needs. */
  readonly forgets?: true;
}

export type Step = AskStep | ChooseStep | EndStep;

export type Requirement = 'consent' | 'profile';

export interface Flow extends KeepsWords<Scene>, HasPlace {
  /** Wire name, as in logs, payloads and scenario files. */
  readonly name: string;
  /** Raise it when the meaning of steps or answers changes. */
  readonly version: number;
  readonly needs: readonly Need[];
  /** What must be there first; the engine leads the person through it and comes back. */
  readonly requires: readonly Requirement[];
  readonly start: string | { readonly to: readonly string[]; readonly pick: (scene: Scene) => string };
  /** Steps a button of another conversation may enter directly (`flow:step:arg`). */
  readonly entries: readonly string[];
  /** A long form: leaving it keeps the answers, and coming back offers to go on. */
  readonly resumable: boolean;
  /** Whether words that ask for this form mean the one left open with these answers; without it they do. */
  readonly continues?: (said: Scene, open: Answers) => boolean;
  /** What is stated when somebody gives the form up for good. */
  readonly dropped?: (scene: Scene) => readonly Event[];
  /** Step that lists the answers; "sửa" and a changed answer lead back to it. */
  readonly review?: string;
  readonly steps: Readonly<Record<string, Step>>;
  /** Answers to begin with (those of an idea to correct); steps among them count as answered. */
  readonly prefill?: (scene: Scene) => Answers;
  /** Carries answers of an older version over; without it the flow restarts politely. */
  readonly upgrade?: (answers: Answers, from: number) => Answers;
}

export const overlays = ['resume', 'cancel', 'stuck'] as const;
export type Overlay = (typeof overlays)[number];

/** Words that mean the same in every step. */
export const globalWords = [
  'menu',
  'back',
  'skip',
  'edit',
  'cancel',
  'later',
  'stop',
  'help',
  'resume',
] as const;
export type GlobalWord = (typeof globalWords)[number];

/** What typed words mean apart from the present question; built from `content/intents.yaml`. */
export interface Understanding {
  /** The flow a text asks for; `exact` when the whole text is one of its phrases. */
  intent(text: string): { readonly flow: string; readonly exact: boolean } | null;
  global(text: string): GlobalWord | null;
  /** What a text most likely asks for by all its words, best first; empty when nothing was learnt. Costs more than the rest. */
  guess(text: string): readonly Guess[];
  /** A plain yes or no, for choices whose values are `yes` and `no`. */
  agreement(text: string): 'yes' | 'no' | null;
}

/** All the engine needs that does not change between turns. */
export interface Book {
  readonly flows: Readonly<Record<string, Flow>>;
  readonly understanding: Understanding;
  /** The text as the person reads it, to match typed words against labels. */
  readonly text: (ref: Option['label'], language: Language) => string;
}

/** Where a contact is in a flow; survives JSON. */
export interface Conversation {
  readonly flow: string;
  readonly version: number;
  readonly step: string;
  readonly answers: Answers;
  /** Steps answered so far, for "quay lại". */
  readonly trail: readonly string[];
  readonly misses: number;
  readonly turns: number;
  /** Set while one answer is being changed from the review. */
  readonly returnTo?: string;
  /** A flow reference to start when this one is done (what the person wanted before a requirement came between). */
  readonly after?: string;
  readonly arg?: string;
  /** An engine question lies over the step: go on or start again? really cancel? shall an officer help? */
  readonly overlay?: Overlay;
  readonly startedAt: Instant;
  readonly touchedAt: Instant;
}

/** All conversations of a contact: the live one and the long forms left open. */
export interface Session extends Asked {
  readonly current: Conversation | null;
  readonly parked: readonly Conversation[];
  /** What the last words offered while nothing is being asked, so that a typed number or label finds it. */
  readonly offered?: readonly Option[];
}
export const emptySession: Session = { current: null, parked: [] };
