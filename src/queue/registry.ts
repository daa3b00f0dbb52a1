/**
 * The jobs there are and the queues they run on. A new kind of job is a line in `JobPayloads` (ports.ts) and a line
 * here; a channel with its own pace gets its own queue.
 */
import { z } from 'zod';
import type { JobName, JobPayloads } from '../ports.ts';

export interface QueueRule {
  /** Jobs one process works on at the same time. */
  readonly concurrency: number;
  /** Runs of one job before it is dropped and left to the sweep over rows. */
  readonly attempts: number;
}

export const queueRules = {
  deliver: { concurrency: 8, attempts: 5 },
  // The rows are claimed by the job itself; what it leaves, the feeder finds.
  'bulk-telegram': { concurrency: 4, attempts: 1 },
  'bulk-zalo': { concurrency: 4, attempts: 1 },
} satisfies Readonly<Record<string, QueueRule>>;

export type QueueName = keyof typeof queueRules;

interface JobRule<N extends JobName> {
  readonly queue: QueueName;
  readonly payload: z.ZodType<JobPayloads[N]>;
}

const bulk = z.strictObject({ rows: z.int().min(1).max(10_000) });

export const jobRules: { readonly [N in JobName]: JobRule<N> } = {
  deliver: { queue: 'deliver', payload: z.strictObject({ parcelId: z.string().min(1).max(300) }) },
  'bulk-telegram': { queue: 'bulk-telegram', payload: bulk },
  'bulk-zalo': { queue: 'bulk-zalo', payload: bulk },
};

/** Tells whether a job found in a queue is one this version knows. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobRules, name);
}
