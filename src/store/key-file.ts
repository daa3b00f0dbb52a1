/** A random key of our own in DATA_DIR, made at first use and readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../core/error.ts';
import { keyBytes } from './seal.ts';

/** Gives the key in `dataDir/name`; two starts at once agree on one. @throws ConfigError when it is no key of ours */
export function keepKey(dataDir: string, name: string): Uint8Array {
  const path = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const made = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(made, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A link, unlike a rename, never takes the place of a key that is there.
    linkSync(made, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(made, { force: true });
  }
  const othersMayRead = (statSync(path).mode & 0o077) !== 0;
  if (othersMayRead) chmodSync(path, 0o600);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.byteLength !== keyBytes)
    throw new ConfigError([`${path} is not a key. Bring the right file back, or set ZALO_TOKEN_KEY.`]);
  return key;
}
