/** Pure: what an officer begins a new class with: a template of the programme's plans, or one held before. */
import { daysBetween } from './calendar.ts';
import type { Audience, Offering, OfferingKind, Session } from './class.ts';
import type { ClassDraft } from './class-draft.ts';
import type { SeatRules } from './seats.ts';

/** Everything of a class but its days. What is missing is asked for. */
export interface ClassBase
  extends Pick<ClassDraft, 'kind' | 'title' | 'description' | 'audience' | 'tags'>,
    Partial<
      Pick<
        ClassDraft,
        | 'organiser'
        | 'unit'
        | 'unitsServed'
        | 'seats'
        | 'perProducer'
        | 'atOnce'
        | 'hasWaitingList'
        | 'materials'
        | 'platform'
        | 'buyers'
        | 'repeat'
      >
    > {
  readonly kind: OfferingKind;
  readonly audience: readonly Audience[];
  /** How it went the last time, counted from its first day. */
  readonly sessions?: readonly (Omit<Session, 'id' | 'day'> & { readonly afterDays: number })[];
}

export interface ClassTemplate extends ClassBase {
  readonly id: string;
}

/** What a class held before gives to the next one like it. */
export function baseOf(offering: Offering, rules: SeatRules): ClassBase {
  const { kind, title, description, audience, tags, organiser, unit, unitsServed, materials } = offering;
  const { platform, buyers } = offering;
  const sessions = offering.sessions.map(({ id: _, day, ...one }) => ({
    ...one,
    afterDays: daysBetween(offering.sessions[0]?.day ?? day, day),
  }));
  const { capacity, perProducer, atOnce, hasWaitingList } = rules;
  return {
    ...{ kind, title, description, audience, tags, organiser, unit, unitsServed, materials },
    ...{ seats: capacity, perProducer, atOnce, hasWaitingList, sessions },
    ...(platform === undefined ? {} : { platform }),
    ...(buyers === undefined ? {} : { buyers }),
  };
}
