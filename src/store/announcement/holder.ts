/**
 * The number of this process among those that send in bulk: held as a lock on a connection of its own, so that others know
 * at once when it died, and its claims need not wait for a lease.
 */
import { randomInt } from 'node:crypto';
import pg from 'pg';
import { storeError } from '../database.ts';

/** First half of the lock's key; `give_up_lost` looks for it. */
const bulkLock = 7_210_016;

export interface Holder {
  /** The number, its lock taken. @throws StoreUnavailable */
  number(): Promise<number>;
  close(): Promise<void>;
}

/** Connects at the first question; a lost connection is replaced at the next one. */
export function createHolder(connectionString: string): Holder {
  let open: Promise<{ client: pg.Client; no: number }> | null = null;
  const connect = async () => {
    const client = new pg.Client({ connectionString, keepAlive: true });
    const no = randomInt(1, 2 ** 31 - 1);
    const forget = () => {
      open = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock($1::int, $2::int)', [bulkLock, no]);
      return { client, no };
    } catch (error) {
      await client.end().catch(() => undefined);
      throw storeError(error);
    }
  };
  return {
    async number() {
      open ??= connect();
      const mine = open;
      try {
        return (await mine).no;
      } catch (error) {
        if (open === mine) open = null;
        throw error;
      }
    },
    async close() {
      const mine = await open?.catch(() => null);
      open = null;
      await mine?.client.end().catch(() => undefined);
    },
  };
}
