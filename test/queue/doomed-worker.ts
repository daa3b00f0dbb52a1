/** Run as a process of its own: takes one job, says so, and never finishes it. The test kills it. */
import { createJobs } from '../../src/queue/jobs.ts';
import type { JobsBackend } from '../../src/queue/link.ts';
import type { JobTiming } from '../../src/queue/timing.ts';

const [, , kind, url, timing] = process.argv;
if ((kind !== 'redis' && kind !== 'postgres') || url === undefined) throw new Error('usage: KIND URL TIMING');
const backend: JobsBackend = { kind, url };
const nothing = () => {};
const jobs = await createJobs(
  backend,
  { debug: nothing, info: nothing, warn: nothing, error: nothing },
  JSON.parse(timing ?? '{}') as Partial<JobTiming>,
);
await jobs.work({
  deliver: () => {
    process.stdout.write('taken\n');
    return new Promise(() => {});
  },
});
