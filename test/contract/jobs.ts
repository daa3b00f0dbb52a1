/** What every place of jobs must do. Run on PostgreSQL always, on Redis where a `redis-server` is installed. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Jobs, Log } from '../../src/ports.ts';
import { createJobs } from '../../src/queue/jobs.ts';
import type { JobsBackend } from '../../src/queue/link.ts';
import type { JobTiming } from '../../src/queue/timing.ts';
import type { Line } from '../queue/line.ts';
import { patience } from '../support/patience.ts';
import { keepsQueuesApart } from './job-queues.ts';

/** A fresh, empty place for jobs, reached over a line that can be cut. */
export interface JobsPlace {
  readonly backend: JobsBackend;
  readonly line: Line;
}

/** Short where a test waits for it, long enough elsewhere that a busy machine does not look like a lost backend. */
const timing: Partial<JobTiming> = {
  addMs: 3_000,
  backoffMs: 20,
  lockMs: 2_000,
  stalledCheckMs: 500,
  graceMs: 1_500,
  closingMs: 300,
};
/** Declares the suite; `open` is called once per test. */
export function jobsContract(name: string, open: () => Promise<JobsPlace>): void {
  describe(`jobs on ${name}`, () => {
    let place: JobsPlace;
    let opened: Jobs[];
    const start = async (change: Partial<JobTiming> = {}) => {
      const jobs = await createJobs(place.backend, silent, { ...timing, ...change });
      opened.push(jobs);
      return jobs;
    };
    beforeEach(async () => {
      opened = [];
      place = await open();
    });
    afterEach(async () => {
      await place.line.mend();
      await Promise.all(opened.map((jobs) => jobs.close()));
      await place.line.close();
    });

    runsAndRepeats(start);
    keepsQueuesApart(start);
    survivesLoss(start, () => place);
    stopsPolitely(start);
  });
}

function runsAndRepeats(start: () => Promise<Jobs>): void {
  it('does a job once', async () => {
    const jobs = await start();
    const seen: string[] = [];
    await jobs.work({ deliver: async ({ parcelId }) => void seen.push(parcelId) });
    await jobs.add('deliver', { parcelId: 'telegram:1' });
    await jobs.add('deliver', { parcelId: 'telegram:2' });
    await vi.waitFor(() => expect(seen).toHaveLength(2), patience);
    expect(new Set(seen)).toEqual(new Set(['telegram:1', 'telegram:2']));
  });

  it('takes many at once, more than one round trip carries', async () => {
    const jobs = await start();
    const seen = new Set<string>();
    await jobs.work({ deliver: async ({ parcelId }) => void seen.add(parcelId) });
    await jobs.addAll(
      'deliver',
      Array.from({ length: 700 }, (_, no) => ({ parcelId: `m:${no}` })),
    );
    await jobs.addAll('deliver', []);
    await vi.waitFor(() => expect(seen.size).toBe(700), patience);
  });

  it('does jobs that were added while nobody worked', async () => {
    const producer = await start();
    await producer.add('deliver', { parcelId: 'early' });
    const worker = await start();
    const seen: string[] = [];
    await worker.work({ deliver: async ({ parcelId }) => void seen.push(parcelId) });
    await vi.waitFor(() => expect(seen).toEqual(['early']), patience);
  });

  it('holds a job back for its delay, and others pass it', async () => {
    const jobs = await start();
    const seen: { id: string; afterMs: number }[] = [];
    const begin = performance.now();
    await jobs.work({
      deliver: async ({ parcelId }) => void seen.push({ id: parcelId, afterMs: performance.now() - begin }),
    });
    await jobs.add('deliver', { parcelId: 'later' }, 2_000);
    await jobs.add('deliver', { parcelId: 'now' });
    await vi.waitFor(() => expect(seen.map((job) => job.id)).toEqual(['now', 'later']), patience);
    expect(seen[1]?.afterMs).toBeGreaterThanOrEqual(1_990);
    // An idle worker looks by itself after five seconds: this one was told.
    expect(seen[1]?.afterMs).toBeLessThan(6_500);
  });

  it('tries a job again that failed, and stops after its attempts', async () => {
    const jobs = await start();
    const runs = { flaky: 0, hopeless: 0 };
    await jobs.work({
      deliver: async ({ parcelId }) => {
        if (parcelId === 'flaky' && ++runs.flaky < 3) throw new Error('not yet');
        if (parcelId === 'hopeless') {
          runs.hopeless += 1;
          throw new Error('never');
        }
      },
    });
    await jobs.add('deliver', { parcelId: 'flaky' });
    await jobs.add('deliver', { parcelId: 'hopeless' });
    await vi.waitFor(() => expect(runs).toEqual({ flaky: 3, hopeless: 5 }), patience);
  });

  it('refuses a malformed payload when it is added', async () => {
    const jobs = await start();
    await expect(jobs.add('deliver', { parcelId: '' })).rejects.toThrow('jobs.payload');
  });
}

function survivesLoss(start: () => Promise<Jobs>, place: () => JobsPlace): void {
  it('runs a job again whose worker was killed in the middle', async () => {
    const jobs = await start();
    await jobs.add('deliver', { parcelId: 'orphan' });
    await killWorkerInTheMiddle(place().backend);
    const seen: string[] = [];
    await jobs.work({ deliver: async ({ parcelId }) => void seen.push(parcelId) });
    await vi.waitFor(() => expect(seen).toEqual(['orphan']), patience);
  });

  it('goes on by itself after the backend was away', async () => {
    const jobs = await start();
    const seen: string[] = [];
    await jobs.work({ deliver: async ({ parcelId }) => void seen.push(parcelId) });
    await jobs.add('deliver', { parcelId: 'before' });
    await vi.waitFor(() => expect(seen).toEqual(['before']), patience);
    await place().line.cut();
    await jobs.add('deliver', { parcelId: 'lost' });
    expect(await jobs.ahead('deliver')).toBeNull();
    await place().line.mend();
    await vi.waitFor(async () => {
      await jobs.add('deliver', { parcelId: 'after' });
      expect(seen).toContain('after');
    }, patience);
  });

  it.each(['gone', 'dead'] as const)('adds within its time while the backend is %s', async (how) => {
    const jobs = await start();
    await jobs.add('deliver', { parcelId: 'first' });
    if (how === 'gone') await place().line.cut();
    else place().line.deaden();
    const begin = performance.now();
    await jobs.add('deliver', { parcelId: 'hint' });
    expect(performance.now() - begin).toBeLessThan(20_000);
  });

  it('spares the processor while the backend is away', async () => {
    const jobs = await start();
    let running = false;
    await jobs.work({
      deliver: () => {
        running = true;
        return place().line.cut();
      },
    });
    await jobs.add('deliver', { parcelId: 'cut' });
    await vi.waitFor(() => expect(running).toBe(true), patience);
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const spent = process.cpuUsage(before);
    expect((spent.user + spent.system) / 1_000).toBeLessThan(600);
  });
}

function stopsPolitely(start: (change?: Partial<JobTiming>) => Promise<Jobs>): void {
  it('waits for running jobs when it closes, and takes no new ones', async () => {
    const jobs = await start({ graceMs: 60_000 });
    const done: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let taken = false;
    await jobs.work({
      deliver: async ({ parcelId }) => {
        taken = true;
        await held;
        done.push(parcelId);
      },
    });
    await jobs.add('deliver', { parcelId: 'running' });
    await vi.waitFor(() => expect(taken).toBe(true), patience);
    const closing = jobs.close();
    const producer = await start();
    await producer.add('deliver', { parcelId: 'too late' });
    const open = new Promise((resolve) => setTimeout(resolve, 700, 'still open'));
    expect(await Promise.race([closing, open])).toBe('still open');
    expect(done).toEqual([]);
    release();
    await closing;
    expect(done).toEqual(['running']);
  });

  it('closes within the grace period although a job hangs', async () => {
    const jobs = await start();
    let taken = false;
    await jobs.work({
      deliver: () => {
        taken = true;
        return new Promise(() => {});
      },
    });
    await jobs.add('deliver', { parcelId: 'hanging' });
    await vi.waitFor(() => expect(taken).toBe(true), patience);
    const begin = performance.now();
    await jobs.close();
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
}

/** Starts a worker in a process of its own and kills it (SIGKILL) once it holds the job. */
async function killWorkerInTheMiddle(backend: JobsBackend): Promise<void> {
  const script = fileURLToPath(new URL('../queue/doomed-worker.ts', import.meta.url));
  const args = ['--import', 'tsx', script, backend.kind, backend.url, JSON.stringify(timing)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the worker ended by itself with ${code}`)));
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

const nothing = () => {};
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
