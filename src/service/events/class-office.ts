/** Events of officers about classes; only officers of the class's units get anywhere, whatever a flow says. */
import { dayOf, startOf } from '../../core/calendar.ts';
import { isCalendarOnly } from '../../core/class.ts';
import { groupOf, messageAt, messageGraceMs, reached } from '../../core/class-message.ts';
import type { ClassOfficeEvent } from '../../core/class-office-event.ts';
import type { Refusal } from '../../core/error.ts';
import type { EventType, Vars } from '../../core/event.ts';
import type { Instant, UnitCode } from '../../core/model.ts';
import { faultText } from '../../flow/flows/class-days.ts';
import { shownInstant } from '../../flow/flows/offering-card.ts';
import type { ClassDesk } from '../../flow/needs/class-office.ts';
import type { Applying, Handler } from '../apply-events.ts';
import {
  cancelClass,
  changeClass,
  createClasses,
  cutClass,
  type Office,
  setEnrolment,
  setMaterials,
  unseat,
} from '../class-office.ts';
import { renderText } from '../render.ts';
import { seatCodeShown, seatCodeWanted } from './seat-code.ts';

type Handlers = { readonly [T in ClassOfficeEvent['type'] & EventType]: Handler<T> };

const dayMs = 86_400_000;

const officeOf = ({ tx, at }: Applying): Office => ({ store: tx.classOffice, clock: { now: () => at } });

function tell(turn: Applying, key: string, vars: Vars = {}): void {
  const { deps, language } = turn;
  turn.slots.classOutcome = renderText({ key, vars }, { texts: deps.texts, language, slots: {} });
}

/** And how many have to be called, if any. */
function tellWithOthers(turn: Applying, key: string, people: ClassDesk['people'], vars: Vars = {}): number {
  const told = people.filter(({ account }) => account === 'ok').length;
  if (people.length === 0) tell(turn, `${key}Nobody`);
  else tell(turn, key, { ...vars, told });
  const others = people.length - told;
  if (others > 0) {
    const line = turn.deps.texts.text('classDesk.others', { others: String(others) }, turn.language);
    turn.slots.classOutcome = `${turn.slots.classOutcome ?? ''}\n${line}`;
  }
  return told;
}

const note = ({ tx, contact, at }: Applying, action: string, subject: string, detail: object = {}) =>
  tx.audit({ actor: contact.id, action, subject, detail: detail as Record<string, string | number> }, at);

/** The class as it stands; nothing for a class of other units. */
const deskOf = (
  { tx, contact, officer }: Applying,
  code: string,
  text?: string,
): Promise<ClassDesk | null> =>
  officer === null ? Promise.resolve(null) : tx.classOffice.deskOf(code, contact.id, text);

/** A unit of the officer's, or a commune of a province of theirs. */
function isTheirs({ officer, deps }: Applying, unit: UnitCode): boolean {
  const province = deps.library.units.byCode(unit)?.provinceCode as UnitCode | undefined;
  const own: readonly UnitCode[] = officer?.units ?? [];
  return own.includes(unit) || (province !== undefined && own.includes(province));
}

const tellFaults = (turn: Applying, faults: readonly Refusal[]): void =>
  tell(turn, 'classDesk.faults', { faults: { lines: faults.map(faultText) } });

const opened: Handler<'class_opened'> = async ({ draft }, turn) => {
  if (![draft.unit, ...draft.unitsServed].every((unit) => isTheirs(turn, unit)))
    return tell(turn, 'checkIn.notYours');
  const outcome = await createClasses(officeOf(turn), draft);
  if ('faults' in outcome) return tellFaults(turn, outcome.faults);
  // The first of a series last: it is the one that is looked at next.
  for (const { code } of outcome.made.toReversed()) await note(turn, 'class_opened', code);
  const codes = outcome.made.map(({ code }) => code).join(', ');
  const key = isCalendarOnly(draft.kind) ? 'openedCalendar' : 'opened';
  tell(turn, `makeClass.${key}`, { codes, count: outcome.made.length, title: draft.title });
};

const changed: Handler<'class_changed'> = async ({ code, seen, sessions }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const { view, people } = desk;
  if (view.offering.version !== seen) return tell(turn, 'class.changedMeanwhile');
  const result = await changeClass(officeOf(turn), view, { sessions });
  if (!result.ok) return tell(turn, result.code);
  await note(turn, 'class_changed', code, { version: seen + 1 });
  tellWithOthers(turn, 'classDesk.changed', people);
};

const resized: Handler<'class_resized'> = async ({ code, capacity, claims, keepsPlace }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const { unseated, over } = await cutClass(officeOf(turn), desk.view, { capacity, claims, keepsPlace });
  await note(turn, 'class_resized', code, { capacity, unseated });
  const key = over > 0 ? 'over' : unseated > 0 ? 'cut' : 'done';
  tell(turn, `classDesk.resized.${key}`, { capacity, unseated, over });
};

const lastInstant = (turn: Applying, until: string | null): Instant =>
  until === null ? turn.at : startOf(until as ReturnType<typeof dayOf>) + dayMs;

const enrolment: Handler<'enrolment_set'> = async ({ code, seen, until }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  if (desk.view.offering.version !== seen) return tell(turn, 'class.changedMeanwhile');
  const result = await setEnrolment(officeOf(turn), desk.view, lastInstant(turn, until));
  if (!result.ok) return tell(turn, result.code);
  await note(turn, 'class_enrolment_set', code, { closes: dayOf(result.value) });
  const key = until === null ? 'closed' : 'open';
  tell(turn, `classDesk.enrolled.${key}`, { until: { day: dayOf(result.value - 1) } });
};

const materialsSet: Handler<'class_materials_set'> = async ({ code, seen, materials }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const { offering } = desk.view;
  if (offering.version !== seen) return tell(turn, 'class.changedMeanwhile');
  const result = await setMaterials(officeOf(turn), desk.view, materials);
  if (!result.ok) return tell(turn, result.code);
  await note(turn, 'class_materials_set', code, { count: result.value });
  const key = materials.length > offering.materials.length ? 'added' : 'dropped';
  tell(turn, `classDesk.materials.${key}`, { title: offering.title });
};

const dropped: Handler<'people_dropped'> = async ({ code, claims }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const people = desk.people.filter(({ claim, state }) => state !== 'walk_in' && claims.includes(claim));
  if (people.length === 0) return tell(turn, 'classDesk.drop.gone');
  const keys = people.map(({ person }) => person);
  await unseat(officeOf(turn), desk.view, keys, false);
  await note(turn, 'people_dropped', code, { count: people.length });
  tellWithOthers(turn, 'classDesk.drop.done', people, { count: people.length });
};

const cancelled: Handler<'class_cancelled'> = async ({ code, reason }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  if (desk.view.offering.state === 'cancelled') return tell(turn, 'classDesk.already');
  const next = await cancelClass(officeOf(turn), desk.view, reason);
  const key = next === null || desk.people.length === 0 ? 'cancelled' : 'cancelledNext';
  const told = tellWithOthers(turn, `classDesk.${key}`, desk.people, { next: next ?? '' });
  await note(turn, 'class_cancelled', code, { told, ...(next === null ? {} : { next }) });
};

const messaged: Handler<'class_messaged'> = async ({ code, group, session, text }, turn) => {
  const desk = await deskOf(turn, code, text);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const claims = reached(groupOf(desk.people, group, session)).map(({ claim }) => claim);
  const { id: offering, sessions } = desk.view.offering;
  const dueAt = messageAt(turn.at, sessions);
  const count = await turn.tx.classOffice.noteMessage({ offering, claims, text, dueAt });
  await note(turn, 'class_messaged', code, { group, count });
  const isLater = dueAt > turn.at + messageGraceMs;
  tell(turn, isLater ? 'classDesk.messagedLater' : 'classDesk.messaged', { count, at: shownInstant(dueAt) });
};

const stopped: Handler<'class_message_stopped'> = async ({ code }, turn) => {
  const desk = await deskOf(turn, code);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const count = await turn.tx.classOffice.stopMessages(desk.view.offering.id);
  await note(turn, 'class_message_stopped', code, { count });
  tell(turn, count === 0 ? 'classDesk.tooLate' : 'classDesk.stopped', { count });
};

export const classOfficeHandlers: Handlers = {
  class_opened: opened,
  class_changed: changed,
  class_resized: resized,
  enrolment_set: enrolment,
  class_materials_set: materialsSet,
  people_dropped: dropped,
  class_cancelled: cancelled,
  class_messaged: messaged,
  class_message_stopped: stopped,
  seat_code_shown: seatCodeShown,
  seat_code_wanted: seatCodeWanted,
};
