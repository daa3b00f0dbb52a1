/**
 * Where the embedded database lies: DATA_DIR/postgres, or, when the server's account cannot enter DATA_DIR (a root
 * home), a folder under /var/lib that DATA_DIR/postgres.place names, so that it is found again.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../core/error.ts';
import { type Account, canEnter, ourName } from './account.ts';
import { sharedRoot } from './shared-root.ts';

export interface Place {
  /** The cluster's own folder. */
  readonly cluster: string;
  readonly relocated: boolean;
}

const inside = (dataDir: string) => join(dataDir, 'postgres');
const passwordFile = (dataDir: string) => join(dataDir, 'postgres.password');
const pointer = (dataDir: string) => join(dataDir, 'postgres.place');

/**
 * Makes DATA_DIR. Started by root, others may pass through it (the server must reach its own folder) but see nothing.
 * @throws ConfigError when it cannot be made or belongs to somebody else
 */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
    if (readdirSync(dataDir).length === 0) chmodSync(dataDir, mode);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(passwordFile(dataDir))) accessSync(passwordFile(dataDir), constants.R_OK);
  } catch (error) {
    throw new ConfigError([
      `The data folder ${dataDir} cannot be used by ${ourName()}: ${String(error)}. Start as the user who started before, or set DATA_DIR to another folder.`,
    ]);
  }
}

/** The cluster folder as far as it is decided already. */
export function knownPlace(dataDir: string): Place | null {
  if (existsSync(pointer(dataDir))) {
    const cluster = readFileSync(pointer(dataDir), 'utf8').trim();
    if (existsSync(cluster)) return { cluster, relocated: true };
    throw new ConfigError([
      `${pointer(dataDir)} says that the data lie in ${cluster}, but there is nothing. Bring the folder back, or delete that file to start empty.`,
    ]);
  }
  return existsSync(inside(dataDir)) ? { cluster: inside(dataDir), relocated: false } : null;
}

/**
 * Decides where a new cluster goes. Its parent folder exists afterwards, the folder itself does not.
 * @param secret names the folder elsewhere, so that two starts at once agree and a fresh DATA_DIR never meets old data
 */
export function newPlace(dataDir: string, account: Account, secret: string): Place {
  if (canEnter(account, dataDir)) return { cluster: inside(dataDir), relocated: false };
  const id = createHash('sha256').update(secret).digest('hex').slice(0, 12);
  return { cluster: join(sharedRoot(), `data-${id}`), relocated: true };
}

/** @throws ConfigError when the account that must run the server cannot get at existing data */
export function requireReach(place: Place, account: Account): void {
  const owner = statSync(place.cluster).uid;
  const ours = process.getuid?.() ?? owner;
  if ((account.uid ?? ours) === owner && canEnter(account, place.cluster)) return;
  throw new ConfigError([
    `The data in ${place.cluster} belong to another user, or lie where ${account.name}, who runs the database, cannot enter. Start as the user who started before, or move the data folder.`,
  ]);
}

/** Notes in DATA_DIR where a relocated cluster lies. */
export function recordPlace(dataDir: string, place: Place): void {
  if (place.relocated) writeFileSync(pointer(dataDir), `${place.cluster}\n`, { mode: 0o600 });
}

/** Makes a folder that only the account may look into. */
export function makePrivate(folder: string, account: Account): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
}

/** The database password, drawn once and kept in DATA_DIR for its owner's eyes only. */
export function keepPassword(dataDir: string): string {
  const file = passwordFile(dataDir);
  if (!existsSync(file)) {
    const drawn = `${file}.${process.pid}`;
    writeFileSync(drawn, randomBytes(24).toString('hex'), { mode: 0o600 });
    try {
      linkSync(drawn, file);
    } catch (error) {
      // Another start was faster: its password counts.
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(drawn, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
