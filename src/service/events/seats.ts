/** Events about seats. The act itself decides, under the lock of the class; what became of it is said in a slot. */

import type { OfferingId } from '../../core/class.ts';
import { mayAttend } from '../../core/class-access.ts';
import { writtenKey } from '../../core/enrol-match.ts';
import type { EventType, Vars } from '../../core/event.ts';
import type { ContactId } from '../../core/model.ts';
import { isSamePerson, type SeatAct, type SeatResult } from '../../core/seats.ts';
import type { SeatsEvent } from '../../core/seats-event.ts';
import type { OfferingView } from '../../flow/needs/seats.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { sayTo, tell } from './seat-outcome.ts';

type SeatHandlers = { readonly [T in SeatsEvent['type'] & EventType]: Handler<T> };

function addLine(turn: Applying, key: string): void {
  turn.slots.seatOutcome = `${turn.slots.seatOutcome ?? ''}\n${sayTo(turn, key)}`;
}

const varsOf = ({ offering }: OfferingView, result?: SeatResult): Vars => ({
  title: offering.title,
  code: offering.code,
  place: result?.place ?? 0,
});

const act = (turn: Applying, offering: OfferingId, deed: SeatAct): Promise<SeatResult> =>
  turn.tx.seatAct(offering, deed, { inboundId: turn.inbound.id, at: turn.at });

const seatWanted: Handler<'seat_wanted'> = async ({ offering, seats, application }, turn) => {
  const { tx, contact, inbound, at } = turn;
  const [view, standing] = await Promise.all([
    tx.offeringById(offering, contact.id),
    tx.standingOf(contact.id),
  ]);
  if (view === null || view.offering.state !== 'open') return tell(turn, 'seats.wanted.closed');
  const allowed = mayAttend(view.offering, standing);
  if (!allowed.ok) return tell(turn, allowed.code);
  const { name, phone, unit } = contact;
  const written =
    name === null || phone === null ? {} : { written: writtenKey({ name, phone, unit, copy: 1 }) };
  const { producer } = standing;
  const wanted: SeatAct = { kind: 'join', person: contact.id, producer, seats, ...written };
  const more = { inboundId: inbound.id, at, ...(application === undefined ? {} : { application }) };
  const sharers = await tx.onSamePhone(offering, contact.id);
  if (sharers.some((one) => isSamePerson(name, one))) return tell(turn, 'seats.wanted.twin', varsOf(view));
  const result = await tx.seatAct(offering, wanted, more);
  tell(turn, `seats.wanted.${result.result}`, varsOf(view, result));
  const joined = result.result === 'taken' || result.result === 'waiting';
  if (joined && sharers.length > 0) addLine(turn, 'seats.samePhone');
};

const seatLeft: Handler<'seat_left'> = async ({ offering }, turn) => {
  const result = await act(turn, offering, { kind: 'leave', person: turn.contact.id });
  tell(turn, `seats.left.${result.result}`);
};

const seatAnswered: Handler<'seat_answered'> = async ({ offering, accepted }, turn) => {
  const result = await act(turn, offering, { kind: 'answer', person: turn.contact.id, accepted });
  tell(turn, `seats.answered.${result.result}`);
};

const seatSubstituted: Handler<'seat_substituted'> = async ({ offering, name, phone }, turn) => {
  const { tx, contact } = turn;
  const to = phone === undefined ? null : await tx.colleagueWith(contact.id, phone);
  if (to !== null) return handOver(turn, offering, to, name);
  const done = await tx.substitute(offering, contact.id, phone === undefined ? { name } : { name, phone });
  tell(turn, done ? 'seats.substituted.done' : 'seats.substituted.no_claim', { name });
};

/** Somebody of the same producer who talks to us as well: the seat is theirs from now on, and so are its messages. */
async function handOver(turn: Applying, offering: OfferingId, to: ContactId, name: string): Promise<void> {
  const { producer } = await turn.tx.standingOf(to);
  const deed: SeatAct = { kind: 'hand_over', person: turn.contact.id, to, producer };
  const { result } = await act(turn, offering, deed);
  tell(turn, `seats.handed.${result}`, { name });
}

const seatConfirmed: Handler<'seat_confirmed'> = ({ offering }, turn) =>
  turn.tx.confirmSeat(offering, turn.contact.id, turn.at);

/** Only officers' flows state these; the list itself was looked up for their units. */
const attendanceMarked: Handler<'attendance_marked'> = async ({ session, claims, state }, turn) => {
  const { tx, contact, inbound, at } = turn;
  if (turn.officer === null) return;
  const by = { device: `chat:${contact.id}`, source: 'tap', markedAt: at } as const;
  const marks = claims.map((claim) => ({ ...by, id: `${inbound.id}:${claim}`, session, claim, state }));
  await tx.markAttendance(marks, contact.id, at);
};

const walkedIn: Handler<'walked_in'> = async ({ offering, session, name }, turn) => {
  const { tx, contact, inbound, at } = turn;
  if (turn.officer === null) return;
  const claim = await tx.walkIn(offering, { name }, at);
  const mark = { id: `${inbound.id}:${claim}`, session, claim, state: 'present', source: 'walk_in' } as const;
  await tx.markAttendance([{ ...mark, device: `chat:${contact.id}`, markedAt: at }], contact.id, at);
};

export const seatHandlers: SeatHandlers = {
  seat_wanted: seatWanted,
  seat_left: seatLeft,
  seat_answered: seatAnswered,
  seat_substituted: seatSubstituted,
  seat_confirmed: seatConfirmed,
  attendance_marked: attendanceMarked,
  walked_in: walkedIn,
};
