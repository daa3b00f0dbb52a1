/**
 * The tokens of one Zalo account: sealed, and swapped only for the very token a new pair was given for. The lock is one
 * of PostgreSQL's sessions: it outlives every time limit of ours and ends at once with a process that dies.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { GrantStore, KeptGrant, TokenPair } from '../ports/grant.ts';
import { type Sql, type Statement, sqlOf, storeError } from './database.ts';
import type { Seal } from './seal.ts';

const select: Statement = {
  name: 'zalo-grant',
  text: `SELECT access_token, refresh_token, ms_of(access_expires_at)::float8 AS access_expires_at,
      ms_of(issued_at)::float8 AS issued_at, state, reason, ms_of(state_at)::float8 AS state_at,
      CASE WHEN pending_hash = refresh_hash THEN ms_of(pending_since)::float8 END AS pending_since
    FROM zalo_grant WHERE account = $1`,
};
const replace: Statement = {
  name: 'zalo-grant-replace',
  text: `INSERT INTO zalo_grant (account, access_token, access_hash, refresh_token, refresh_hash, access_expires_at,
      issued_at, state, state_at)
    VALUES ($1, $2, $3, $4, $5, at_ms($6), at_ms($7), 'ok', at_ms($7))
    ON CONFLICT (account) DO UPDATE SET access_token = $2, access_hash = $3, refresh_token = $4, refresh_hash = $5,
      access_expires_at = at_ms($6), issued_at = at_ms($7), state = 'ok', reason = NULL, state_at = at_ms($7),
      pending_since = NULL, pending_hash = NULL`,
};
const begin: Statement = {
  name: 'zalo-refresh-begin',
  text: `UPDATE zalo_grant SET pending_since = at_ms($3), pending_hash = $2 WHERE account = $1 AND refresh_hash = $2`,
};
const end: Statement = {
  name: 'zalo-refresh-end',
  text: `UPDATE zalo_grant SET pending_since = NULL, pending_hash = NULL WHERE account = $1 AND pending_hash = $2`,
};
/** The state does not matter here: a pair in the hand heals whatever was thought of the old one meanwhile. */
const commit: Statement = {
  name: 'zalo-refresh-commit',
  text: `UPDATE zalo_grant SET access_token = $2, access_hash = $3, refresh_token = $4, refresh_hash = $5,
      access_expires_at = at_ms($6), issued_at = at_ms($7), state = 'ok', reason = NULL, state_at = at_ms($7),
      pending_since = NULL, pending_hash = NULL
    WHERE account = $1 AND refresh_hash = $8 RETURNING account`,
};
const lose: Statement = {
  name: 'zalo-grant-lost',
  text: `UPDATE zalo_grant SET state = 'needs_reconsent', reason = $3, state_at = at_ms($4)
    WHERE account = $1 AND access_hash = $2`,
};

interface Row {
  readonly access_token: string;
  readonly refresh_token: string | null;
  readonly access_expires_at: number;
  readonly issued_at: number;
  readonly state: KeptGrant['state'];
  readonly reason: string | null;
  readonly state_at: number;
  readonly pending_since: number | null;
}

/** How long between two tries for the lock. */
const retryMs = 50;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The grant of the Official Account with this id. */
export function createZaloTokens(pool: pg.Pool, account: string, seal: Seal): GrantStore {
  const sql = sqlOf(pool);
  const about = (kind: 'access' | 'refresh') => `zalo ${account} ${kind}`;
  const sealed = ({ accessToken, refreshToken, accessExpiresAt }: TokenPair, at: number) => [
    account,
    seal.close(accessToken, about('access')),
    hashOf(accessToken),
    refreshToken === null ? null : seal.close(refreshToken, about('refresh')),
    refreshToken === null ? null : hashOf(refreshToken),
    accessExpiresAt,
    at,
  ];
  const opened = (row: Row): KeptGrant => ({
    accessToken: seal.open(row.access_token, about('access')),
    refreshToken: row.refresh_token === null ? null : seal.open(row.refresh_token, about('refresh')),
    accessExpiresAt: row.access_expires_at,
    issuedAt: row.issued_at,
    state: row.state,
    reason: row.reason,
    stateAt: row.state_at,
    pendingSince: row.pending_since,
  });
  return {
    async read() {
      const [row] = await sql.rows<Row>(select, [account]);
      return row === undefined ? null : opened(row);
    },
    replace: (pair, at) => done(sql.rows(replace, sealed(pair, at))),
    alone: (waitMs, work) => alone(pool, account, waitMs, work),
    beginRefresh: (refreshToken, at) => done(sql.rows(begin, [account, hashOf(refreshToken), at])),
    endRefresh: (refreshToken) => done(sql.rows(end, [account, hashOf(refreshToken)])),
    async commitRefresh(refreshToken, pair, at) {
      const swapped = await sql.rows(commit, [...sealed(pair, at), hashOf(refreshToken)]);
      return swapped.length > 0;
    },
    needReconsent: (accessToken, reason, at) =>
      done(sql.rows(lose, [account, hashOf(accessToken), reason, at])),
  };
}

const done = async (written: ReturnType<Sql['rows']>): Promise<void> => {
  await written;
};

/** Of the two numbers of the lock the first says what it is for. */
const lockKind = 7_210_014;
const tryLock: Statement = {
  name: 'zalo-lock',
  text: 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS got',
};
const unlock: Statement = { name: 'zalo-unlock', text: 'SELECT pg_advisory_unlock($1, hashtext($2))' };

async function alone<T>(
  pool: pg.Pool,
  account: string,
  waitMs: number,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect().catch((error: unknown) => {
    throw storeError(error);
  });
  const sql = sqlOf(client);
  let locked = false;
  try {
    locked = await lockWithin(sql, account, waitMs);
    // Should this connection be lost meanwhile, the swap by hash still holds.
    return locked ? await work() : null;
  } finally {
    const free = !locked || (await sql.rows(unlock, [lockKind, account]).catch(() => null)) !== null;
    // Closing the connection frees the lock too.
    client.release(!free);
  }
}

async function lockWithin(sql: Sql, account: string, waitMs: number): Promise<boolean> {
  for (let waited = 0; ; waited += retryMs) {
    const [row] = await sql.rows<{ got: boolean }>(tryLock, [lockKind, account]);
    if (row?.got === true) return true;
    if (waited >= waitMs) return false;
    await sleep(retryMs);
  }
}
