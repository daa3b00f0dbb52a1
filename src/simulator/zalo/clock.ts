/** Virtual time: real time that can be moved ahead, or time that moves only when told to. */

export interface VirtualClock {
  /** Ms since 1970. */
  now(): number;
  /** Runs the task once `ms` of virtual time have passed. Gives a function that cancels it. */
  after(ms: number, task: () => void | Promise<void>): () => void;
  /** Moves time ahead; tasks that fall due on the way run in order, each awaited. */
  advance(ms: number): Promise<void>;
  /** Moves time ahead to a moment. @throws RangeError when that is in the past */
  moveTo(at: number): Promise<void>;
  close(): void;
}

interface Task {
  readonly at: number;
  readonly run: () => void | Promise<void>;
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export function createClock(options: { startAt?: number; ticking?: boolean } = {}): VirtualClock {
  const ticking = options.ticking ?? true;
  const hand = createHand(options.startAt ?? Date.now(), ticking);
  const diary = createDiary(hand);
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    const next = diary.nextAt();
    if (!ticking || next === undefined) return;
    const wait = Math.min(Math.max(0, next - hand.now()), LONGEST_TIMEOUT_MS);
    timer = setTimeout(() => void diary.runDue(hand.now()).finally(arm), wait);
    timer.unref();
  }

  function after(ms: number, run: Task['run']): () => void {
    const task = { at: hand.now() + ms, run };
    if (diary.add(task) === 0) arm();
    return () => diary.remove(task);
  }

  async function moveTo(at: number): Promise<void> {
    if (at < hand.now()) throw new RangeError('The clock only moves ahead');
    await diary.runDue(at);
    hand.put(Math.max(at, hand.now()));
    arm();
  }

  const advance = (ms: number): Promise<void> => moveTo(hand.now() + ms);
  return { now: hand.now, after, moveTo, advance, close: () => clearTimeout(timer) };
}

interface Hand {
  now(): number;
  put(at: number): void;
}

/** What is to be done, by when; of two at the same moment the one noted first comes first. */
function createDiary(hand: Hand) {
  const tasks: Task[] = [];
  return {
    nextAt: (): number | undefined => tasks[0]?.at,
    /** Gives its place, from 0. */
    add(task: Task): number {
      const place = tasks.findLastIndex((other) => other.at <= task.at) + 1;
      tasks.splice(place, 0, task);
      return place;
    },
    remove(task: Task): void {
      const index = tasks.indexOf(task);
      if (index >= 0) tasks.splice(index, 1);
    },
    /** Does all that is due, in order, the hand showing the moment of each. */
    async runDue(until: number): Promise<void> {
      for (let next = tasks[0]; next && next.at <= until; next = tasks[0]) {
        tasks.shift();
        hand.put(Math.max(next.at, hand.now()));
        await next.run();
      }
    },
  };
}

/** What the clock shows: standing still, or going on with real time from where it was put. */
function createHand(startAt: number, ticking: boolean): Hand {
  let shown = startAt;
  let putAt = Date.now();
  return {
    now: () => (ticking ? shown + (Date.now() - putAt) : shown),
    put: (at) => {
      shown = at;
      putAt = Date.now();
    },
  };
}

const HOUR_MS = 3_600_000;
/** Vietnam keeps UTC+7 all year. */
const VIETNAM_OFFSET_MS = 7 * HOUR_MS;

const inVietnam = (at: number): Date => new Date(at + VIETNAM_OFFSET_MS);

/** From 22:00 to 06:00 in Vietnam. */
export function isNight(at: number): boolean {
  const hour = inVietnam(at).getUTCHours();
  return hour >= 22 || hour < 6;
}

/** `yyyy-mm-dd` in Vietnam. */
export const dayOf = (at: number): string => inVietnam(at).toISOString().slice(0, 10);

/** `dd/MM/yyyy` in Vietnam, as Zalo writes days. */
export const zaloDay = (at: number): string => dayOf(at).split('-').reverse().join('/');
