/** The jobs contract on several queues: each is counted and worked on by itself. */
import { expect, it, vi } from 'vitest';
import type { Jobs } from '../../src/ports.ts';
import { patience } from '../support/patience.ts';

export function keepsQueuesApart(start: () => Promise<Jobs>): void {
  it('tells how many jobs wait, queue by queue, and counts none that is worked on: its process may be dead', async () => {
    const jobs = await start();
    expect(await jobs.ahead('bulk-telegram')).toBe(0);
    for (let no = 0; no < 3; no += 1) await jobs.add('bulk-telegram', { rows: 5 });
    expect(await jobs.ahead('bulk-telegram')).toBe(3);
    expect(await jobs.ahead('bulk-zalo')).toBe(0);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await jobs.work({ 'bulk-telegram': () => held });
    await vi.waitFor(async () => expect(await jobs.ahead('bulk-telegram')).toBe(0), patience);
    goOn();
  });

  it('leaves jobs that nobody here does to other processes', async () => {
    const jobs = await start();
    await jobs.add('bulk-zalo', { rows: 5 });
    await jobs.work({ deliver: async () => {} });
    const other = await start();
    let done = 0;
    await other.work({
      'bulk-zalo': async ({ rows }) => {
        done += rows;
      },
    });
    await vi.waitFor(() => expect(done).toBe(5), patience);
  });

  it('takes the same job twice without harm, also after it was done', async () => {
    const jobs = await start();
    let runs = 0;
    await jobs.work({
      deliver: async () => {
        runs += 1;
      },
    });
    await Promise.all([jobs.add('deliver', { parcelId: 'same' }), jobs.add('deliver', { parcelId: 'same' })]);
    await vi.waitFor(() => expect(runs).toBeGreaterThanOrEqual(1), patience);
    const before = runs;
    await jobs.add('deliver', { parcelId: 'same' });
    await vi.waitFor(() => expect(runs).toBeGreaterThan(before), patience);
  });
}
