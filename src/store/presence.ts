/**
 * Who else works on this database: every process holds a shared lock while it lives. A process that finds nobody may
 * take over at once what a crashed one left; otherwise leases must run out first.
 */
import pg from 'pg';
import type { Store } from '../ports.ts';
import { storeError } from './database.ts';

/** Any number will do, as long as every process uses the same; "ocop" in ASCII. */
const presenceLock = 0x6f636f70;

export interface Presence extends Pick<Store, 'isAlone'> {
  close(): Promise<void>;
}

/** Creates the announcer; it connects at the first question and stays connected. */
export function createPresence(connectionString: string): Presence {
  let client: pg.Client | null = null;
  return {
    async isAlone() {
      client = new pg.Client({ connectionString });
      // The lock goes with the connection; a lost one costs nothing but speed after the next crash.
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
          presenceLock,
        ]);
        const alone = rows[0]?.alone === true;
        if (alone) await client.query('SELECT pg_advisory_unlock($1)', [presenceLock]);
        await client.query('SELECT pg_advisory_lock_shared($1)', [presenceLock]);
        return alone;
      } catch (error) {
        throw storeError(error);
      }
    },
    close: async () => void (await client?.end().catch(() => undefined)),
  };
}
