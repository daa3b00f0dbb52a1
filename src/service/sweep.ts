/** Heals what a crash, a lost job or a lost connection left behind, by looking at the rows. */
import type { Deliverer } from './deliver.ts';
import { leaseMs } from './deliver.ts';
import type { Deps } from './deps.ts';
import type { Intake } from './intake.ts';
import { mergeLink } from './merge-link.ts';
import { createTicker } from './ticker.ts';

const everyMs = 2_000;
/** An inbound this old has surely been missed by the process that took it in. */
const overdueMs = 3_000;
const atOnce = 200;

export interface Sweep {
  /** One pass. `orphanedMs`: how long a claim must lie untouched to count as lost. */
  run(orphanedMs?: number): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function createSweep(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'channels'>,
  intake: Intake,
  deliverer: Deliverer,
): Sweep {
  const run = async (orphanedMs = leaseMs, waitedMs = overdueMs): Promise<void> => {
    const now = deps.clock.now();
    for (const contactId of await deps.store.waitingContacts(waitedMs, now, atOnce)) intake.work(contactId);
    for (const link of await deps.store.unmergedLinks(atOnce)) await mergeLink(deps, link);
    for (const { id, channel } of await deps.store.stuckParcels(orphanedMs, now, atOnce)) {
      if (deps.channels[channel] !== undefined) await deliverer.deliver(id, orphanedMs);
    }
  };
  const ticker = createTicker(
    async () => {
      await run().catch((error: unknown) =>
        deps.log.warn({ error }, 'sweep skipped; the database does not answer'),
      );
    },
    { everyMs, firstMs: everyMs },
  );
  return {
    run: (orphanedMs) => run(orphanedMs, 0),
    start: ticker.start,
    stop: ticker.stop,
  };
}
