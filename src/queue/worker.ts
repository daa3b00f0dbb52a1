/** Taking jobs: checks each payload at the edge, runs its handler, and leaves what fails to back-off and the sweep. */
import { type IQueueBackend, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { JobHandlers, JobName, Log } from '../ports.ts';
import type { Link } from './link.ts';
import type { Outage } from './outage.ts';
import { isJobName, jobRules, type QueueName, queueRules } from './registry.ts';
import type { Running } from './running.ts';
import type { JobTiming } from './timing.ts';

export interface WorkerRoom {
  readonly link: Link;
  readonly log: Log;
  readonly timing: JobTiming;
  readonly outage: Outage;
  readonly running: Running;
}

export type JobWorker = Worker<unknown, unknown, string, IQueueBackend>;

/** Often enough that a job whose worker died is not given up, rarely enough that a poisonous one ends. */
const deathsOfOneJob = 3;

/** Starts working on one queue; the worker rides out a lost backend and never throws from an event. */
export function openWorker(queue: QueueName, handlers: JobHandlers, room: WorkerRoom): JobWorker {
  const { link, log, timing, outage, running } = room;
  const worker: JobWorker = new Worker(
    queue,
    (job: Job<unknown, unknown>) => running.during(runJob(job, handlers)),
    {
      connection: {},
      concurrency: queueRules[queue].concurrency,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledCheckMs,
      maxStalledCount: deathsOfOneJob,
      runRetryDelay: 1_000,
    },
    link.factory,
  );
  worker.on('error', outage.failed);
  worker.on('active', outage.worked);
  worker.on('stalled', (jobId) => log.info({ queue, jobId }, 'A job whose worker died is run again'));
  worker.on('failed', (job, error) => {
    const last = job === undefined || job.finishedOn !== undefined;
    const fields = { queue, job: job?.name, attempt: job?.attemptsMade, err: error };
    if (last) log.warn(fields, 'A job was given up; the sweep over rows takes over');
    else log.info(fields, 'A job failed and is tried again');
  });
  return worker;
}

async function runJob(job: Job<unknown, unknown>, handlers: JobHandlers): Promise<void> {
  if (!isJobName(job.name)) throw new UnrecoverableError(`no such job here: ${job.name}`);
  await handle(job.name, job.data, handlers);
}

async function handle<N extends JobName>(name: N, data: unknown, handlers: JobHandlers): Promise<void> {
  const checked = jobRules[name].payload.safeParse(data);
  if (!checked.success) throw new UnrecoverableError(`malformed payload of job ${name}`);
  const handler = handlers[name];
  if (handler === undefined) throw new UnrecoverableError(`nobody does ${name} here`);
  await handler(checked.data);
}
