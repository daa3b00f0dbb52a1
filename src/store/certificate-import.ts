/** Lays a registry file into the tables as a whole: set-based SQL, keys computed by core, one transaction. */
import type pg from 'pg';
import { decisionKey } from '../core/certificate-cell.ts';
import { producerKey } from '../core/certificate-file.ts';
import type { RegistryRow } from '../core/certificate-row.ts';
import { fold } from '../core/vietnamese.ts';
import type { ImportOrder, ImportOutcome } from '../ports/certificate.ts';
import { inTransaction, type Statement, send, toJson } from './database.ts';

const begin: Statement = { name: 'registry-begin', text: 'SELECT registry_begin()' };
const load: Statement = { name: 'registry-load', text: 'SELECT registry_load($1)' };
const apply: Statement = { name: 'registry-apply', text: 'SELECT registry_apply($1) AS outcome' };
const record: Statement = {
  name: 'registry-record',
  text: `INSERT INTO certificate_import (id, unit_code, actor, file_name, at, report) VALUES ($1, $2, $3, $4, at_ms($5), $6)
    ON CONFLICT (id) DO NOTHING`,
};
const note: Statement = {
  name: 'registry-audit',
  text: `INSERT INTO audit (actor, action, subject, detail, at) VALUES ($1, 'certificates_imported', $2, $3, at_ms($4))`,
};
/** Two files at once would find each other's producers missing: one after the other. */
const lock: Statement = { name: 'registry-lock', text: 'SELECT pg_advisory_xact_lock(4611686018427387000)' };

/** Rows sent at once: some hundreds of kilobytes of JSON. */
const partSize = 500;

const keysOf = (row: RegistryRow) => ({
  producerKey: producerKey(row),
  producerNameKey: fold(row.producer),
  productKey: fold(row.product),
  codeKey: row.productCode === null ? null : fold(row.productCode),
  decisionKey: decisionKey(row.decision),
  numberKey: row.number === null ? null : fold(row.number),
});

/** Imports the rows; a dry run does the same and takes it back. @throws StoreUnavailable, Conflict */
export function importCertificates(pool: pg.Pool, order: ImportOrder): Promise<ImportOutcome> {
  return inTransaction(pool, (client) => lay(client, order), { trial: order.dryRun });
}

async function lay(client: pg.PoolClient, order: ImportOrder): Promise<ImportOutcome> {
  const { rows, at, id, unit, actor, fileName, notes } = order;
  await send(client, lock);
  await send(client, begin);
  for (let from = 0; from < rows.length; from += partSize) {
    const part = rows.slice(from, from + partSize).map((row) => ({ ...row, ...keysOf(row) }));
    await send(client, load, [toJson(part)]);
  }
  const [applied] = await send<{ outcome: ImportOutcome }>(client, apply, [at]);
  if (applied === undefined) throw new Error('registry_apply gave nothing');
  const { created, updated, unchanged, refused, conflicts } = applied.outcome;
  const counts = {
    created: created.length,
    updated: updated.length,
    unchanged,
    refused: refused.length,
    conflicts: conflicts.length,
  };
  await send(client, record, [id, unit, actor, fileName, at, toJson({ counts, refused, conflicts, notes })]);
  await send(client, note, [actor, `unit:${unit}`, toJson({ ...counts, file: fileName }), at]);
  return applied.outcome;
}
