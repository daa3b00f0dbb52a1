/**
 * Reminders: looks every few minutes what fell due, once for everybody, and hands the digests to the workers. Only by
 * day (domain reference §8): what falls due at night is found in the morning.
 */
import { dayOf, startOf } from '../core/calendar.ts';
import type { Instant } from '../core/model.ts';
import type { Library } from '../ports.ts';
import type { Deps } from './deps.ts';
import { createProgramme } from './programme-days.ts';
import { wordDigest } from './reminder-digest.ts';
import { createTicker } from './ticker.ts';

const everyMs = 5 * 60_000;
const digestsAtOnce = 2_000;
const hourMs = 3_600_000;
/** Sent 08:00–20:00 (domain reference §8). */
const hours = { from: 8, to: 20 };

export interface Reminders {
  /** One pass; gives how many digests were planned. */
  run(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

type RemindDeps = Pick<Deps, 'store' | 'clock' | 'log' | 'jobs' | 'texts' | 'channels'> & {
  readonly library: Pick<Library, 'calendar'>;
};

/** Whether reminders may be sent at this moment. */
export function isReminderHour(now: Instant): boolean {
  const since = now - startOf(dayOf(now));
  return since >= hours.from * hourMs && since < hours.to * hourMs;
}

export function createReminders(deps: RemindDeps): Reminders {
  const loadProgramme = createProgramme(deps.store, deps.library.calendar);
  const run = async (): Promise<number> => {
    const now = deps.clock.now();
    if (!isReminderHour(now)) return 0;
    await loadProgramme(now);
    if ((await deps.store.findReminders(dayOf(now), now)) > 0)
      await deps.store.addressReminders(dayOf(now), now);
    const planned = await planAll(deps, now);
    const again = await deps.store.escalateReminders(now);
    await deps.jobs.addAll(
      'deliver',
      again.map((parcelId) => ({ parcelId })),
    );
    return planned;
  };
  const ticker = createTicker(
    async () => {
      await run().catch((error: unknown) =>
        deps.log.warn({ error }, 'reminders skipped; tried again in a few minutes'),
      );
    },
    { everyMs },
  );
  return {
    run,
    start: ticker.start,
    stop: ticker.stop,
  };
}

/**
 * Words and plans digests batch by batch, reading the next batch and queueing the last one meanwhile; a crash leaves whole
 * batches for the next pass.
 */
async function planAll(deps: RemindDeps, now: Instant): Promise<number> {
  let planned = 0;
  let queued: Promise<void> = Promise.resolve();
  let digests = await deps.store.digests(digestsAtOnce);
  while (digests.length > 0) {
    const plans = digests.map((digest) => wordDigest(digest, dayOf(now), deps));
    const after = plans.at(-1)?.id;
    const payloads = plans.map(({ id }) => ({ parcelId: id }));
    [digests] = await Promise.all([
      deps.store.digests(digestsAtOnce, after),
      deps.store.planDigests(plans, now),
      queued,
    ]);
    queued = deps.jobs.addAll('deliver', payloads);
    planned += plans.length;
  }
  await queued;
  return planned;
}
