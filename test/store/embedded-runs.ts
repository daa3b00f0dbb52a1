/** Starts and watches `embedded-process.ts` for the tests of the embedded database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../support/port.ts';

export interface Started {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly cluster: string;
  readonly relocated: boolean;
  readonly owned: boolean;
}

interface Line {
  readonly started?: Started;
  readonly refused?: boolean;
  readonly faults?: readonly string[];
  readonly note?: string;
  readonly heard?: string;
}

export interface Run {
  readonly child: ChildProcess;
  readonly lines: readonly Line[];
  /** Resolves with the first line that fits. */
  until(fits: (line: Line) => boolean): Promise<Line>;
  started(): Promise<Started>;
  refused(): Promise<string>;
  /** Asks it to stop; gives the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface RunOptions {
  readonly port?: number;
  readonly join?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** Run as this user. */
  readonly uid?: number;
  readonly detached?: boolean;
}

const program = fileURLToPath(new URL('./embedded-process.ts', import.meta.url));

/** Two free ports in a row, away from those of the running service. */
export const basePort = await freePort(2);

export function run(dataDir: string, options: RunOptions = {}): Run {
  const { port = basePort, join: joins = false, env = {}, uid, detached = false } = options;
  const args = ['--import', 'tsx', program, dataDir, String(port), joins ? 'join' : 'refuse'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    detached,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const lines: Line[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  const exited = once(child, 'exit');
  const until: Run['until'] = (fits) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.find(fits);
        if (found) resolve(found);
        return found !== undefined;
      };
      if (!look()) listeners.add(look);
      void exited.then(() => look() || reject(new Error(`it ended: ${JSON.stringify(lines)}`)));
    });
  return {
    child,
    lines,
    until,
    started: async () => {
      const { started } = await until((line) => line.started !== undefined || line.refused !== undefined);
      if (!started) throw new Error(`not started: ${JSON.stringify(lines)}`);
      return started;
    },
    refused: async () => {
      const line = await until(({ started, refused }) => started !== undefined || refused !== undefined);
      if (!line.refused) throw new Error(`not refused: ${JSON.stringify(line)}`);
      return (line.faults ?? []).join('\n');
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The server's process id, as its lock file tells. */
export function postmasterOf(cluster: string): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

export async function ask(url: string, statement: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<object>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A folder for one test, gone afterwards. */
export function dataFolder(): { path: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'ocop-embedded-'));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(root, 0o755);
  return { path: join(root, 'data'), remove: () => rmSync(root, { recursive: true, force: true }) };
}
