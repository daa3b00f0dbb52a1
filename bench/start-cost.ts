/**
 * Part of `bench understanding`: what a start costs until the content is loaded and checked, what is prepared while it waits for
 * the database, and the first answer; each in a process of its own with the flags of `npm start`, nothing warm.
 */
import { execFileSync } from 'node:child_process';
import { flagsOf } from './process.ts';
import { percentile } from './report.ts';

/** Milliseconds: by the clock, and of processor time (V8's own helper threads included). */
export interface StartCost {
  readonly loadMs: number;
  readonly loadCpuMs: number;
  readonly prepareMeanwhileCpuMs: number;
  readonly firstAnswerCpuMs: number;
}

const starts = 7;
const knowledge = new URL('../dist/app/knowledge.js', import.meta.url).href;

/** The modules are there before the clock starts, as at any start. */
const script = `
  const { loadKnowledge } = await import('${knowledge}');
  const cpuOf = (work) => {
    const before = process.cpuUsage();
    const value = work();
    const { user, system } = process.cpuUsage(before);
    return [value, Math.round((user + system) / 1000)];
  };
  const startedAt = performance.now();
  const [knowledge, loadCpuMs] = cpuOf(() => loadKnowledge());
  const loadMs = Math.round(performance.now() - startedAt);
  const [, prepareMeanwhileCpuMs] = cpuOf(() => { while (knowledge.readOn()); });
  const { handbook } = await knowledge.library({ units: async () => ({ units: [], aliases: [] }) });
  const ask = () => handbook.ask('bao gio thi phai nop lai ho so', { language: 'vi', today: '2026-11-21' });
  const [, firstAnswerCpuMs] = cpuOf(ask);
  console.log(JSON.stringify({ loadMs, loadCpuMs, prepareMeanwhileCpuMs, firstAnswerCpuMs }));
`;

/** The median of several starts. @throws when the build is missing */
export function startCost(): StartCost {
  const args = [...flagsOf('start'), '--input-type=module', '--eval', script];
  const seen = Array.from(
    { length: starts },
    () => JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as StartCost,
  );
  const median = (figure: keyof StartCost) =>
    percentile(
      seen.map((cost) => cost[figure]),
      0.5,
    );
  return {
    loadMs: median('loadMs'),
    loadCpuMs: median('loadCpuMs'),
    prepareMeanwhileCpuMs: median('prepareMeanwhileCpuMs'),
    firstAnswerCpuMs: median('firstAnswerCpuMs'),
  };
}
