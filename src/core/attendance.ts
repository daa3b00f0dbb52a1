/**
 * Pure: who came. Devices make marks, also without a network for hours; what counts is worked out from all marks of a person
 * and a session, so that sending them twice or from two devices counts nobody twice.
 */
import type { SessionId } from './class.ts';
import type { Instant } from './model.ts';

export const markStates = ['present', 'late', 'absent', 'excused'] as const;
export type MarkState = (typeof markStates)[number];
/** How it was made: the person's QR, the poster's, a code typed in, a name tapped, somebody without a seat. */
export const markSources = ['qr', 'poster', 'code', 'tap', 'walk_in'] as const;
export type MarkSource = (typeof markSources)[number];

export interface Mark {
  /** Made by the device. */
  readonly id: string;
  readonly session: SessionId;
  /** The claim's id. */
  readonly claim: string;
  readonly state: MarkState;
  readonly source: MarkSource;
  readonly device: string;
  /** By the device's clock. */
  readonly markedAt: Instant;
}

export interface Presence {
  readonly session: SessionId;
  readonly claim: string;
  readonly state: MarkState;
  /** When they came, as far as anybody saw them come. */
  readonly cameAt: Instant | null;
  /** Devices that disagree; the officer looks at these. */
  readonly disagreeing: readonly string[];
}

const came = ({ state }: Mark): boolean => state === 'present' || state === 'late';

/** The last word of each device: whoever corrects a mark makes a new one. */
function lastByDevice(marks: readonly Mark[]): readonly Mark[] {
  const last = new Map<string, Mark>();
  for (const mark of marks) {
    const before = last.get(mark.device);
    const isLater =
      before === undefined ||
      mark.markedAt > before.markedAt ||
      (mark.markedAt === before.markedAt && mark.id > before.id);
    if (isLater) last.set(mark.device, mark);
  }
  return [...last.values()].toSorted((a, b) => a.markedAt - b.markedAt || (a.id < b.id ? -1 : 1));
}

/**
 * What marks of one person at one session say together: whoever was seen by any device was there, from the first time on; two
 * devices of which one saw them and the other wrote them absent or excused disagree.
 */
export function presenceOf(marks: readonly Mark[]): Omit<Presence, 'session' | 'claim'> {
  const last = lastByDevice(marks);
  const [first] = last.filter(came);
  const state = first?.state ?? last.at(-1)?.state ?? 'absent';
  const sides = new Set(last.map((mark) => (came(mark) ? 'came' : mark.state)));
  return {
    state,
    cameAt: first?.markedAt ?? null,
    disagreeing: sides.size > 1 ? last.map(({ device }) => device) : [],
  };
}

/** The list of a class: one line a person and session. */
export function presences(marks: readonly Mark[]): readonly Presence[] {
  return [...grouped(marks).values()].flatMap((group) => {
    const [one] = group;
    return one === undefined ? [] : [{ session: one.session, claim: one.claim, ...presenceOf(group) }];
  });
}

function grouped(marks: readonly Mark[]): ReadonlyMap<string, readonly Mark[]> {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.session}/${mark.claim}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return groups;
}
