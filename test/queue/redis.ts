/** A private Redis for one test file, where `redis-server` is installed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { freePort } from '../support/port.ts';

/** Tells whether this machine has a Redis server to run. */
export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

export interface PrivateRedis {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts Redis on a free port with nothing on disk. */
export async function startRedis(extra: readonly string[] = []): Promise<PrivateRedis> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...extra],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await untilReady(child);
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes('Ready to accept connections')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
  });
}
