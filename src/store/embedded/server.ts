/** Starts the PostgreSQL server process and hears when it is ready. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Log } from '../../ports.ts';
import { type Account, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { serverEnv } from './cluster.ts';

/** For a machine with little memory that does other work too; durability is never traded. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  effective_cache_size: '256MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Thousands may sign up within a minute: plans made for an empty table must not outlive it by long.
  autovacuum_naptime: '5s',
};

export interface ServerSpec {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly port: number;
  /** Further settings, e.g. `fsync=off` for tests. */
  readonly extra?: Readonly<Record<string, string>>;
  readonly log: Pick<Log, 'debug'>;
}

export type Started =
  | { readonly ok: true; readonly child: ChildProcess }
  /** `port`: somebody listens there. `locked`: another server has the folder. */
  | { readonly ok: false; readonly why: 'port' | 'locked' | 'other'; readonly said: string };

/** Whether nobody listens on the port of this machine. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function failure(said: string): Started {
  if (/could not bind|Address already in use|could not create any TCP\/IP sockets/.test(said))
    return { ok: false, why: 'port', said };
  if (/lock file|shared memory block/.test(said)) return { ok: false, why: 'locked', said };
  return { ok: false, why: 'other', said };
}

/** Starts the server and waits until it takes connections or gives up. */
export function startServer(spec: ServerSpec): Promise<Started> {
  const all = { ...settings, ...spec.extra };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(spec.binaries.postgres, ['-D', spec.cluster, '-p', String(spec.port), ...flags], {
    ...runAs(spec.account),
    cwd: '/',
    env: serverEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C in the terminal must reach us only, we stop the server when we are done with it.
    detached: true,
  });
  // Whatever ends this process in an orderly way takes the server along; only kill -9 leaves it, for the next start to find.
  const leave = () => void child.kill('SIGINT');
  process.once('exit', leave);
  child.once('exit', () => process.removeListener('exit', leave));
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      spec.log.debug({ line }, 'postgres');
      if (said.length < 50) said.push(line);
      if (line.includes('database system is ready to accept connections')) resolve({ ok: true, child });
    });
    child.on('error', reject);
    child.on('close', () => resolve(failure(said.join('\n'))));
  });
}
