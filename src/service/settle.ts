/** Collects what became of parcels and writes it in batches: one statement for many receipts. */
import type { ParcelId } from '../core/model.ts';
import type { ParcelOutcome } from '../ports.ts';
import type { Deps } from './deps.ts';

/** How long a receipt may wait for company. A crash in between makes a reply go out once more. */
const gatherMs = 50;
const batchAtMost = 500;
/** When the store did not take a batch; well before another process may take the claim for lost. */
const againMs = 1_000;

export interface Settler {
  add(parcel: { readonly id: ParcelId; readonly fence?: number }, outcome: ParcelOutcome): void;
  /** Resolves when everything added so far is written. */
  flush(): Promise<void>;
}

/** Creates the collector. A batch that cannot be written is kept and tried again with the next one. */
export function createSettler({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): Settler {
  let waiting: { id: ParcelId; fence?: number; outcome: ParcelOutcome }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const batch = waiting.splice(0, batchAtMost);
    if (batch.length === 0) return;
    try {
      await store.settle(batch, clock.now());
    } catch (error) {
      waiting = [...batch, ...waiting];
      timer ??= setTimeout(() => void flush(), againMs);
      log.warn({ error, parcels: batch.length }, 'receipts could not be written yet');
      return;
    }
    if (waiting.length > 0) await write();
  };
  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  };
  return {
    add({ id, fence }, outcome) {
      waiting.push(fence === undefined ? { id, outcome } : { id, fence, outcome });
      timer ??= setTimeout(() => void flush(), gatherMs);
    },
    flush,
  };
}
