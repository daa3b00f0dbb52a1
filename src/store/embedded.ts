/**
 * The embedded mode: a real PostgreSQL server, its programs from npm, its data in DATA_DIR, started and stopped by us.
 * Survives a kill -9 of either side, and refuses to share a data folder with a second start.
 */
import { existsSync } from 'node:fs';
import type { Log } from '../ports.ts';
import { type Account, serverAccount } from './embedded/account.ts';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { databaseName, makeCluster, requireVersion } from './embedded/cluster.ts';
import { makeDatabase } from './embedded/owner.ts';
import {
  keepPassword,
  knownPlace,
  makeDataDir,
  newPlace,
  type Place,
  recordPlace,
  requireReach,
} from './embedded/place.ts';
import { takeServer } from './embedded/takeover.ts';

export interface EmbeddedOptions {
  /** Absolute path of DATA_DIR. */
  readonly dataDir: string;
  /** Tried first; the next free one is taken when somebody listens there. */
  readonly port?: number;
  /** What to do when a live process has the folder: `refuse` (default) throws, `join` uses its server. */
  readonly running?: 'refuse' | 'join';
  /** Further server settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log: Log;
}

export interface Embedded {
  readonly url: string;
  readonly port: number;
  /** Where the data lie; outside DATA_DIR only when `relocated`. */
  readonly cluster: string;
  readonly relocated: boolean;
  /** False when another process owns the server and we only use it. */
  readonly owned: boolean;
  /** Stops the server we own; leaves a joined one alone. Close pools first. */
  stop(): Promise<void>;
}

/** Beside the usual 5432, so that an installed PostgreSQL is not in the way. */
const defaultPort = 5433;

interface Prepared {
  readonly place: Place;
  readonly account: Account;
  readonly binaries: Binaries;
  readonly password: string;
}

const urlOf = (password: string, port: number, database: string = databaseName) =>
  `postgresql://${databaseName}:${password}@127.0.0.1:${port}/${database}`;

async function prepare(dataDir: string): Promise<Prepared> {
  makeDataDir(dataDir);
  const password = keepPassword(dataDir);
  const known = knownPlace(dataDir);
  const account = serverAccount(known?.cluster ?? null, dataDir);
  const place = known ?? newPlace(dataDir, account, password);
  const binaries = await findBinaries(account, dataDir);
  if (!existsSync(place.cluster)) await makeCluster(place.cluster, binaries, account, password);
  recordPlace(dataDir, place);
  requireReach(place, account);
  requireVersion(place.cluster, binaries.major);
  return { place, account, binaries, password };
}

/**
 * Starts the server (making its data at the first start) and its database.
 * @throws ConfigError when it cannot run here, or a live process has the folder and `running` is `refuse`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { place, account, binaries, password } = await prepare(options.dataDir);
  const server = await takeServer({
    spec: {
      cluster: place.cluster,
      binaries,
      account,
      port: options.port ?? defaultPort,
      log: options.log,
      ...(options.settings ? { extra: options.settings } : {}),
    },
    adminUrl: (port) => urlOf(password, port, 'postgres'),
    join: options.running === 'join',
    log: options.log,
  });
  await makeDatabase(urlOf(password, server.port, 'postgres'));
  return { ...server, ...place, url: urlOf(password, server.port) };
}
