/** The one connection pool, prepared statements by name, and what the driver's errors mean to the layers above. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Conflict, StoreUnavailable } from '../core/error.ts';
import type { Log } from '../ports.ts';

/** A statement that each connection prepares once under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** Settings of the server for this statement alone. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Where statements run: the pool, or one transaction. */
export interface Sql {
  rows<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** Class 08: connection; 57P01–57P03: shutting down or starting; 53300: too many connections. */
const unavailable =
  /^(08...|57P0[123]|53300|ECONN.*|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
const lostConnection =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying|Query read timeout/;
/** Serialisation failure, deadlock, lock timeout. */
const conflicting = new Set(['40001', '40P01', '55P03']);

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** Translates a driver error to ours; errors that are neither conflicts nor outages pass unchanged. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (conflicting.has(code)) return new Conflict(error.message, { cause: error });
  if (unavailable.test(code) || lostConnection.test(error.message))
    return new StoreUnavailable(error.message, { cause: error });
  return error;
}

/** Connections not yet ended, per pool: `pool.end()` does not wait for them. */
const openClients = new WeakMap<pg.Pool, Set<Promise<unknown>>>();
const partingMs = 2_000;

export interface PoolOptions {
  readonly url: string;
  /** Most connections at once. */
  readonly connections: number;
  /** After this long without an answer the database counts as lost. */
  readonly patienceMs: number;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * A connection that sends what is asked in the same moment in one packet: under load many turns share a connection,
 * and a system call costs more than a statement.
 */
class PackingClient extends pg.Client {
  #packing = false;
  override query: pg.Client['query'] = ((...args: Parameters<pg.Client['query']>) => {
    this.#pack();
    return super.query(...args);
  }) as never;

  #pack(): void {
    if (this.#packing) return;
    this.#packing = true;
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#packing = false;
      stream.uncork();
    });
  }
}

/** Opens the pool; it connects when it is first used. */
export function createPool({ url, connections, patienceMs, log }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PackingClient,
    max: connections,
    // Statements are sent without waiting for the one before; BEGIN and COMMIT then cost no round trip of their own.
    pipeline: true,
    connectionTimeoutMillis: Math.min(patienceMs, 5_000),
    query_timeout: patienceMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: patienceMs,
    lock_timeout: Math.ceil(patienceMs / 2),
  });
  // Without listeners a lost connection would end the process: the pool's is for idle ones, the other for those in use
  // between two statements; their next statement fails and says so.
  pool.on('error', (error) => log.warn({ error: String(error) }, 'lost a database connection'));
  const open = new Set<Promise<unknown>>();
  openClients.set(pool, open);
  pool.on('connect', (client) => {
    client.on('error', () => {});
    const ended = once(client, 'end').catch(() => {});
    open.add(ended);
    void ended.then(() => open.delete(ended));
  });
  return pool;
}

/** Closes the pool and waits until the server let the connections go, so that stopping it next disturbs nobody. */
export async function closePool(pool: pg.Pool): Promise<void> {
  await pool.end();
  await Promise.race([Promise.all(openClients.get(pool) ?? []), wait(partingMs, undefined, { ref: false })]);
}

/** Sends a statement. @throws StoreUnavailable, Conflict, or the driver's error for a fault of ours */
export async function send<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { name, text, settings } = statement;
  try {
    if (settings !== undefined) return await sendWith<Row>(on, { ...statement, settings }, values);
    return (await on.query<Row>({ name, text, values: [...values] })).rows;
  } catch (error) {
    throw storeError(error);
  }
}

/** In the transaction it is in, or in one of its own; what comes after it there has the usual settings again. */
async function sendWith<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  { name, text, settings }: Required<Statement>,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const set = Object.entries(settings).map(([setting, value]) => `SET LOCAL ${setting} = '${value}'`);
  const run = async (client: pg.PoolClient) => {
    await client.query(set.join(';'));
    return (await client.query<Row>({ name, text, values: [...values] })).rows;
  };
  if (on instanceof pg.Pool) return inTransaction(on, run);
  try {
    return await run(on);
  } finally {
    const reset = Object.keys(settings).map((setting) => `SET LOCAL ${setting} TO DEFAULT`);
    await on.query(reset.join(';')).catch(() => undefined);
  }
}

/**
 * Runs the work in a transaction of its own, all or nothing; with `trial` everything is done and taken back.
 * @throws StoreUnavailable, Conflict, or what the work throws
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  { trial = false }: { readonly trial?: boolean } = {},
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw storeError(error);
  });
  let broken = true;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query(trial ? 'ROLLBACK' : 'COMMIT');
    broken = false;
    return result;
  } catch (error) {
    // Several statements may still be on their way; a connection that is not surely clean is of no further use.
    throw storeError(error);
  } finally {
    client.release(broken);
  }
}

export function sqlOf(on: pg.Pool | pg.PoolClient): Sql {
  return { rows: (statement, values) => send(on, statement, values) };
}

const forbidden = /\\u(?:0000|d[89a-f])/i;

/**
 * JSON that PostgreSQL's `jsonb` takes whatever people typed: NUL is dropped, half surrogate pairs become U+FFFD.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!forbidden.test(text)) return text;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? Buffer.from(part, 'utf8').toString('utf8').replaceAll('\0', '') : part,
  );
}
