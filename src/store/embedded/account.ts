/** Under whose account the embedded server runs: our own, or, since PostgreSQL refuses root, an ordinary one. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { ConfigError } from '../../core/error.ts';

export interface Account {
  readonly name: string;
  /** Absent when the server runs as we do. */
  readonly uid?: number;
  readonly gid?: number;
}

/** The account made on machines that have no `postgres` one. */
const ownName = 'ocop-postgres';

function passwdEntries(): readonly { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
    .filter((entry) => entry.name !== '' && Number.isInteger(entry.uid) && Number.isInteger(entry.gid));
}

function makeAccount(): void {
  const flags = ['--system', '--no-create-home', '--user-group', '--shell', '/usr/sbin/nologin', ownName];
  spawnSync('useradd', flags, { stdio: 'ignore' });
}

function ownerOf(folder: string): number | null {
  const uid = statSync(folder, { throwIfNoEntry: false })?.uid;
  return uid === undefined || uid === 0 ? null : uid;
}

/** Who we are, for messages; a user id without a name is possible in containers. */
export function ourName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user id ${process.getuid?.()}`;
  }
}

type Entry = ReturnType<typeof passwdEntries>[number];

/** The ordinary account that shall own the data, where there is one already. */
function existing(cluster: string | null, dataDir: string): Entry | undefined {
  const entries = passwdEntries();
  const owner = cluster === null ? null : ownerOf(cluster);
  const byUid = (uid: number | null) => entries.find((entry) => entry.uid === uid);
  if (owner !== null && !byUid(owner))
    throw new ConfigError([
      `The data in ${cluster} belong to user id ${owner}, which this machine does not have.`,
    ]);
  const byName = (name: string) => entries.find((entry) => entry.name === name);
  return byUid(owner) ?? byUid(ownerOf(dataDir)) ?? byName('postgres') ?? byName(ownName);
}

/**
 * Chooses the account: whoever owns the data already, else `postgres`, else one made for us, else `nobody`.
 * @param cluster the database folder, `null` when it is yet to be made
 * @throws ConfigError when there is none to choose
 */
export function serverAccount(cluster: string | null, dataDir: string): Account {
  if (process.getuid?.() !== 0) return { name: ourName() };
  const found = existing(cluster, dataDir);
  if (found) return found;
  makeAccount();
  const made = existing(cluster, dataDir) ?? passwdEntries().find((entry) => entry.name === 'nobody');
  if (made) return made;
  throw new ConfigError([
    'PostgreSQL does not run as root and no other account could be made. Start as an ordinary user or set DATABASE_URL.',
  ]);
}

/** Options that make a child process run under the account. */
export function runAs(account: Account): { uid?: number; gid?: number } {
  return account.uid === undefined || account.gid === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/** Whether the account can step into the folder; tried for real, because rights also come from ACLs and mounts. */
export function canEnter(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1" 2>/dev/null', 'sh', folder], {
    ...runAs(account),
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}
