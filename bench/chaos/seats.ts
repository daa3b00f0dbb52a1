/**
 * `chaos seats`: made-up people act on the seats of made-up classes at the same moment, on several connections of a real
 * database, and what came out is replayed by the rules one act after the other. Then the same without the lock of a class,
 * which must go wrong, or the check itself would be worth nothing.
 */
import { actsEach } from '../../test/store/seat-chance.ts';
import { takeLockAway } from '../../test/store/seat-control.ts';
import { type Played, playSeats } from '../../test/store/seat-play.ts';
import { startServer } from '../broadcast/place.ts';
import { round } from '../report.ts';

export interface SeatChaosOptions {
  readonly interleavings: number;
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
const part = 5_000;
const controlled = 1_000;
/** Seeds of the control begin after all others. */
const controlFrom = 1_000_000_001;

/** Plays them; the report holds the first fault with its seed. */
export async function chaosSeats({ interleavings, note }: SeatChaosOptions): Promise<SeatChaosReport> {
  const server = await startServer(5770);
  try {
    const database = await server.open('seats');
    // Locks are what is looked at; waiting for the disk at every act would only make it slower.
    await database.rows('ALTER DATABASE seats SET synchronous_commit = off');
    const startedAt = performance.now();
    const played = await playAll(database.url, interleavings, note);
    const seconds = (performance.now() - startedAt) / 1000;
    await takeLockAway(database.url);
    const { acts, faults, oversold } = await playSeats(database.url, controlFrom, controlled);
    await database.close();
    return {
      ...{ interleavings, ...played, seconds: round(seconds, 0) },
      actsPerSecond: round(played.acts / seconds, 0),
      control: { acts, faults, oversold },
    };
  } finally {
    await server.stop();
  }
}

async function playAll(url: string, count: number, note: SeatChaosOptions['note']): Promise<Played> {
  let sum: Played = { acts: 0, fault: null, faults: 0, oversold: 0 };
  for (let from = 1; from <= count; from += part) {
    const { acts, fault, faults, oversold } = await playSeats(url, from, Math.min(part, count + 1 - from));
    sum = {
      acts: sum.acts + acts,
      fault: sum.fault ?? fault,
      faults: sum.faults + faults,
      oversold: sum.oversold + oversold,
    };
    note(`${sum.acts / (4 * actsEach)} of ${count} interleavings, ${sum.faults} faults`);
  }
  return sum;
}
