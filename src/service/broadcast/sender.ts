/**
 * Sends rows of announcements: a job is leave to take up to so many. Rows are claimed at the very moment they are sent, so
 * that what is claimed is what is in flight; a pause, an opt-out or a cancellation stops all the rest at once.
 */
import type { ChannelName } from '../../core/model.ts';
import type { BulkParcel } from '../../ports/bulk.ts';
import type { Deps } from '../deps.ts';
import { createPauses, type Pauses } from '../pauses.ts';
import { sleep } from '../sleep.ts';
import { createFailingWatch } from './failing.ts';
import type { Pace } from './pace.ts';
import { createOneSender, type SendRules, usualRules } from './send-one.ts';
import { createBulkSettler } from './settle.ts';
import { createWordings } from './wordings.ts';

export interface BulkSender {
  /** Takes and sends up to `rows` rows; gives how many it took. Fewer than asked: nothing more is to be done now. */
  run(channel: ChannelName, rows: number): Promise<number>;
  /** Takes no more rows; resolves when those taken are through and written, or after a few seconds. */
  stop(): Promise<void>;
}

/** In flight at once in one job, where no pace holds it back; half of it is taken at a time. */
const atOnce = 64;
/** Sent, and not in the ledger yet: what a crash would leave in doubt. */
const unwrittenAtMost = 64;
/** What is in flight gets this long to come to its end; a store that is away must not hold up the stop. */
const partingMs = 5_000;
/** A turn this far off: others are at it already. */
const farMs = 1_500;

export type SenderDeps = Pick<Deps, 'store' | 'channels' | 'clock' | 'media' | 'log' | 'texts' | 'jobs'>;

export function createBulkSender(deps: SenderDeps, pace: Pace, rules: SendRules = usualRules): BulkSender {
  const pauses = createPauses(deps);
  const one = createOneSender(deps, createWordings(deps), pauses, rules);
  const settler = createBulkSettler(deps);
  const watch = createFailingWatch(deps, pauses);
  const running = new Set<Promise<unknown>>();
  let stopped = false;
  const take = createTaker(deps, pace, pauses, () => stopped);
  const sendOne = async (parcel: BulkParcel): Promise<void> => {
    const { outcome, fault } = await one.send(parcel);
    watch.note(parcel.channel, fault);
    await settler.add(parcel, outcome);
  };
  const next = async (channel: ChannelName, want: number) => {
    await settler.room(unwrittenAtMost);
    return take(channel, want);
  };
  return {
    async run(channel, rows) {
      const working = workThrough(rows, (want) => next(channel, want), sendOne);
      running.add(working);
      try {
        return await working;
      } finally {
        running.delete(working);
      }
    },
    async stop() {
      stopped = true;
      await Promise.race([Promise.allSettled(running), sleep(partingMs)]);
      settler.giveUp();
    },
  };
}

/**
 * Gives the next rows at their moment; none when it is not the time. One claim at a time in a process: a crash leaves in
 * doubt what one claim took, however many jobs are at work.
 */
function createTaker(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  pace: Pace,
  pauses: Pauses,
  isStopped: () => boolean,
) {
  let turn = 0;
  const take = async (channel: ChannelName, want: number): Promise<readonly BulkParcel[]> => {
    if (isStopped() || (await pauses.until(channel)) > clock.now()) return [];
    const { count, afterMs } = await pace.take(channel, want);
    if (afterMs > farMs) return [];
    if (afterMs > 0) await sleep(afterMs);
    if (isStopped()) return [];
    turn += 1;
    return store.announcements.claimBulk({ channel, limit: count, turn }, clock.now());
  };
  const last = new Map<ChannelName, Promise<unknown>>();
  return (channel: ChannelName, want: number) => {
    const taking = (last.get(channel) ?? Promise.resolve()).then(() => take(channel, want));
    last.set(
      channel,
      taking.catch(() => undefined),
    );
    return taking;
  };
}

/** Takes and sends with a bounded number in flight until nothing more comes; gives how many it took. */
async function workThrough(
  rows: number,
  take: (want: number) => Promise<readonly BulkParcel[]>,
  send: (parcel: BulkParcel) => Promise<void>,
): Promise<number> {
  const inFlight = new Set<Promise<void>>();
  let taken = 0;
  while (taken < rows) {
    while (inFlight.size > atOnce / 2) await Promise.race(inFlight);
    const parcels = await take(Math.min(rows - taken, atOnce / 2));
    if (parcels.length === 0) break;
    taken += parcels.length;
    for (const parcel of parcels) {
      const sending: Promise<void> = send(parcel).finally(() => inFlight.delete(sending));
      inFlight.add(sending);
    }
  }
  await Promise.all(inFlight);
  return taken;
}
