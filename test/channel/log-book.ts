/** A log that remembers its lines. */
import type { Log } from '../../src/ports.ts';

export interface Logged {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: object;
}

export function createLogBook(): { log: Log; lines: Logged[] } {
  const lines: Logged[] = [];
  const at = (level: keyof Log) => (fields: object, message: string) => {
    lines.push({ level, message, fields });
  };
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
}
