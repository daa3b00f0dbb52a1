/** The folder outside everybody's home where a server that is started by root can reach its programs and data. */
import { chmodSync, mkdirSync } from 'node:fs';
import { ConfigError } from '../../core/error.ts';

const path = '/var/lib/ocop-bot';

/**
 * Makes the folder, open for passing through whatever the umask.
 * @throws ConfigError when it cannot be made
 */
export function sharedRoot(): string {
  try {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o755);
    return path;
  } catch (error) {
    throw new ConfigError([
      `PostgreSQL, which does not run as root, needs ${path}: ${String(error)}. Start as an ordinary user, or set DATABASE_URL.`,
    ]);
  }
}
