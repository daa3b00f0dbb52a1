/** The service as its users start it: a process of its own with its own data folder, watched from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { vi } from 'vitest';
import { findPostmaster } from '../../src/store/embedded/postmaster.ts';
import { patience } from '../support/patience.ts';

export interface ServiceProcess {
  readonly child: ChildProcess;
  /** What it printed so far, log and faults included. */
  printed(): string;
  /** Waits until it says that it is ready; gives its address. @throws when it ends before */
  ready(): Promise<string>;
  /** Waits for its end; gives the exit code. */
  ended(): Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs one of the command lines of `src`. */
export function run(
  program: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ServiceProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { PATH: process.env.PATH ?? '', LANG: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += String(chunk);
    });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    printed: () => text,
    ready: () =>
      vi.waitUntil(() => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${text}`);
        return /Health: (\S+)\/healthz[\s\S]*Ctrl-C/.exec(text)?.[1];
      }, patience),
    ended: () => exited,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

/** The database server of a data folder, if one runs. */
export const databaseOf = (dataDir: string) => findPostmaster(join(dataDir, 'postgres'));
