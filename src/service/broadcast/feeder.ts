/**
 * Looks at the rows and keeps everything going: plans, starts, feeds the queues with a bounded number of jobs ahead, gives up
 * what dead processes held, ends what is through. Any number of processes may run it; a wiped queue is filled again.
 */
import type { ChannelName } from '../../core/model.ts';
import type { JobName } from '../../ports.ts';
import type { Deps } from '../deps.ts';
import { createTicker } from '../ticker.ts';
import { createCare } from './care.ts';
import type { Pace } from './pace.ts';

export interface Feeder {
  /** One pass over the rows; resolves when it is through, planning included. */
  run(): Promise<void>;
  start(): void;
  /** There may be more to do right now. */
  nudge(): void;
  stop(): Promise<void>;
}

/** The queue of a channel; where there is none (the terminal) nothing is sent in bulk. */
export const bulkJobs: Readonly<Partial<Record<ChannelName, JobName & `bulk-${string}`>>> = {
  telegram: 'bulk-telegram',
  zalo: 'bulk-zalo',
};

export const rowsPerJob = 64;
const jobsAhead = 8;
const everyMs = 500;
const nudgedMs = 20;
/** A claim this old is lost even when the connection of its process still stands. */
export const lostAfterMs = 120_000;

export type FeederDeps = Pick<Deps, 'store' | 'channels' | 'jobs' | 'clock' | 'log'>;

export function createFeeder(deps: FeederDeps, pace: Pick<Pace, 'look'>): Feeder {
  const { store, clock, log } = deps;
  const care = createCare(deps);
  const pass = async (): Promise<void> => {
    const lost = await store.announcements.giveUpLost(lostAfterMs, clock.now());
    if (lost > 0) log.warn({ rows: lost }, 'sends whose outcome nobody knows: their process died');
    for (const { id, todo } of await store.announcements.busyAnnouncements(clock.now())) await care[todo](id);
    await feedQueues(deps);
    await pace.look();
  };
  const ticker = createTicker(
    () =>
      pass().catch((error: unknown) =>
        log.warn({ error }, 'announcements wait; the database does not answer'),
      ),
    { everyMs, nudgedMs },
  );
  return {
    async run() {
      await pass();
      await care.planned();
    },
    start: ticker.start,
    nudge: ticker.nudge,
    async stop() {
      await ticker.stop();
      await care.planned();
    },
  };
}

/** Tops the queues up to what the rows are worth, and never beyond the bound. */
async function feedQueues({ store, channels, jobs, clock }: FeederDeps): Promise<void> {
  const names = (Object.keys(channels) as ChannelName[]).filter((name) => bulkJobs[name]);
  const due = await store.announcements.dueRows(names, jobsAhead * rowsPerJob, clock.now());
  for (const { channel, count } of due) {
    const name = bulkJobs[channel];
    const ahead = name === undefined ? null : await jobs.ahead(name);
    if (name === undefined || ahead === null) continue;
    const wanted = Math.min(jobsAhead, Math.ceil(count / rowsPerJob));
    for (let no = ahead; no < wanted; no += 1) await jobs.add(name, { rows: rowsPerJob });
  }
}
