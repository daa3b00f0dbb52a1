/**
 * `chaos seats`: made-up people act on the seats of made-up classes at the same moment, on several connections of a real
 * database, and what came out is replayed by the rules one act after the other. Then the same without the lock of a class,
 * which must go wrong, or the check itself would be worth nothing.
 */
import { takeLockAway } from '../../test/store/seat-control.ts';
import { type Played, playSeats } from '../../test/store/seat-play.ts';
import { startServer } from '../broadcast/place.ts';
import { round } from '../report.ts';

export interface SeatChaosOptions {
  readonly interleavings: number;
  /** Fewer are played when this is over. */
  readonly minutes: number;
  readonly note: (line: string) => void;
}

export interface SeatChaosReport extends Played {
  readonly interleavings: number;
  readonly seconds: number;
  readonly actsPerSecond: number;
  /** The same acts without the lock: what the check found. */
  readonly control: Pick<Played, 'acts' | 'faults' | 'oversold'>;
}

/** Played between two lines of progress. */
const part = 2_500;
const controlled = 1_000;
/** Seeds of the control begin after all others. */
const controlFrom = 1_000_000_001;

/** Plays them; the report holds the first fault with its seed. */
export async function chaosSeats(options: SeatChaosOptions): Promise<SeatChaosReport> {
  const server = await startServer(5770);
  try {
    const database = await server.open('seats');
    // Locks are what is looked at; waiting for the disk at every act would only make it slower.
    await database.rows('ALTER DATABASE seats SET synchronous_commit = off');
    const startedAt = performance.now();
    const played = await playAll(database.url, options);
    const seconds = (performance.now() - startedAt) / 1000;
    await takeLockAway(database.url);
    const { acts, faults, oversold } = await playSeats(database.url, controlFrom, controlled);
    await database.close();
    const perSecond = round(played.acts / seconds, 0);
    const control = { acts, faults, oversold };
    return { ...played, seconds: round(seconds, 0), actsPerSecond: perSecond, control };
  } finally {
    await server.stop();
  }
}

type Sum = Played & Pick<SeatChaosReport, 'interleavings'>;

async function playAll(
  url: string,
  { interleavings: wanted, minutes, note }: SeatChaosOptions,
): Promise<Sum> {
  let sum: Sum = { interleavings: 0, acts: 0, fault: null, faults: 0, oversold: 0 };
  const until = performance.now() + minutes * 60_000;
  while (sum.interleavings < wanted && performance.now() < until) {
    const count = Math.min(part, wanted - sum.interleavings);
    const { acts, fault, faults, oversold } = await playSeats(url, 1 + sum.interleavings, count);
    sum = {
      interleavings: sum.interleavings + count,
      acts: sum.acts + acts,
      fault: sum.fault ?? fault,
      faults: sum.faults + faults,
      oversold: sum.oversold + oversold,
    };
    note(`${sum.interleavings} of ${wanted} interleavings, ${sum.faults} faults`);
  }
  return sum;
}
