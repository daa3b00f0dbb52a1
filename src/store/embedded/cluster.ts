/** Makes a new database cluster with `initdb`. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../core/error.ts';
import { type Account, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { makePrivate } from './place.ts';

/** Name of the database user and of the database. */
export const databaseName = 'ocop';

/** No locale of the machine may matter: order and case of Vietnamese are our own code's work. */
export const serverEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' } as const;

function run(program: string, args: readonly string[], account: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...runAs(account),
      cwd: '/',
      env: serverEnv,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb ended with ${code}: ${said}`)),
    );
  });
}

/** A file with the password that the account can read, in a folder of its own. */
function passwordFile(password: string, account: Account): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bot-'));
  const file = join(folder, 'password');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(file, account.uid, account.gid);
    chownSync(folder, account.uid, account.gid);
  }
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Makes the cluster beside its place and moves it there whole, so that a crash never leaves half of one. */
export async function makeCluster(
  cluster: string,
  binaries: Binaries,
  account: Account,
  password: string,
): Promise<void> {
  const making = `${cluster}.new-${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  makePrivate(making, account);
  const secret = passwordFile(password, account);
  const flags = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync'];
  try {
    const who = [`--username=${databaseName}`, `--pwfile=${secret.file}`];
    await run(binaries.initdb, [`--pgdata=${making}`, ...who, ...flags], account);
    chmodSync(making, 0o700);
    renameSync(making, cluster);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another start made it meanwhile.
    if (!existsSync(join(cluster, 'PG_VERSION')))
      throw new ConfigError([`The database in ${cluster} could not be made: ${String(error)}`]);
  } finally {
    secret.remove();
  }
}

/** @throws ConfigError when the data were written by another major version of PostgreSQL */
export function requireVersion(cluster: string, major: string): void {
  const file = join(cluster, 'PG_VERSION');
  if (!existsSync(file))
    throw new ConfigError([`${cluster} is not a database folder (it has no PG_VERSION).`]);
  const found = readFileSync(file, 'utf8').trim();
  if (found === major) return;
  throw new ConfigError([
    `The data in ${cluster} were written by PostgreSQL ${found}, this version brings PostgreSQL ${major}. Dump them with the old version first.`,
  ]);
}
