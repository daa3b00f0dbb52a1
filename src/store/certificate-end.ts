/** Certificates that end before their day, and the parcels that told of it in the register of notices. */
import type { Certificate } from '../core/certificate.ts';
import { Conflict } from '../core/error.ts';
import type { CertificateTx } from '../ports/certificate.ts';
import { type Sql, type Statement, toJson } from './database.ts';

const end: Statement = {
  name: 'end-certificate',
  text: 'SELECT end_certificate($1, $2, $3, $4, $5, $6, $7, $8) AS ended',
};
const note: Statement = { name: 'note-parcels', text: 'SELECT note_parcels($1, $2, $3, $4)' };

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
