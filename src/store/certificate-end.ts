/** Certificates that end before their day, and the parcels that told of it in the register of notices. */
import type pg from 'pg';
import type { Certificate } from '../core/certificate.ts';
import { Conflict } from '../core/error.ts';
import type { UnitCode } from '../core/model.ts';
import { fold } from '../core/vietnamese.ts';
import type { CertificateTx, OperatorEnding } from '../ports/certificate.ts';
import type { Recipient } from '../ports.ts';
import { auditTx } from './audit.ts';
import { inTransaction, type Sql, type Statement, sqlOf, toJson } from './database.ts';
import { planTx } from './parcels.ts';

const end: Statement = {
  name: 'end-certificate',
  text: 'SELECT end_certificate($1, $2, $3, $4, $5, $6, $7, $8) AS ended',
};
const note: Statement = { name: 'note-parcels', text: 'SELECT note_parcels($1, $2, $3, $4)' };

const numbered: Statement = {
  name: 'certificates-numbered',
  text: `SELECT certificate_view(r) AS found FROM certificate_record r
    WHERE r.number_key = $2 AND (r.unit_code = $1 OR r.province_code = $1) AND NOT r.renewed ORDER BY r.id`,
};
const owners: Statement = {
  name: 'certificate-owner-addresses',
  text: `SELECT c.id::text AS "contactId", coalesce(c.language, 'vi') AS language, a.channel, a.external_id AS address
    FROM certificate z JOIN producer_member m ON m.producer_id = z.producer_id JOIN contact c ON c.id = m.contact_id
      CROSS JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
        ORDER BY preferred DESC, last_used_at DESC LIMIT 1) a
    WHERE z.id = $1 ORDER BY m.since, c.id`,
};

export const findNumbered = async (
  sql: Sql,
  unit: UnitCode,
  number: string,
): Promise<readonly Certificate[]> =>
  (await sql.rows<{ found: Certificate }>(numbered, [unit, fold(number)])).map(({ found }) => found);

/** All or nothing. @throws Conflict when it changed meanwhile */
export function endByOperator(pool: pg.Pool, order: OperatorEnding): Promise<number> {
  return inTransaction(pool, (client) => endIn(sqlOf(client), order));
}

async function endIn(sql: Sql, { change, action, detail, key, plans, at }: OperatorEnding): Promise<number> {
  const { certificate } = change;
  const tx = { ...certificateEndTx(sql), ...auditTx(sql), ...planTx(sql) };
  await tx.endCertificate({ ...change, officer: null, at });
  await tx.audit({ actor: 'operator', action, subject: `certificate:${certificate}`, detail }, at);
  const planned = plans(await sql.rows<Recipient>(owners, [certificate]));
  await tx.planParcels(planned, at);
  const parcels = planned.map(({ id, contactId }) => ({ contactId, parcelId: id }));
  if (parcels.length > 0) await tx.noteParcels(certificate, key, parcels, at);
  return parcels.length;
}

export function certificateEndTx(sql: Sql): Pick<CertificateTx, 'endCertificate' | 'noteParcels'> {
  return {
    endCertificate: async ({ certificate, seen, revoked, stoppedOn, officer, at }) => {
      const { on = null, reason = null, decision = null } = revoked ?? {};
      const values = [certificate, seen, on, reason, decision, stoppedOn, officer, at];
      const [row] = await sql.rows<{ ended: Certificate | null }>(end, values);
      if (row == null || row.ended === null)
        throw new Conflict(
          `certificate ${certificate} is not the officer's, or no longer at version ${seen}`,
        );
      return row.ended;
    },
    noteParcels: async (certificate, about, parcels, at) => {
      await sql.rows(note, [certificate, about, toJson(parcels), at]);
    },
  };
}
