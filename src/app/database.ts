/** Opens the database the configuration names: embedded or a server, brought up to date, administrative units loaded. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ConfigError, StoreUnavailable } from '../core/error.ts';
import type { Log } from '../ports.ts';
import { startEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import { createStore, type PostgresStore } from '../store/store.ts';
import { readUnits } from '../store/unit-source.ts';

export interface OpenDatabase {
  readonly url: string;
  readonly store: PostgresStore;
  /** Where the operator finds the data. */
  readonly path: string;
  close(): Promise<void>;
}

export interface DatabaseChoice {
  /** What to do when a running service has the embedded data: a second service is refused, a command joins in. */
  readonly running?: 'refuse' | 'join';
}

/** Opens it. @throws ConfigError when it cannot be reached, is somebody else's, or is in use by another start */
export async function openDatabase(
  config: Config,
  log: Log,
  { running = 'refuse' }: DatabaseChoice = {},
): Promise<OpenDatabase> {
  const place = await locate(config, log, running);
  try {
    await migrate(place.url, log);
    const store = createStore({ url: place.url, log });
    await store.loadUnits(readUnits(), Date.now());
    return { url: place.url, store, path: place.path, close: () => store.close().finally(place.stop) };
  } catch (error) {
    await place.stop();
    const fault = faultOf(error);
    throw fault === null ? error : new ConfigError([`DATABASE_URL: ${fault}`]);
  }
}

/** Beginnings of SQLSTATE: account or password are not accepted, there is no such database. */
const refusals = ['28', '3D'];

/** What is wrong with the address rather than with us. */
function faultOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof StoreUnavailable) return `the database does not answer (${error.message}).`;
  const { code } = error as { code?: unknown };
  const isRefused = typeof code === 'string' && refusals.some((refusal) => code.startsWith(refusal));
  return isRefused ? `the database refuses us (${error.message}).` : null;
}

async function locate(config: Config, log: Log, running: 'refuse' | 'join') {
  if (config.database.kind === 'server') {
    return {
      url: config.database.url.reveal(),
      path: join(config.dataDir, 'media'),
      stop: () => Promise.resolve(),
    };
  }
  const server = await startEmbedded({ dataDir: config.dataDir, running, log });
  return {
    url: server.url,
    path: server.relocated ? `${config.dataDir}, ${server.cluster}` : config.dataDir,
    stop: () => server.stop(),
  };
}
