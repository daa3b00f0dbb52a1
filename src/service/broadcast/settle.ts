/**
 * Writes what became of rows as soon as the write before is through: many in one statement under load, at once when there
 * is little. What is not written yet when the process dies can only be called unknown.
 */
import type { ParcelId } from '../../core/model.ts';
import type { BulkOutcome, BulkParcel } from '../../ports/bulk.ts';
import type { Deps } from '../deps.ts';
import { linger } from '../linger.ts';

interface Waiting {
  readonly id: ParcelId;
  readonly fence: number;
  readonly outcome: BulkOutcome;
  readonly written: () => void;
}

export interface BulkSettler {
  /** Resolves when it is written; while the store does not answer it is tried again and again. */
  add(parcel: Pick<BulkParcel, 'id' | 'fence'>, outcome: BulkOutcome): Promise<void>;
  /** Resolves when no more than `most` wait to be written: a slow store slows the sending down. */
  room(most: number): Promise<void>;
  /** Tries no more: what is not written by now only the next process can call unknown. */
  giveUp(): void;
}

const batchAtMost = 500;
const againMs = 1_000;

export function createBulkSettler({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): BulkSettler {
  let waiting: Waiting[] = [];
  let writing = false;
  let isOver = false;
  const roomWanted: (() => void)[] = [];
  const write = async (): Promise<void> => {
    await linger();
    const batch = waiting.splice(0, batchAtMost);
    try {
      await store.announcements.settleBulk(batch, clock.now());
      for (const { written } of batch) written();
      for (const look of roomWanted.splice(0)) look();
    } catch (error) {
      waiting = [...batch, ...waiting];
      log.warn({ error, rows: batch.length }, 'outcomes of an announcement could not be written yet');
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  };
  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0 && !isOver) await write();
    writing = false;
  };
  return {
    add: ({ id, fence }, outcome) =>
      new Promise((written) => {
        waiting.push({ id, fence, outcome, written });
        if (!writing) void writeAll();
      }),
    giveUp() {
      isOver = true;
    },
    async room(most) {
      while (waiting.length > most) await new Promise<void>((look) => roomWanted.push(look));
    },
  };
}
