/**
 * Which process a running embedded server belongs to: the one that holds an advisory lock in it. The lock dies with
 * its process, however that ends, so nothing stale can stay behind.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { databaseName } from './cluster.ts';

/** "OCOP" in ASCII; the key space of our own server is ours alone. */
const lockKey = 0x4f434f50;
const label = 'ocop-bot owner';
const retryMs = 100;

export interface Ownership {
  release(): Promise<void>;
}

export type Claimed =
  | { readonly ok: true; readonly ownership: Ownership }
  /** Another live process has it. */
  | { readonly ok: false; readonly pid: number | null };

async function ownerPid(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.objid = $1`,
    [lockKey],
  );
  return Number(rows[0]?.name.slice(label.length)) || null;
}

function open(url: string): { client: pg.Client; lost: Promise<void> } {
  const client = new pg.Client({ connectionString: url, application_name: `${label} ${process.pid}` });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  return { client, lost };
}

/** Holds on to ownership when the connection breaks, e.g. when the server restarts after a backend was killed. */
function keep(url: string, first: ReturnType<typeof open>): Ownership {
  let held = first;
  let released = false;

  const regain = async (): Promise<boolean> => {
    await wait(retryMs, undefined, { ref: false });
    if (released) return true;
    const next = open(url);
    try {
      await next.client.connect();
      await next.client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    } catch {
      await next.client.end().catch(() => {});
      return false;
    }
    held = next;
    return true;
  };
  const hold = async (): Promise<void> => {
    while (!released) {
      await held.lost;
      while (!(await regain()));
    }
  };
  void hold();
  return {
    release: async () => {
      released = true;
      await held.client.end().catch(() => {});
    },
  };
}

/**
 * Tries to become the owner of the running server.
 * @throws the driver's error when the server does not let us in
 */
export async function claimServer(url: string): Promise<Claimed> {
  const opened = open(url);
  const { client } = opened;
  await client.connect();
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [lockKey]);
  if (rows[0]?.got) return { ok: true, ownership: keep(url, opened) };
  const pid = await ownerPid(client);
  await client.end();
  return { ok: false, pid };
}

/** Makes our database if it is not there yet. */
export async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
