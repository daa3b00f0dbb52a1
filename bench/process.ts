/** Child processes of a bench: started, waited for, their CPU time read, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };

export interface Child {
  readonly process: ChildProcess;
  /** What it printed until it was ready. */
  readonly printed: string;
  /** User and system time so far, in microseconds; NaN where /proc does not exist. */
  cpuMicros(): number;
  /** Resident memory in MB. */
  residentMb(): number;
  stop(): Promise<void>;
}

const microsPerTick = 10_000;

/** The flags with which `npm run NAME` bounds Node's memory, so that what is measured is what people run. */
export const flagsOf = (name: 'start' | 'class' | 'certificates'): readonly string[] =>
  manifest.scripts[name].split(' ').filter((word) => word.startsWith('--'));

/** Starts `node …args` and waits until it prints `ready` (a pattern). @throws when it ends before */
export async function startChild(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: RegExp,
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed = (printed + String(chunk)).slice(-400_000);
      if (ready.test(printed)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${printed}`)));
  });
  return {
    process: child,
    printed,
    cpuMicros: () => cpuMicros(child.pid),
    residentMb: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) /
      1024,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** Fields 14 and 15 of /proc/PID/stat, counted behind the command name, which may hold blanks. */
function cpuMicros(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * microsPerTick;
  } catch {
    return Number.NaN;
  }
}
