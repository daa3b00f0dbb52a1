/** What the check-in page is given and sends back: the list of one class, marks made without a network, people who came without a seat. */
import { type Mark, presences } from '../core/attendance.ts';
import type { CheckInSession } from '../ports/class-papers.ts';
import type { PublicPages } from '../ports/pages.ts';
import type { SeatCodes } from '../ports/seat-code.ts';
import { attendanceList, takeMarks } from './attend.ts';
import type { Deps } from './deps.ts';

export type CheckInDeps = Pick<Deps, 'store' | 'clock' | 'library'> & {
  readonly pages: Pick<PublicPages, 'personalCode'>;
  readonly codes?: Pick<SeatCodes, 'spoken'>;
};

/** As a device sends it; a walk-in is named by the device's own id until we know the claim. */
export interface SentMark extends Omit<Mark, 'device'> {}
export interface SentWalkIn {
  readonly local: string;
  readonly name: string;
  readonly phone?: string;
}

/** A device of an officer; chats and other people's devices are others. */
const deviceOf = ({ officer }: CheckInSession, device: string): string => `page:${officer}:${device}`;

/** Digits by which somebody is found; the whole number stays with us. */
const shownDigits = 4;

/** The list as the device keeps it. Only what is needed to find people at the door. */
export async function checkInList(deps: CheckInDeps, session: CheckInSession, device: string) {
  const { offering } = session.view;
  const [{ lines }, marks] = await Promise.all([
    attendanceList(deps, offering),
    deps.store.marksOf(offering.id),
  ]);
  const own = deviceOf(session, device);
  const all = presences(marks);
  return {
    code: offering.code,
    title: offering.title,
    sessions: offering.sessions.map(({ id, day, from, to, venue }) => ({ id, day, from, to, venue })),
    people: lines.map(({ who }) => ({
      claim: who.claim,
      no: who.no,
      name: who.name ?? '',
      unit: who.unit === null ? '' : (deps.library.units.byCode(who.unit)?.name ?? ''),
      phoneEnd: who.phone?.slice(-shownDigits) ?? '',
      code: deps.pages.personalCode(who.claim),
      spoken: deps.codes?.spoken(who.claim, who.no) ?? '',
    })),
    presences: all.map(({ claim, session: at, state }) => ({ claim, session: at, state })),
    conflicts: all
      .filter(({ disagreeing }) => disagreeing.length > 0)
      .map(({ claim, session: at }) => ({ claim, session: at, sides: sidesOf(marks, { claim, at, own }) })),
  };
}

/** What each device last said, this one first. */
function sidesOf(
  marks: readonly Mark[],
  { claim, at, own }: { readonly claim: string; readonly at: string; readonly own: string },
) {
  const last = new Map<string, Mark>();
  for (const mark of marks)
    if (
      mark.claim === claim &&
      mark.session === at &&
      (last.get(mark.device)?.markedAt ?? 0) <= mark.markedAt
    )
      last.set(mark.device, mark);
  const kindOf = (device: string) => (device === own ? 'own' : device.startsWith('chat:') ? 'chat' : 'other');
  return [...last.values()]
    .map(({ device, state, markedAt }) => ({ device: kindOf(device), state, markedAt }))
    .toSorted((a, b) => Number(b.device === 'own') - Number(a.device === 'own'));
}

/** Takes in what a device did, also hours later and more than once. Gives how many marks were new. */
export async function takeFromPage(
  deps: CheckInDeps,
  session: CheckInSession,
  sent: {
    readonly device: string;
    readonly walkIns: readonly SentWalkIn[];
    readonly marks: readonly SentMark[];
  },
): Promise<number> {
  const claims = new Map<string, string>();
  for (const { local, name, phone } of sent.walkIns) {
    const who = phone === undefined ? { name } : { name, phone };
    claims.set(local, await deps.store.walkIn(session.view.offering.id, who, deps.clock.now()));
  }
  const known = /^\d{1,18}$/;
  const marks = sent.marks
    .map((mark) => ({ ...mark, claim: claims.get(mark.claim) ?? mark.claim }))
    .filter(({ claim }) => known.test(claim));
  const device = deviceOf(session, sent.device);
  // Ids are the device's own; another device must not be able to take them.
  const own = marks.map((mark) => ({ ...mark, device, id: `${device}:${mark.id}` }));
  return takeMarks(deps, own, session.officer);
}
