/** Personal codes: a person asks for their own, an officer is shown one by camera or by word of mouth. */
import { readShownCode } from '../../core/seat-code.ts';
import type { DeskPerson } from '../../flow/needs/class-office.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { sayTo, tell } from './seat-outcome.ts';

/** Whose code it is among the people of the class; a forged one is nobody's. */
function ownerOf({ deps }: Applying, text: string, people: readonly DeskPerson[]): DeskPerson | undefined {
  const shown = readShownCode(text);
  const { codes } = deps;
  if (shown === null || codes === undefined) return undefined;
  if (shown.kind === 'spoken') return people.find(({ claim, no }) => codes.spoken(claim, no) === shown.code);
  const claim = codes.read(shown.code);
  return people.find((one) => one.claim === claim);
}

/** Present from now on; shown twice it counts once, as all marks do. */
export const seatCodeShown: Handler<'seat_code_shown'> = async ({ code, session, shown }, turn) => {
  const { tx, contact, officer, inbound, at } = turn;
  const desk = officer === null ? null : await tx.classOffice.deskOf(code, contact.id);
  if (desk === null) return tell(turn, 'checkIn.notYours');
  const who = ownerOf(turn, shown, desk.people);
  if (who === undefined) return tell(turn, 'checkIn.unknownCode');
  const vars = { name: who.name ?? '–', no: who.no };
  if (who.state !== 'taken' && who.state !== 'walk_in') return tell(turn, 'checkIn.noSeat', vars);
  const before = who.states[session];
  if (before === 'present' || before === 'late') return tell(turn, 'checkIn.codeAgain', vars);
  const by = { device: `chat:${contact.id}`, source: 'code', markedAt: at, state: 'present' } as const;
  await tx.markAttendance(
    [{ ...by, id: `${inbound.id}:${who.claim}`, session, claim: who.claim }],
    contact.id,
    at,
  );
  tell(turn, 'checkIn.codeNoted', vars);
};

export const seatCodeWanted: Handler<'seat_code_wanted'> = async ({ code }, turn) => {
  const { tx, contact, deps } = turn;
  const view = await tx.classOffice.findOffering(code);
  const seat = view === null ? null : await tx.classOffice.seatOf(view.offering.id, contact.id);
  const spoken = seat === null ? undefined : deps.codes?.spoken(seat.claim, seat.no);
  turn.slots.seatCode =
    spoken === undefined
      ? sayTo(turn, 'classes.own.noCode')
      : sayTo(turn, 'classes.own.code', { spoken, title: view?.offering.title ?? '' });
};
