/** Officers' work on classes in the world of the scenarios, and what people are told of it (`@told`). */
import { dayOf, startOf } from '../../src/core/calendar.ts';
import { formatOfferingCode, isCalendarOnly } from '../../src/core/class.ts';
import { draftFaults, offeringOf, seriesOf } from '../../src/core/class-draft.ts';
import { groupOf, reached } from '../../src/core/class-message.ts';
import type { ClassOfficeEvent } from '../../src/core/class-office-event.ts';
import type { EventOf, VarValue } from '../../src/core/event.ts';
import type { Bubble } from '../../src/core/message.ts';
import type { ContactId } from '../../src/core/model.ts';
import { act, heldSeats } from '../../src/core/seat-act.ts';
import { readShownCode } from '../../src/core/seat-code.ts';
import { stillToUnseat } from '../../src/core/seat-cut.ts';
import type { ClaimState, NoticeKind, SeatAct } from '../../src/core/seats.ts';
import type { ClassDesk, ClassOfficeQuery } from '../../src/flow/needs/class-office.ts';
import type { Found, Query } from '../../src/flow/needs.ts';
import type { Texts } from '../../src/ports.ts';
import { renderText } from '../../src/service/render.ts';
import { renderNotice } from '../../src/service/seat-notice.ts';
import { deskIn, memoryOf, toyCode } from './toy-class-desk.ts';
import { findClass, type ToyClass } from './toy-seats.ts';
import type { Person, Town } from './toy-world.ts';

export const isClassOfficeQuery = (query: Query): query is ClassOfficeQuery =>
  query.kind === 'classDesk' || query.kind === 'classMade' || query.kind === 'classMessages';

export function findInClassOffice(town: Town, query: ClassOfficeQuery, asker: ContactId): Found {
  if (query.kind === 'classDesk')
    return { kind: 'classDesk', desk: deskIn(town, query.code, asker, query.text) };
  if (query.kind === 'classMessages') {
    const view = deskIn(town, query.code, asker)?.view ?? null;
    return {
      kind: 'classMessages',
      view,
      messages: memoryOf(town).sent.filter(({ code }) => code === query.code),
    };
  }
  const code = memoryOf(town).made.at(-1);
  return { kind: 'classMade', view: code === undefined ? null : findClass(town, code, asker) };
}

const toldWhen: Readonly<Partial<Record<ClaimState, NoticeKind>>> = {
  offered: 'offered',
  waiting: 'put_back',
  removed: 'removed',
  cancelled: 'cancelled',
};

/** Carries out an act and writes down whom it concerns. */
function perform(town: Town, code: string, deed: SeatAct): ToyClass {
  const there = town.classes.get(code);
  if (there === undefined) throw new Error(`no class ${code}`);
  const before = there.seating.claims;
  there.seating = act(there.seating, deed, town.now).seating;
  for (const { no, person, state } of there.seating.claims) {
    const was = before.find((one) => one.no === no)?.state;
    const kind = was === undefined || was === state ? undefined : toldWhen[state];
    if (kind !== undefined) memoryOf(town).notices.push({ person, kind, code, text: null });
  }
  return there;
}

/** What waits to be told, as people read it; told once. */
export function tellAll(
  town: Town,
  texts: Texts,
): readonly { readonly to: Person; readonly bubbles: readonly Bubble[] }[] {
  return memoryOf(town)
    .notices.splice(0)
    .flatMap(({ person, kind, code, text }, at) => {
      const [to, view] = [town.people.get(person), findClass(town, code, person as ContactId)];
      if (to === undefined || view === null) return [];
      const recipient = { channel: 'telegram', address: person } as const;
      const notice = { id: `${at}`, key: '', claim: 'c', kind, text, contact: to.contact, recipient, view };
      const channels = { telegram: { limits: { text: 4096, buttons: 100 } } as never };
      const outcome = renderNotice({ texts, channels, clock: { now: () => 0 } }, notice);
      return 'plan' in outcome ? [{ to, bubbles: outcome.plan.bubbles }] : [];
    });
}

type Applied = Readonly<Record<string, string>> | undefined;
type Apply<T extends ClassOfficeEvent['type']> = (event: EventOf<T>, town: Town, person: Person) => Applied;
type Vars = Readonly<Record<string, VarValue>>;

export function classOfficeAppliers(texts: Texts): {
  readonly [T in ClassOfficeEvent['type']]: Apply<T>;
} {
  const tell = ({ contact }: Person, key: string, vars: Vars = {}, slot = 'classOutcome'): Applied => ({
    [slot]: renderText({ key, vars }, { texts, language: contact.language ?? 'vi', slots: {} }),
  });
  const desk = (town: Town, code: string, { contact }: Person, text?: string): ClassDesk => {
    const found = deskIn(town, code, contact.id, text);
    if (found === null) throw new Error(`${contact.id} does not look after ${code}`);
    return found;
  };
  return {
    class_opened: ({ draft }, town, person) => {
      if (draftFaults(draft, dayOf(town.now)).length > 0) throw new Error('a faulty class was opened');
      const codes = seriesOf(draft).map((one, n) => {
        const code = formatOfferingCode(one.kind, 100 + town.classes.size);
        const { offering, rules } = offeringOf(one, code, n === 0 ? undefined : code);
        const seating = { ...rules, claims: [] };
        town.classes.set(code, { offering, seating, attendees: new Map(), marks: [], walkIns: new Map() });
        return code;
      });
      memoryOf(town).made.push(...codes.toReversed());
      return tell(person, `makeClass.${isCalendarOnly(draft.kind) ? 'openedCalendar' : 'opened'}`, {
        codes: codes.join(', '),
        count: codes.length,
        title: draft.title,
      });
    },
    class_changed: ({ code, seen, sessions }, town, person) => {
      const { people } = desk(town, code, person);
      const there = town.classes.get(code) as ToyClass;
      if (there.offering.version !== seen) return tell(person, 'class.changedMeanwhile');
      town.classes.set(code, { ...there, offering: { ...there.offering, sessions, version: seen + 1 } });
      for (const one of people)
        memoryOf(town).notices.push({ person: one.person, kind: 'changed', code, text: null });
      const told = people.filter(({ account }) => account === 'ok').length;
      return tell(person, people.length === 0 ? 'classDesk.changedNobody' : 'classDesk.changed', {
        told,
        others: people.length - told,
      });
    },
    class_resized: ({ code, capacity, claims, keepsPlace }, town, person) => {
      const { people } = desk(town, code, person);
      const { seating } = perform(town, code, { kind: 'resize', capacity });
      const over = Math.max(0, heldSeats(seating) - capacity);
      const chosen = claims.flatMap((claim) => people.find((one) => one.claim === claim) ?? []);
      const unseated = stillToUnseat(chosen, over);
      if (unseated.length > 0)
        perform(town, code, { kind: 'unseat', people: unseated.map((one) => one.person), keepsPlace });
      const left = Math.max(0, over - unseated.reduce((sum, { seats }) => sum + seats, 0));
      const key = left > 0 ? 'over' : unseated.length > 0 ? 'cut' : 'done';
      return tell(person, `classDesk.resized.${key}`, { capacity, unseated: unseated.length, over: left });
    },
    enrolment_set: ({ code, until }, town, person) => {
      const there = town.classes.get(code) as ToyClass;
      const closesAt =
        until === null ? town.now : Math.min(startOf(until) + 86_400_000, there.seating.startsAt);
      there.seating = { ...there.seating, closesAt };
      const key = until === null ? 'closed' : 'open';
      return tell(person, `classDesk.enrolled.${key}`, { until: { day: dayOf(closesAt - 1) } });
    },
    class_materials_set: ({ code, seen, materials }, town, person) => {
      const there = town.classes.get(code) as ToyClass;
      if (there.offering.version !== seen) return tell(person, 'class.changedMeanwhile');
      const before = there.offering.materials.length;
      town.classes.set(code, { ...there, offering: { ...there.offering, materials, version: seen + 1 } });
      const key = materials.length > before ? 'added' : 'dropped';
      return tell(person, `classDesk.materials.${key}`, { title: there.offering.title });
    },
    people_dropped: ({ code, claims }, town, person) => {
      const people = desk(town, code, person).people.filter(({ claim }) => claims.includes(claim));
      const keys = people.map((one) => one.person);
      perform(town, code, { kind: 'unseat', people: keys, keepsPlace: false });
      return tell(person, 'classDesk.drop.done', { count: people.length });
    },
    class_cancelled: ({ code, reason }, town, person) => {
      const { people } = desk(town, code, person);
      const there = perform(town, code, { kind: 'cancel' });
      town.classes.set(code, {
        ...there,
        offering: {
          ...there.offering,
          state: 'cancelled',
          cancelReason: reason,
          version: there.offering.version + 1,
        },
      });
      const told = people.filter(({ account }) => account === 'ok').length;
      return tell(person, people.length === 0 ? 'classDesk.cancelledNobody' : 'classDesk.cancelled', {
        told,
        others: people.length - told,
        next: '',
      });
    },
    class_messaged: ({ code, group, session, text }, town, person) => {
      const { people } = desk(town, code, person, text);
      const to = reached(groupOf(people, group, session));
      for (const one of to) {
        memoryOf(town).had.add(`${code}/${one.claim}/${text}`);
        memoryOf(town).notices.push({ person: one.person, kind: 'message', code, text });
      }
      const result = { reached: to.length, underWay: 0, failed: [] };
      memoryOf(town).sent.unshift({ code, text, at: town.now, ...result });
      return tell(person, 'classDesk.messaged', { count: to.length });
    },
    class_message_stopped: ({ code }, town, person) => {
      const { notices, had } = memoryOf(town);
      const isGone = (one: (typeof notices)[number]) => one.code === code && one.kind === 'message';
      const count = notices.filter(isGone).length;
      notices.splice(0, notices.length, ...notices.filter((one) => !isGone(one)));
      had.clear();
      memoryOf(town).sent.splice(0);
      return tell(person, count === 0 ? 'classDesk.tooLate' : 'classDesk.stopped', { count });
    },
    seat_code_shown: ({ code, session, shown }, town, person) => {
      const read = readShownCode(shown);
      const who = desk(town, code, person).people.find(({ no }) => toyCode(no) === read?.code);
      if (who === undefined) return tell(person, 'checkIn.unknownCode', {}, 'seatOutcome');
      const vars = { name: who.name ?? '–', no: who.no };
      if (who.state !== 'taken') return tell(person, 'checkIn.noSeat', vars, 'seatOutcome');
      if (who.states[session] !== undefined) return tell(person, 'checkIn.codeAgain', vars, 'seatOutcome');
      const { marks } = town.classes.get(code) as ToyClass;
      const by = {
        session,
        source: 'code',
        device: person.name,
        markedAt: town.now,
        state: 'present',
      } as const;
      marks.push({ ...by, claim: who.claim, id: `${marks.length}:${who.claim}` });
      return tell(person, 'checkIn.codeNoted', vars, 'seatOutcome');
    },
    seat_code_wanted: ({ code }, town, person) => {
      const view = findClass(town, code, person.contact.id);
      const spoken = toyCode(view?.mine?.no ?? 0);
      return tell(person, 'classes.own.code', { spoken, title: view?.offering.title ?? '' }, 'seatCode');
    },
  };
}
