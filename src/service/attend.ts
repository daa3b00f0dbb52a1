/** Who came: marks of devices are stored once however often they are sent; what they say together is worked out on reading. */
import { type Mark, type Presence, presences } from '../core/attendance.ts';
import type { Offering } from '../core/class.ts';
import type { ContactId } from '../core/model.ts';
import { compareByGivenName } from '../core/person-name.ts';
import type { RosterRow } from '../ports/roster.ts';
import type { Deps } from './deps.ts';

type Attending = Pick<Deps, 'store' | 'clock'>;

/** A person of the list with what became of each session. */
export interface AttendanceLine {
  readonly who: RosterRow;
  readonly presences: readonly Presence[];
}

export interface AttendanceList {
  /** By given name (tên), as lists are read in Vietnam. */
  readonly lines: readonly AttendanceLine[];
  /** People about whom devices disagree. */
  readonly conflicts: readonly AttendanceLine[];
}

/** Takes in what a device marked, also hours later. A clock that runs ahead is not believed. Gives how many were new. */
export function takeMarks(
  { store, clock }: Attending,
  marks: readonly Mark[],
  by: ContactId | null,
): Promise<number> {
  const now = clock.now();
  const believable = marks.map((mark) => ({ ...mark, markedAt: Math.min(mark.markedAt, now) }));
  return store.markAttendance(believable, by, now);
}

/** The list of a class as it stands now; whoever was never marked has no presence. */
export async function attendanceList(
  { store }: Pick<Deps, 'store'>,
  { id }: Pick<Offering, 'id'>,
): Promise<AttendanceList> {
  const [rows, marks] = await Promise.all([store.roster(id), store.marksOf(id)]);
  const all = presences(marks);
  const lines = rows
    .filter(({ state }) => state === 'taken' || state === 'walk_in')
    .map((who) => ({ who, presences: all.filter(({ claim }) => claim === who.claim) }))
    .toSorted((a, b) => compareByGivenName(a.who.name ?? '', b.who.name ?? ''));
  const conflicts = lines.filter((line) => line.presences.some(({ disagreeing }) => disagreeing.length > 0));
  return { lines, conflicts };
}
