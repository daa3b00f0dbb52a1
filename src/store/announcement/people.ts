/** People of an announcement by name: who got it or not and why, who answered what, who may approve it. */
import type { AnnouncementTx, AnsweringPerson, ReportRow } from '../../ports/announcement.ts';
import type { Recipient } from '../../ports.ts';
import type { Sql, Statement } from '../database.ts';
import { rowsOf } from './ledger.ts';

type Part = Pick<AnnouncementTx, 'reportOf' | 'answersOf' | 'approversOf'>;

const who = `c.name, c.phone, c.unit_code AS unit, c.hamlet`;

const report: Statement = {
  name: 'announcement-report',
  text: `SELECT p.contact_id::text AS "contactId", ${who}, nullif(p.channel, '') AS channel, p.state, p.reason,
      ms_of(p.handed_at)::float8 AS "handedAt", r.answer AS rsvp
    FROM parcel p JOIN contact c ON c.id = p.contact_id
      LEFT JOIN announcement_rsvp r ON r.announcement_id = $1 AND r.contact_id = p.contact_id
    WHERE ${rowsOf} AND p.contact_id > $2 AND ($4::text[] IS NULL OR p.state = ANY ($4))
      AND ($5::bigint IS NULL OR p.contact_id = $5)
    ORDER BY p.contact_id LIMIT $3`,
};

const answered: Statement = {
  name: 'announcement-answered',
  text: `SELECT c.id::text AS "contactId", ${who} FROM announcement_rsvp r JOIN contact c ON c.id = r.contact_id
    WHERE r.announcement_id = $1 AND r.answer = $4 AND c.id > $2 ORDER BY c.id LIMIT $3`,
};

/** Those who got it and said nothing. */
const silent: Statement = {
  name: 'announcement-silent',
  text: `SELECT c.id::text AS "contactId", ${who} FROM parcel p JOIN contact c ON c.id = p.contact_id
    WHERE ${rowsOf} AND p.state IN ('handed', 'delivered', 'seen') AND p.contact_id > $2
      AND NOT EXISTS (SELECT 1 FROM announcement_rsvp r WHERE r.announcement_id = $1 AND r.contact_id = p.contact_id)
    ORDER BY p.contact_id LIMIT $3`,
};

/** Officers who look after all its units, beside the author and whoever changed it last. */
const approvers: Statement = {
  name: 'announcement-approvers',
  text: `SELECT c.id::text AS "contactId", coalesce(c.language, 'vi') AS language, d.channel, d.external_id AS address
    FROM announcement a JOIN announcement_text t ON t.announcement_id = a.id AND t.version = a.text_version
      JOIN officer o ON o.contact_id::text NOT IN (a.author, t.by) JOIN contact c ON c.id = o.contact_id
      CROSS JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
        ORDER BY preferred DESC, last_used_at DESC LIMIT 1) d
    WHERE a.id = $1 AND NOT EXISTS (
      SELECT 1 FROM unnest(a.units) AS own(code) LEFT JOIN admin_unit u ON u.code = own.code
      WHERE NOT EXISTS (SELECT 1 FROM officer_unit m
        WHERE m.contact_id = o.contact_id AND m.unit_code IN (own.code, u.province_code)))
    ORDER BY c.id`,
};

export function peoplePart(sql: Sql): Part {
  return {
    reportOf: (id, { after, limit, states, contact }) =>
      sql.rows<ReportRow>(report, [id, after ?? 0, limit, states ?? null, contact ?? null]),
    answersOf: (id, { answer, after, limit }) =>
      answer === 'none'
        ? sql.rows<AnsweringPerson>(silent, [id, after ?? 0, limit])
        : sql.rows<AnsweringPerson>(answered, [id, after ?? 0, limit, answer]),
    approversOf: (id) => sql.rows<Recipient>(approvers, [id]),
  };
}
