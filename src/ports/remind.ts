/** Port of reminders: found and addressed by sets, put into words by the service. */

import type { Bubble } from '../core/message.ts';
import type {
  ChannelName,
  ContactId,
  Day,
  Instant,
  Language,
  ParcelClass,
  ParcelId,
  UnitCode,
} from '../core/model.ts';
import type { NotedKind } from '../core/noted-date.ts';
import type { ProgrammeSubject, ReminderRule } from '../core/reminder.ts';

/** One reminder in a person's digest. */
export interface DigestItem {
  readonly role: 'owner' | 'officer';
  /** A text `reminder.<role>.<words>`. */
  readonly words: string;
  readonly rule: string;
  /** Product of the certificate, or the title of a noted date. */
  readonly product: string;
  /** Of a noted date. */
  readonly kind: NotedKind | null;
  readonly producer: string | null;
  readonly star: number | null;
  /** The date the rule counts from. */
  readonly day: Day;
  readonly validUntil: Day | null;
  /** The last day of validity was computed, not printed. */
  readonly computed: boolean | null;
  /** Of a round: when a producer had better hand in, and before when it is held; `null` where nobody knows. */
  readonly advised?: Day | null;
  readonly held?: Day | null;
}

/** The last day of a round or a report in a province. */
export interface ProgrammeDay {
  /** Subject of its reminders, `day:<province>:<rule>:<year>`. */
  readonly id: string;
  readonly about: ProgrammeSubject;
  readonly province: UnitCode;
  readonly on: Day;
  readonly advisedOn: Day | null;
  readonly heldBefore: Day | null;
}

/** Everything one person is to hear of in one run. */
export interface Digest {
  readonly parcelId: ParcelId;
  readonly contactId: ContactId;
  readonly language: Language;
  /** `null`: no account is left. */
  readonly channel: ChannelName | null;
  readonly address: string | null;
  readonly items: readonly DigestItem[];
}

export interface DigestPlan {
  readonly id: ParcelId;
  readonly contactId: ContactId;
  readonly class: ParcelClass;
  readonly channel: ChannelName | null;
  readonly address: string | null;
  readonly bubbles: readonly Bubble[];
}

/** An owner whom no message reached: somebody must call. */
export interface ReminderCall {
  readonly certificateId: string;
  readonly product: string;
  readonly star: number;
  readonly producer: string;
  readonly phone: string | null;
  readonly representative: string | null;
  readonly unit: UnitCode;
  readonly validUntil: Day;
  readonly rule: string;
  /** Why: no_owner, no_consent, opted_out, blocked, snoozed, or what the channel said. */
  readonly reason: string;
}

/** Days off, and weekends worked in exchange for one. */
export interface HolidayDays {
  readonly days: readonly Day[];
  readonly worked: readonly Day[];
}

export interface ReminderStore {
  /** Brings rules and holidays up to date; a rule that is no longer there ends. */
  loadReminders(rules: readonly ReminderRule[], holidays: HolidayDays, at: Instant): Promise<void>;
  /** Brings the days of the programme up to date; one that is no longer there ends. */
  loadProgramme(days: readonly ProgrammeDay[], at: Instant): Promise<void>;
  /** The provinces of today. */
  provinces(): Promise<readonly UnitCode[]>;
  /** Finds what fell due up to the day; gives how many wait to be told. */
  findReminders(today: Day, at: Instant): Promise<number>;
  /** Decides who hears of what is due; whoever cannot be told keeps the reason. */
  addressReminders(today: Day, at: Instant): Promise<void>;
  /** Digests not yet planned, in the order of their ids; those after one, so that reading may run ahead of planning. */
  digests(limit: number, after?: ParcelId): Promise<readonly Digest[]>;
  planDigests(plans: readonly DigestPlan[], at: Instant): Promise<void>;
  /** Sends failed digests to the people's other account once, and notes whom nothing reached. Gives what goes again. */
  escalateReminders(at: Instant): Promise<readonly ParcelId[]>;
  /** Owners of these units to be called, the most urgent first. */
  reminderCalls(units: readonly UnitCode[], limit: number): Promise<readonly ReminderCall[]>;
}
