/** Classes and seats in the world of the scenarios: the rules themselves, without a database. */
import { type Mark, presences } from '../../src/core/attendance.ts';
import type { Offering, OfferingId } from '../../src/core/class.ts';
import { mayAttend, type Standing } from '../../src/core/class-access.ts';
import type { EventOf } from '../../src/core/event.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import { act, heldSeats, isLive, placeOf, settle } from '../../src/core/seat-act.ts';
import type { LiveState, SeatAct, Seating, SeatResult } from '../../src/core/seats.ts';
import type { SeatsEvent } from '../../src/core/seats-event.ts';
import type { UnitIndex } from '../../src/core/unit.ts';
import type { OfferingView, OwnSeat, RollLine } from '../../src/flow/needs/seats.ts';
import type { Found, Query } from '../../src/flow/needs.ts';
import type { Texts } from '../../src/ports.ts';
import { renderText } from '../../src/service/render.ts';
import { classIn } from '../../src/talk/class-cast.ts';
import type { Person, Town } from './toy-world.ts';

export interface ToyClass {
  readonly offering: Offering;
  seating: Seating;
  readonly attendees: Map<string, string>;
  readonly marks: Mark[];
  /** People without a seat, by claim. */
  readonly walkIns: Map<string, string>;
}

/** A class or event with what the file says of it. */
export function openClass(town: Town, args: readonly string[]): void {
  const { offering, rules } = classIn(town.now, args);
  town.classes.set(offering.code, {
    offering,
    attendees: new Map(),
    marks: [],
    walkIns: new Map(),
    seating: { ...rules, claims: [] },
  });
}

/** `@filled CODE 3`: that many others took a seat before. */
export function fill(town: Town, [code = '', count = '1']: readonly string[]): void {
  const there = town.classes.get(code);
  for (let n = 0; there !== undefined && n < Number(count); n += 1)
    there.seating = act(
      there.seating,
      { kind: 'join', person: `x${n}`, producer: null, seats: 1 },
      town.now,
    ).seating;
}

function ownSeat({ seating, attendees }: ToyClass, id: ContactId): OwnSeat | null {
  const claim = seating.claims.find((one) => one.person === id && isLive(one));
  if (claim === undefined) return null;
  const attendee = attendees.get(id);
  return {
    state: claim.state as LiveState,
    seats: claim.seats,
    no: claim.no,
    ...(claim.state === 'waiting' ? { place: placeOf(seating, claim.no) } : {}),
    ...(claim.answerBy === null ? {} : { answerBy: claim.answerBy }),
    ...(attendee === undefined ? {} : { attendee }),
  };
}

function viewFor(town: Town, there: ToyClass, id: ContactId): OfferingView {
  there.seating = settle(there.seating, town.now);
  const { claims, ...rules } = there.seating;
  const waiting = claims.filter(({ state }) => state === 'waiting').length;
  const free = waiting > 0 ? 0 : Math.max(0, rules.capacity - heldSeats(there.seating));
  return { offering: there.offering, rules, free, waiting, mine: ownSeat(there, id) };
}

export const findClass = (town: Town, code: string, id: ContactId): OfferingView | null => {
  const there = town.classes.get(code);
  return there === undefined ? null : viewFor(town, there, id);
};

/** What is the same in every scenario. */
interface Tools {
  readonly units: UnitIndex;
  readonly texts: Texts;
}

function standingIn({ contact, officer }: Person, { units }: Tools): Standing {
  const province = units.byCode(contact.unit ?? ('' as UnitCode))?.provinceCode ?? null;
  const kinds = [officer === null ? 'producer_prospective' : 'officer'] as const;
  return { kinds, producer: null, unit: contact.unit, province };
}

export function seatSnapshots(town: Town, person: Person, tools: Tools) {
  const all = [...town.classes.values()].map((there) => viewFor(town, there, person.contact.id));
  return {
    openOfferings: all,
    mySeats: all.filter(({ mine }) => mine !== null),
    standing: standingIn(person, tools),
    unitOfferings: all.filter(({ offering }) => isTheirs(offering, person)),
  };
}

/** Open classes this person may attend. */
export function suitingClasses(town: Town, asker: ContactId, tools: Tools): Found {
  const person = [...town.people.values()].find(({ contact }) => contact.id === asker);
  if (person === undefined) return { kind: 'suitingOfferings', views: [] };
  const { openOfferings, standing } = seatSnapshots(town, person, tools);
  return {
    kind: 'suitingOfferings',
    views: openOfferings.filter(({ offering }) => mayAttend(offering, standing).ok),
  };
}

type SeatQueries = Extract<Query, { readonly kind: 'offeringByCode' | 'suitingOfferings' | 'rollByCode' }>;

export const isSeatQuery = (query: Query): query is SeatQueries =>
  query.kind === 'offeringByCode' || query.kind === 'suitingOfferings' || query.kind === 'rollByCode';

export function findInSeats(town: Town, query: SeatQueries, asker: ContactId, tools: Tools): Found {
  if (query.kind === 'suitingOfferings') return suitingClasses(town, asker, tools);
  if (query.kind === 'rollByCode') return rollIn(town, query.code, asker);
  return { kind: 'offering', view: findClass(town, query.code, asker) };
}

/** Officers of the province see every class of the scenarios. */
const isTheirs = (offering: Offering, { officer }: Person): boolean =>
  officer?.units.includes(offering.unit) ?? false;

/** The list as the officer calls it: seats by number, then whoever came without. */
export function rollIn(town: Town, code: string, asker: ContactId): Found {
  const there = town.classes.get(code);
  const person = [...town.people.values()].find(({ contact }) => contact.id === asker);
  if (there === undefined || person === undefined || !isTheirs(there.offering, person))
    return { kind: 'roll', view: null, rows: [] };
  const all = presences(there.marks);
  const line = (claim: string, no: number, name: string): RollLine => {
    const own = all.filter((one) => one.claim === claim);
    return { claim, no, name, states: Object.fromEntries(own.map(({ session, state }) => [session, state])) };
  };
  const nameOf = (id: string) =>
    there.attendees.get(id) ??
    [...town.people.values()].find(({ contact }) => contact.id === id)?.contact.name ??
    id;
  const seated = there.seating.claims.filter(({ state }) => state === 'taken');
  const rows = [
    ...seated.map(({ no, person: id }) => line(`c${no}`, no, nameOf(id))),
    ...[...there.walkIns].map(([claim, name], at) => line(claim, there.seating.claims.length + at + 1, name)),
  ];
  return { kind: 'roll', view: viewFor(town, there, asker), rows };
}

type Applied = Readonly<Record<string, string>> | undefined;
type Apply<T extends SeatsEvent['type']> = (event: EventOf<T>, town: Town, person: Person) => Applied;

const classOf = (town: Town, id: OfferingId): ToyClass => {
  const there = [...town.classes.values()].find(({ offering }) => offering.id === id);
  if (there === undefined) throw new Error(`no class ${id}`);
  return there;
};

const teller =
  ({ texts }: Tools) =>
  (person: Person, key: string, there: ToyClass, more: Record<string, string | number> = {}): Applied => {
    const { title, code } = there.offering;
    const toOfficer = person.officer !== null;
    const how = { texts, language: person.contact.language ?? 'vi', slots: {}, toOfficer } as const;
    return { seatOutcome: renderText({ key, vars: { title, code, place: 0, ...more } }, how) };
  };

function perform(town: Town, there: ToyClass, deed: SeatAct): SeatResult {
  const { seating, outcome } = act(there.seating, deed, town.now);
  there.seating = seating;
  return outcome;
}

export function seatAppliers(tools: Tools): { readonly [T in SeatsEvent['type']]: Apply<T> } {
  const tell = teller(tools);
  return {
    seat_wanted: ({ offering, seats }, town, person) => {
      const there = classOf(town, offering);
      const allowed = mayAttend(there.offering, standingIn(person, tools));
      if (!allowed.ok) return tell(person, allowed.code, there);
      const deed = { kind: 'join', person: person.contact.id, producer: null, seats } as const;
      const { result, place = 0 } = perform(town, there, deed);
      return tell(person, `seats.wanted.${result}`, there, { place });
    },
    seat_left: ({ offering }, town, person) => {
      const there = classOf(town, offering);
      const { result } = perform(town, there, { kind: 'leave', person: person.contact.id });
      return tell(person, `seats.left.${result}`, there);
    },
    seat_answered: ({ offering, accepted }, town, person) => {
      const there = classOf(town, offering);
      const { result } = perform(town, there, { kind: 'answer', person: person.contact.id, accepted });
      return tell(person, `seats.answered.${result}`, there);
    },
    seat_substituted: ({ offering, name }, town, person) => {
      const there = classOf(town, offering);
      there.attendees.set(person.contact.id, name);
      return tell(person, 'seats.substituted.done', there, { name });
    },
    seat_confirmed: () => undefined,
    attendance_marked: ({ offering, session, claims, state }, town, person) => {
      const marked = { session, state, source: 'tap', device: person.name, markedAt: town.now } as const;
      const { marks } = classOf(town, offering);
      marks.push(...claims.map((claim) => ({ ...marked, claim, id: `${marks.length}:${claim}` })));
      return undefined;
    },
    walked_in: ({ offering, session, name }, town, person) => {
      const { walkIns, marks } = classOf(town, offering);
      const claim = `w${walkIns.size + 1}`;
      walkIns.set(claim, name);
      const marked = { session, state: 'present', source: 'walk_in', device: person.name } as const;
      marks.push({ ...marked, claim, id: `${marks.length}:${claim}`, markedAt: town.now });
      return undefined;
    },
  };
}
