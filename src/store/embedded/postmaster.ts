/** The server process of a cluster as its lock file tells: who runs it, and how it is stopped. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

const lockFile = (cluster: string) => join(cluster, 'postmaster.pid');

function readLock(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(lockFile(cluster), 'utf8').split('\n');
    const [pid, , startedAt, port] = lines.map(Number);
    return pid && port && startedAt ? { pid, port, startedAt: startedAt * 1000 } : null;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is the server of this cluster, and not another that was given the same number since. */
function worksIn(pid: number, cluster: string): boolean {
  if (platform() === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false;
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(
    cluster,
  );
}

/** The live server of the cluster; a lock file left by a dead one whose number another program has is removed. */
export function findPostmaster(cluster: string): Postmaster | null {
  const lock = readLock(cluster);
  if (!lock || !isAlive(lock.pid)) return null;
  if (worksIn(lock.pid, cluster)) return lock;
  rmSync(lockFile(cluster), { force: true });
  return null;
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 20) {
    if (!isAlive(pid)) return true;
    await wait(20);
  }
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}

/** Stops the server: fast shutdown (open transactions are rolled back), after 20 s the immediate one. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await gone(pid, 20_000)) return;
  signal(pid, 'SIGQUIT');
  await gone(pid, 10_000);
}
