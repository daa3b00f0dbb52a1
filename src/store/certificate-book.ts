/** Certificates outside turns: files in and out, and the notice register. */
import type pg from 'pg';
import type { UnitCode } from '../core/model.ts';
import type { CertificateStore, Notice, RegistryRecord, UnitNotice } from '../ports/certificate.ts';
import { endByOperator, findNumbered } from './certificate-end.ts';
import { importCertificates } from './certificate-import.ts';
import { type Sql, type Statement, sqlOf } from './database.ts';
import { createRegistryFiles } from './registry-files.ts';

/** Read part by part, so that a province does not lie in memory as a whole. */
const partSize = 2_000;

const part: Statement = {
  name: 'registry-part',
  text: `SELECT unit_code AS "unitCode", id::text, certificate_view(r) || jsonb_build_object('productGroup', r.group_name,
      'productCode', r.product_code, 'address', r.address, 'representative', r.representative, 'phone', r.phone,
      'decidedOn', r.decided_on, 'year', r.year, 'note', r.note, 'productId', r.product_id::text) AS record
    FROM certificate_record r
    WHERE (r.unit_code = $1 OR r.province_code = $1) AND (r.unit_code, r.product_id, r.id) > ($2, $3, $4)
    ORDER BY r.unit_code, r.product_id, r.id LIMIT $5`,
};
const unitNotices: Statement = {
  name: 'unit-notices',
  text: `SELECT r.id::text AS "certificateId", r.product, r.producer, r.number, to_char(r.valid_until, 'YYYY-MM-DD') AS "validUntil",
      n.contact_id::text AS "contactId", n.person, n.channel, n.about, n.state, n.reason, ms_of(n.planned_at)::float8 AS "plannedAt",
      ms_of(n.handed_at)::float8 AS "handedAt", ms_of(n.delivered_at)::float8 AS "deliveredAt", ms_of(n.seen_at)::float8 AS "seenAt"
    FROM certificate_notice_record n JOIN certificate_record r ON r.id = n.certificate_id
    WHERE (r.unit_code = $1 OR r.province_code = $1) AND n.planned_at >= at_ms($2) AND n.planned_at < at_ms($3)
    ORDER BY r.unit_code, r.producer, r.product, r.id, n.planned_at, n.id`,
};
const notices: Statement = {
  name: 'certificate-notices',
  text: `SELECT contact_id::text AS "contactId", person, channel, about, state, reason, ms_of(planned_at)::float8 AS "plannedAt",
      ms_of(handed_at)::float8 AS "handedAt", ms_of(delivered_at)::float8 AS "deliveredAt", ms_of(seen_at)::float8 AS "seenAt"
    FROM certificate_notice_record WHERE certificate_id = $1 ORDER BY planned_at, id`,
};

async function* recordsOf(sql: Sql, unit: UnitCode): AsyncGenerator<RegistryRecord> {
  interface Row {
    readonly unitCode: string;
    readonly id: string;
    readonly record: RegistryRecord;
  }
  let last = ['', '0', '0'];
  for (;;) {
    const rows = await sql.rows<Row>(part, [unit, ...last, partSize]);
    for (const { record } of rows) yield record;
    const end = rows.at(-1);
    if (end === undefined || rows.length < partSize) return;
    last = [end.unitCode, end.record.productId, end.id];
  }
}

export function createCertificates(pool: pg.Pool): CertificateStore {
  const sql = sqlOf(pool);
  return {
    ...createRegistryFiles(sql),
    importCertificates: (order) => importCertificates(pool, order),
    exportCertificates: (unit) => recordsOf(sql, unit),
    certificatesNumbered: (unit, number) => findNumbered(sql, unit, number),
    endByOperator: (order) => endByOperator(pool, order),
    noticesOf: (certificate) => sql.rows<Notice>(notices, [certificate]),
    unitNotices: (unit, from, to) => sql.rows<UnitNotice>(unitNotices, [unit, from, to]),
  };
}
