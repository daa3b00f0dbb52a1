/** Brings a cluster's server up under our ownership, whatever state the last run left it in. */
import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '../../core/error.ts';
import type { Log } from '../../ports.ts';
import { type Claimed, claimServer, type Ownership } from './owner.ts';
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';
import { portIsFree, type ServerSpec, type Started, startServer } from './server.ts';
import { supervise } from './supervise.ts';

export interface Takeover {
  readonly spec: ServerSpec;
  /** Address of the server's own database, by port. */
  readonly adminUrl: (port: number) => string;
  /** Use the server of a live process instead of refusing. */
  readonly join: boolean;
  readonly log: Log;
}

export interface TakenServer {
  readonly port: number;
  readonly owned: boolean;
  stop(): Promise<void>;
}

const patienceMs = 20_000;
/** A server younger than this without an owner is being started by another process, not left behind. */
const newbornMs = 2_500;

function joined(running: Postmaster, pid: number | null, take: Takeover): TakenServer {
  if (take.join) return { port: running.port, owned: false, stop: async () => {} };
  throw new ConfigError([
    `The service is already running (đang chạy) on this data folder: process ${pid ?? 'unknown'}, database in ${take.spec.cluster}. Stop it first, or choose another DATA_DIR.`,
  ]);
}

/** Deals with a live server: `TakenServer` when it is somebody's, `null` when the way is free. */
async function settleRunning(running: Postmaster, take: Takeover): Promise<TakenServer | 'again' | null> {
  const claimed: Claimed | null = await claimServer(take.adminUrl(running.port)).catch(() => null);
  if (claimed && !claimed.ok) return joined(running, claimed.pid, take);
  if (claimed?.ok) await claimed.ownership.release();
  if (Date.now() - running.startedAt < newbornMs) return 'again';
  take.log.warn({ pid: running.pid }, 'a database server was left behind by a killed process: restarting it');
  await stopPostmaster(running.pid);
  return null;
}

async function startOnFreePort(spec: ServerSpec): Promise<{ port: number; started: Started }> {
  let port = spec.port;
  for (let tries = 0; tries < 200; tries += 1, port += 1) {
    if (!(await portIsFree(port))) continue;
    const started = await startServer({ ...spec, port });
    if (started.ok || started.why !== 'port') return { port, started };
  }
  throw new ConfigError([`No free port for the database between ${spec.port} and ${port}.`]);
}

function owned(
  port: number,
  started: Started & { ok: true },
  ownership: Ownership,
  take: Takeover,
): TakenServer {
  const supervised = supervise(started.child, { ...take.spec, port }, take.log);
  return {
    port,
    owned: true,
    stop: async () => {
      await ownership.release();
      await supervised.stop();
    },
  };
}

/** Starts a server and becomes its owner; `null` when another process was faster. */
async function startOwned(take: Takeover): Promise<TakenServer | null> {
  const { port, started } = await startOnFreePort(take.spec);
  if (!started.ok) {
    if (started.why === 'locked') return null;
    throw new ConfigError([`The database server does not start: ${started.said}`]);
  }
  const claimed = await claimServer(take.adminUrl(port)).catch(() => null);
  return claimed?.ok ? owned(port, started, claimed.ownership, take) : null;
}

/**
 * Starts the server, or finds it running.
 * @throws ConfigError when a live process owns it and we may not join, or it does not start
 */
export async function takeServer(take: Takeover): Promise<TakenServer> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const running = findPostmaster(take.spec.cluster);
    const settled = running ? await settleRunning(running, take) : null;
    const server = settled ?? (await startOwned(take));
    if (server !== 'again' && server !== null) return server;
    await wait(150);
  }
  throw new ConfigError([`The database server in ${take.spec.cluster} could not be taken over within 20 s.`]);
}
