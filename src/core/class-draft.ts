/** Pure: what an officer writes down to make a class or event, what is wrong with it, and the entries that come of it. */
import { addDays, addMonths, daysBetween, startOf } from './calendar.ts';
import {
  type Audience,
  beginsAt,
  type Offering,
  type OfferingId,
  type OfferingKind,
  type Session,
  type SessionId,
  timeOfDayMs,
} from './class.ts';
import { type Refusal, refuse } from './error.ts';
import type { Day, Instant, UnitCode } from './model.ts';
import type { SeatRules } from './seats.ts';

export interface ClassDraft {
  readonly kind: OfferingKind;
  readonly title: string;
  readonly description: string;
  readonly organiser: string;
  readonly unit: UnitCode;
  /** Empty: the unit's own people. */
  readonly unitsServed: readonly UnitCode[];
  readonly audience: readonly Audience[];
  readonly seats: number;
  readonly perProducer: number | null;
  readonly atOnce: number;
  readonly hasWaitingList: boolean;
  /** First and last day of enrolment; the last one counts. */
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly sessions: readonly Omit<Session, 'id'>[];
  readonly tags: readonly string[];
  readonly feeVnd: number;
  readonly materials: Offering['materials'];
  readonly platform?: string;
  readonly buyers?: string;
  /** The same again every so many months: live sales every two months (domain reference §10). */
  readonly repeat?: { readonly everyMonths: number; readonly times: number };
}

const overlaps = (a: Omit<Session, 'id'>, b: Omit<Session, 'id'>): boolean =>
  a.day === b.day && a.from < b.to && b.from < a.to;

/** Everything wrong with a draft, as codes with a text each. */
export function draftFaults(draft: ClassDraft, today: Day): readonly Refusal[] {
  const { sessions, opensOn, closesOn, seats, atOnce } = draft;
  const [first] = sessions.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  if (first === undefined) return [refuse('class.noSession')];
  return [
    ...(first.day < today ? [refuse('class.past', { day: first.day })] : []),
    ...sessions
      .filter(({ from, to }) => from >= to)
      .map(({ day }) => refuse('class.endsBeforeStart', { day })),
    ...(sessions.some((one, at) => sessions.slice(at + 1).some((other) => overlaps(one, other)))
      ? [refuse('class.overlap')]
      : []),
    ...(closesOn < opensOn ? [refuse('class.closesBeforeOpening')] : []),
    ...(closesOn > first.day ? [refuse('class.closesAfterStart')] : []),
    ...(seats < 0 || atOnce > seats ? [refuse('class.tooFewSeats')] : []),
  ];
}

/** The draft itself and its repeats: all days moved by whole months, enrolment as long before as for the first. */
export function seriesOf(draft: ClassDraft): readonly ClassDraft[] {
  const { repeat, ...rest } = draft;
  if (repeat === undefined) return [rest];
  return Array.from({ length: repeat.times }, (_, n) => movedBy(rest, n * repeat.everyMonths));
}

function movedBy(draft: Omit<ClassDraft, 'repeat'>, months: number): ClassDraft {
  const [first] = draft.sessions;
  if (months === 0 || first === undefined) return draft;
  const start = addMonths(first.day, months);
  return {
    ...draft,
    opensOn: addMonths(draft.opensOn, months),
    closesOn: addDays(start, daysBetween(first.day, draft.closesOn)),
    sessions: draft.sessions.map((session) => ({
      ...session,
      day: addDays(start, daysBetween(first.day, session.day)),
    })),
  };
}

const dayMs = 86_400_000;
const inOrder = (a: Omit<Session, 'id'>, b: Omit<Session, 'id'>): number =>
  startOf(a.day) + timeOfDayMs(a.from) - startOf(b.day) - timeOfDayMs(b.from);

/** The class a draft describes, under its code, with the rules of its seats. */
export function offeringOf(
  draft: ClassDraft,
  code: string,
  series?: string,
): { readonly offering: Offering; readonly rules: SeatRules } {
  const { seats, perProducer, atOnce, hasWaitingList, opensOn, closesOn, repeat: _, ...words } = draft;
  const offering: Offering = {
    ...words,
    ...(series === undefined ? {} : { series }),
    id: `o:${code}` as OfferingId,
    code,
    state: 'open',
    version: 1,
    unitsServed: words.unitsServed.length === 0 ? [words.unit] : words.unitsServed,
    sessions: words.sessions
      .toSorted(inOrder)
      .map((session, n) => ({ ...session, id: `${code}-${n + 1}` as SessionId })),
  };
  const startsAt: Instant = beginsAt(offering);
  const rules: SeatRules = {
    capacity: seats,
    ...{ perProducer, atOnce, hasWaitingList, isCancelled: false, startsAt },
    opensAt: startOf(opensOn),
    closesAt: Math.min(startsAt, startOf(closesOn) + dayMs),
  };
  return { offering, rules };
}
