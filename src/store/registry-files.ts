/** Registry files that officers sent in chat, from sent to written. */
import { Conflict } from '../core/error.ts';
import type {
  RegistryFileStore,
  RegistryFileTx,
  RegistryFileView,
  WaitingFile,
} from '../ports/registry-file.ts';
import { type Sql, type Statement, toJson } from './database.ts';
import { planRow } from './parcels.ts';

const insert: Statement = {
  name: 'registry-file-send',
  text: `INSERT INTO registry_file (contact_id, unit_code, media_id, line, file_name, state, sent_at)
    VALUES ($1, $2, $3, $4, $5, 'sent', at_ms($6))`,
};
const take: Statement = {
  name: 'registry-file-take',
  text: `UPDATE registry_file SET state = 'taken', claimed_at = NULL WHERE id = $1 AND contact_id = $2 AND state = 'tried'
    RETURNING id`,
};
const one: Statement = {
  name: 'registry-file',
  text: `SELECT id::text, contact_id::text AS "contactId", unit_code AS unit, media_id AS media, line, file_name AS "fileName", state, report
    FROM registry_file WHERE id = $1`,
};
const next: Statement = { name: 'registry-file-next', text: 'SELECT next_registry_file($1, $2) AS file' };
const close: Statement = {
  name: 'registry-file-close',
  text: `WITH f AS (UPDATE registry_file SET state = $2, report = coalesce($3, report), claimed_at = NULL
      WHERE id = $1 AND state IN ('sent', 'taken') RETURNING id)
    SELECT plan_parcels($4, $5) FROM f`,
};

/** Only digits can be an id; anything else finds nothing instead of failing. */
const isId = (id: string): boolean => /^\d{1,18}$/.test(id);

export async function findRegistryFile(sql: Sql, id: string): Promise<RegistryFileView | null> {
  return isId(id) ? ((await sql.rows<RegistryFileView>(one, [id]))[0] ?? null) : null;
}

export function registryFilesTx(sql: Sql): RegistryFileTx {
  return {
    sendRegistryFile: async ({ contactId, unit, media, line, fileName, at }) => {
      const typed = line === undefined ? null : toJson(line);
      await sql.rows(insert, [contactId, unit, media ?? null, typed, fileName, at]);
    },
    takeRegistryFile: async (id, contactId) => {
      if ((await sql.rows(take, [id, contactId])).length === 0)
        throw new Conflict(`registry file ${id} waits for nobody`);
    },
  };
}

export function createRegistryFiles(sql: Sql): RegistryFileStore {
  return {
    registryFile: (id) => findRegistryFile(sql, id),
    nextRegistryFile: async (leaseMs, at) =>
      (await sql.rows<{ file: WaitingFile | null }>(next, [leaseMs, at]))[0]?.file ?? null,
    closeRegistryFile: async ({ id, state, report, answer, at }) => {
      const kept = report === null ? null : toJson(report);
      await sql.rows(close, [id, state, kept, toJson(answer === null ? [] : [planRow(answer)]), at]);
    },
  };
}
