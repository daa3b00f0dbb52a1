/** Pure: to whom an officer's words about a class go, and who is left out and why. */
import { nextOpening, usualHours } from './announcement-policy.ts';
import type { MarkState } from './attendance.ts';
import { beginsAt, type Session, type SessionId } from './class.ts';
import type { Instant } from './model.ts';
import type { ClaimState } from './seats.ts';

export const messageGroups = ['all', 'seated', 'waiting', 'present', 'absent'] as const;
export type MessageGroup = (typeof messageGroups)[number];

/** Longest words of a message, in letters and signs. */
export const messageAtMost = 1000;

interface Reached {
  readonly claim: string;
  readonly state: ClaimState;
  readonly account: 'ok' | 'none' | 'blocked';
  readonly hadIt: boolean;
  readonly states: Readonly<Record<SessionId, MarkState>>;
}

/** Words go out after this: a slip of the hand can be taken back. */
export const messageGraceMs = 60_000;
const soonMs = 12 * 3_600_000;

/**
 * When words said now go out: by day (domain reference §12: 08:00–20:00), but at once when the class meets within twelve hours.
 */
export function messageAt(now: Instant, sessions: readonly Session[]): Instant {
  const due = now + messageGraceMs;
  const opening = nextOpening(due, usualHours, 0);
  const isSoon = sessions.some((session) => {
    const left = beginsAt({ sessions: [session] }) - now;
    return left > 0 && left <= soonMs;
  });
  return opening === null || isSoon ? due : opening;
}

const seated = ({ state }: Reached): boolean => state === 'taken' || state === 'walk_in';

/** Marks at one session, or at any of them. */
const marksAt = ({ states }: Reached, session: SessionId | undefined): readonly MarkState[] =>
  session === undefined ? Object.values<MarkState>(states) : [states[session] ?? []].flat();

const came = (one: Reached, session: SessionId | undefined): boolean =>
  marksAt(one, session).some((mark) => mark === 'present' || mark === 'late');

type IsMeant = (one: Reached, session: SessionId | undefined) => boolean;

const isIn: { readonly [G in MessageGroup]: IsMeant } = {
  all: () => true,
  seated: (one) => one.state === 'taken' || one.state === 'offered',
  waiting: ({ state }) => state === 'waiting',
  present: (one, session) => seated(one) && came(one, session),
  // Whoever was never marked did not come either.
  absent: (one, session) => one.state === 'taken' && !came(one, session),
};

/** Everybody of a group; present and absent at one session, or at any while none is named. */
export function groupOf<T extends Reached>(
  people: readonly T[],
  group: MessageGroup,
  session?: SessionId,
): readonly T[] {
  return people.filter((one) => isIn[group](one, session));
}

/** Why somebody of the group gets no message; nobody is left out silently. */
export const leftOutReasons = ['none', 'blocked', 'hadIt'] as const;
export type LeftOut = (typeof leftOutReasons)[number];

export function leftOut({ account, hadIt }: Reached): LeftOut | null {
  if (account !== 'ok') return account;
  return hadIt ? 'hadIt' : null;
}

/** Those of a group who are sent the words. */
export const reached = <T extends Reached>(group: readonly T[]): readonly T[] =>
  group.filter((one) => leftOut(one) === null);
