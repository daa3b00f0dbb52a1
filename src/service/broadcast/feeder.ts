/**
 * Looks at the rows and keeps everything going: plans, starts, feeds the queues with a bounded number of jobs ahead, gives up
 * what dead processes held, ends what is through. Any number of processes may run it; a wiped queue is filled again.
 */
import type { AnnouncementId } from '../../core/announcement.ts';
import type { ChannelName } from '../../core/model.ts';
import type { JobName } from '../../ports.ts';
import type { Deps } from '../deps.ts';
import type { Pace } from './pace.ts';

export interface Feeder {
  /** One pass over the rows; resolves when it is through, planning included. */
  run(): Promise<void>;
  start(): void;
  /** There may be more to do on this channel right now. */
  nudge(): void;
  stop(): Promise<void>;
}

/** The queue of a channel; where there is none (the terminal) nothing is sent in bulk. */
export const bulkJobs: Readonly<Partial<Record<ChannelName, JobName & `bulk-${string}`>>> = {
  telegram: 'bulk-telegram',
  zalo: 'bulk-zalo',
};

export const rowsPerJob = 50;
const jobsAhead = 8;
const everyMs = 500;
const nudgedMs = 20;
const chunkRows = 10_000;
/** A claim this old is lost even when the connection of its process still stands. */
export const lostAfterMs = 120_000;

export type FeederDeps = Pick<Deps, 'store' | 'channels' | 'jobs' | 'clock' | 'log'>;

export function createFeeder(deps: FeederDeps, pace: Pick<Pace, 'look'>): Feeder {
  const { store, clock, log, jobs } = deps;
  const { announcements } = store;
  const planning = new Map<AnnouncementId, Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isOn = false;
  let isWanted = false;

  const plan = async (id: AnnouncementId): Promise<void> => {
    const startedAt = performance.now();
    while ((await announcements.expandSome(id, chunkRows, clock.now())) === 'more');
    log.info({ announcement: id, ms: Math.round(performance.now() - startedAt) }, 'announcement planned');
  };
  const care = {
    expand: (id: AnnouncementId) => {
      if (planning.has(id)) return Promise.resolve();
      const mine = plan(id)
        .catch((error: unknown) => log.warn({ error, announcement: id }, 'planning goes on later'))
        .finally(() => planning.delete(id));
      planning.set(id, mine);
      return Promise.resolve();
    },
    start: (id: AnnouncementId) => announcements.startDue(id, clock.now()),
    clear: async (id: AnnouncementId) => {
      await announcements.clearCancelled(id, chunkRows);
      await announcements.finishIfDone(id, clock.now());
    },
    send: async (id: AnnouncementId) => {
      const ended = await announcements.finishIfDone(id, clock.now());
      if (ended === 'mismatch') log.error({ announcement: id }, 'rows do not add up to the audience');
      if (ended === 'done') log.info({ announcement: id }, 'announcement done');
    },
  };
  const feed = async (): Promise<void> => {
    const channels = (Object.keys(deps.channels) as ChannelName[]).filter((name) => bulkJobs[name]);
    const due = await announcements.dueRows(channels, jobsAhead * rowsPerJob, clock.now());
    for (const { channel, count } of due) {
      const name = bulkJobs[channel];
      const ahead = name === undefined ? null : await jobs.ahead(name);
      if (name === undefined || ahead === null) continue;
      const wanted = Math.min(jobsAhead, Math.ceil(count / rowsPerJob));
      for (let no = ahead; no < wanted; no += 1) await jobs.add(name, { rows: rowsPerJob });
    }
  };
  const pass = async (): Promise<void> => {
    const lost = await announcements.giveUpLost(lostAfterMs, clock.now());
    if (lost > 0) log.warn({ rows: lost }, 'sends whose outcome nobody knows: their process died');
    for (const { id, todo } of await announcements.busyAnnouncements(clock.now())) await care[todo](id);
    await feed();
    await pace.look();
  };
  const again = (afterMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = isOn ? setTimeout(tick, afterMs) : null;
  };
  const tick = (): void => {
    timer = null;
    isWanted = false;
    running = pass()
      .catch((error: unknown) => log.warn({ error }, 'announcements wait; the database does not answer'))
      .finally(() => {
        if (timer === null) again(isWanted ? nudgedMs : everyMs);
      });
  };
  return {
    async run() {
      await pass();
      await Promise.all(planning.values());
    },
    start() {
      isOn = true;
      again(0);
    },
    nudge: () => {
      if (isWanted) return;
      isWanted = true;
      if (timer !== null) again(nudgedMs);
    },
    async stop() {
      isOn = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
      await Promise.all(planning.values());
    },
  };
}
