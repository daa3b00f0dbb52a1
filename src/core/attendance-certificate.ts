/** Pure: who is certified to have attended a class, under which number, and what strangers may see of it. */
import type { MarkState } from './attendance.ts';
import type { OfferingId, SessionId } from './class.ts';
import type { ContactId, Instant, UnitCode } from './model.ts';
import { compareByGivenName } from './person-name.ts';

/** Whom the officer certifies: those seen at every session, or at one at least. */
export const attendanceRules = ['every', 'some'] as const;
export type AttendanceRule = (typeof attendanceRules)[number];

/** Somebody of the list with what became of each session. */
export interface Attendee {
  readonly claim: string;
  readonly name: string;
  readonly states: Readonly<Record<SessionId, MarkState>>;
}

/** Somebody to certify. */
export interface Certified {
  readonly claim: string;
  readonly name: string;
  /** Sessions attended, of how many. */
  readonly attended: number;
  readonly sessions: number;
}

/** A line of the register. */
export interface AttendanceProof extends Certified {
  /** In the QR; cannot be guessed. */
  readonly code: string;
  readonly offering: OfferingId;
  readonly unit: UnitCode;
  readonly year: number;
  readonly number: number;
  readonly contactId: ContactId | null;
  readonly issuedAt: Instant;
}

const came = (state: MarkState | undefined): boolean => state === 'present' || state === 'late';

/** Gives whom the rule certifies, by given name; nobody without a name is. */
export function whomToCertify(
  people: readonly Attendee[],
  sessions: readonly SessionId[],
  rule: AttendanceRule,
): readonly Certified[] {
  const least = rule === 'every' ? sessions.length : 1;
  return people
    .map(({ claim, name, states }) => ({
      claim,
      name,
      attended: sessions.filter((session) => came(states[session])).length,
      sessions: sessions.length,
    }))
    .filter(({ name, attended }) => attended > 0 && attended >= least && /\p{L}/u.test(name))
    .toSorted((a, b) => compareByGivenName(a.name, b.name));
}

/** People who were expected and seen at no session. */
export function whoStayedAway(people: readonly Attendee[]): readonly Attendee[] {
  return people
    .filter(({ states }) => !Object.values(states).some(came))
    .toSorted((a, b) => compareByGivenName(a.name, b.name));
}

/** `12/2026/CN-TH`: number, year, and what it is (chứng nhận tập huấn). */
export const formatAttendanceNumber = ({ number, year }: Pick<AttendanceProof, 'number' | 'year'>): string =>
  `${number}/${year}/CN-TH`;

/** `N. V. M.`: all that the public page shows of a name. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u);
  return words
    .filter((word) => word !== '')
    .map((word) => `${[...word][0]?.toLocaleUpperCase('vi') ?? ''}.`)
    .join(' ');
}
