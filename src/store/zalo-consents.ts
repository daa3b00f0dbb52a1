/** Consents under way: operators' links and what was sent to Zalo with them. Keys and states are kept as hashes. */
import { createHash } from 'node:crypto';
import type { ConsentStore } from '../ports/grant.ts';
import type { Sql, Statement } from './database.ts';
import type { Seal } from './seal.ts';

/** Links that are over are swept out when a new one is made. */
const add: Statement = {
  name: 'zalo-consent-add',
  text: `WITH swept AS (DELETE FROM zalo_consent WHERE expires_at < at_ms($3) - interval '30 days')
    INSERT INTO zalo_consent (key_hash, account, expires_at) VALUES ($1, $2, at_ms($3))`,
};
const start: Statement = {
  name: 'zalo-consent-start',
  text: `UPDATE zalo_consent SET state_hash = $3, verifier = $4
    WHERE key_hash = $1 AND account = $2 AND done_at IS NULL AND expires_at > at_ms($5) RETURNING key_hash`,
};
const find: Statement = {
  name: 'zalo-consent-find',
  text: `SELECT verifier FROM zalo_consent
    WHERE state_hash = $1 AND account = $2 AND done_at IS NULL AND expires_at > at_ms($3)`,
};
const finish: Statement = {
  name: 'zalo-consent-finish',
  text: `UPDATE zalo_consent SET done_at = at_ms($3), verifier = NULL
    WHERE state_hash = $1 AND account = $2 AND done_at IS NULL RETURNING key_hash`,
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function createZaloConsents(sql: Sql, account: string, seal: Seal): ConsentStore {
  const about = `zalo ${account} verifier`;
  return {
    addLink: async (key, expiresAt) => {
      await sql.rows(add, [hashOf(key), account, expiresAt]);
    },
    async start(key, { state, verifier }, at) {
      const sealed = verifier === null ? null : seal.close(verifier, about);
      const started = await sql.rows(start, [hashOf(key), account, hashOf(state), sealed, at]);
      return started.length > 0;
    },
    async find(state, at) {
      const [row] = await sql.rows<{ verifier: string | null }>(find, [hashOf(state), account, at]);
      if (row === undefined) return null;
      return { verifier: row.verifier === null ? null : seal.open(row.verifier, about) };
    },
    finish: async (state, at) => (await sql.rows(finish, [hashOf(state), account, at])).length > 0,
  };
}
