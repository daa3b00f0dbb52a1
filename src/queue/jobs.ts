/**
 * The port `Jobs` over BullMQ. Jobs are hints that there is work: a job lost, doubled or run again does no harm, so
 * adding never fails and never waits long, and whatever is lost is found by the sweep over rows.
 */
import { type IQueueBackend, type Job, Queue } from 'bullmq';
import { z } from 'zod';
import { Bug } from '../core/error.ts';
import type { JobHandlers, JobName, JobPayloads, Jobs, Log } from '../ports.ts';
import { type JobsBackend, openLink } from './link.ts';
import { createOutage } from './outage.ts';
import { jobRules, type QueueName, queueRules } from './registry.ts';
import { createRunning } from './running.ts';
import { defaultTiming, type JobTiming } from './timing.ts';
import { within } from './within.ts';
import { type JobWorker, openWorker, type WorkerRoom } from './worker.ts';

type JobQueue = Queue<Job<unknown, unknown>, unknown, string, unknown, unknown, string, IQueueBackend>;

/** Jobs added in one round trip. */
const bulkAtOnce = 500;

const queueNames = Object.keys(queueRules) as QueueName[];

/**
 * Opens the job queues.
 * @throws ConfigError when Redis refuses us; the database's own error when PostgreSQL does not answer
 */
export async function createJobs(
  backend: JobsBackend,
  log: Log,
  timing: Partial<JobTiming> = {},
): Promise<Jobs> {
  const link = await openLink(backend, log);
  const outage = createOutage(log, Date.now);
  const times = { ...defaultTiming, ...timing };
  const room: WorkerRoom = { link, log, outage, timing: times, running: createRunning() };
  const queues = new Map(queueNames.map((name) => [name, openQueue(name, room)]));
  const workers: JobWorker[] = [];
  return {
    add: (name, payload, delayMs = 0) => addHints(queues, room, { name, payloads: [payload], delayMs }),
    addAll: (name, payloads) => addHints(queues, room, { name, payloads, delayMs: 0 }),
    ahead: (name) => countAhead(queues.get(jobRules[name].queue), room),
    async work(handlers) {
      for (const name of queuesOf(handlers)) workers.push(openWorker(name, handlers, room));
    },
    close: () => closeAll(room, workers, [...queues.values()]),
  };
}

/** A queue is worked on when at least one of its jobs has a handler. */
const queuesOf = (handlers: JobHandlers): readonly QueueName[] => {
  const handled = (Object.keys(handlers) as JobName[]).map((name) => jobRules[name].queue);
  return queueNames.filter((name) => handled.includes(name));
};

function openQueue(name: QueueName, { link, outage }: WorkerRoom): JobQueue {
  const queue: JobQueue = new Queue(name, { connection: {} }, link.factory);
  queue.on('error', outage.failed);
  return queue;
}

interface Hints<N extends JobName> {
  readonly name: N;
  readonly payloads: readonly JobPayloads[N][];
  readonly delayMs: number;
}

async function addHints<N extends JobName>(
  queues: ReadonlyMap<QueueName, JobQueue>,
  { timing, outage }: WorkerRoom,
  { name, payloads, delayMs }: Hints<N>,
): Promise<void> {
  const rule = jobRules[name];
  const checked = z.array(rule.payload).safeParse(payloads);
  if (!checked.success) throw new Bug('jobs.payload', `malformed payload of job ${name}`);
  const opts = {
    delay: delayMs,
    attempts: queueRules[rule.queue].attempts,
    backoff: { type: 'exponential', delay: timing.backoffMs },
    removeOnComplete: true,
    removeOnFail: true,
  };
  try {
    const queue = queues.get(rule.queue);
    // One by one where it is one: adding in bulk is a transaction of its own.
    const [only] = checked.data;
    for (let from = 0; from < checked.data.length; from += bulkAtOnce) {
      const part = checked.data.slice(from, from + bulkAtOnce);
      const added =
        checked.data.length === 1
          ? queue?.add(name, only, opts)
          : queue?.addBulk(part.map((data) => ({ name, data, opts })));
      await within(timing.addMs, Promise.resolve(added));
    }
    outage.worked();
  } catch (error) {
    outage.failed(error);
  }
}

async function countAhead(
  queue: JobQueue | undefined,
  { timing, outage }: WorkerRoom,
): Promise<number | null> {
  if (queue === undefined) return null;
  try {
    // Not those being worked on: after a crash they look so until their lease is over.
    const counts = await within(timing.addMs, queue.getJobCounts('waiting', 'prioritized'));
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  } catch (error) {
    outage.failed(error);
    return null;
  }
}

/** Waits for running handlers, not for the backend: it may be away, and then every wait on it would last for ever. */
async function closeAll(room: WorkerRoom, workers: JobWorker[], queues: JobQueue[]): Promise<void> {
  const { log, timing, running, link } = room;
  const stopped = Promise.allSettled(workers.splice(0).map((worker) => worker.close()));
  try {
    await within(timing.graceMs, Promise.race([stopped, running.idle()]));
  } catch (error) {
    log.warn({ err: error, running: running.count() }, 'Jobs still ran at the end of the grace period');
  }
  const closed = stopped.then(() => Promise.allSettled(queues.map((queue) => queue.close())));
  const late = (error: unknown) => log.debug({ err: error }, 'The job queue did not close in time');
  await within(timing.closingMs, closed).catch(late);
  await within(timing.closingMs, link.close()).catch(late);
}
