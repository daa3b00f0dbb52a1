/** The register of attendance, links to the check-in page, feedback. Secrets are kept as hashes only. */
import type pg from 'pg';
import type { AttendanceProof } from '../core/attendance-certificate.ts';
import type { Instant } from '../core/model.ts';
import type { CheckInSession, ClassPapersStore, ClassPapersTx, NewProof } from '../ports/class-papers.ts';
import type { OfferingView } from '../ports/seats.ts';
import { type Sql, type Statement, sqlOf, toJson } from './database.ts';
import { enrolPeople } from './enrol.ts';
import { createEnrolLists, enrolListsTx } from './enrol-lists.ts';
import { createSeatCalls } from './seat-calls.ts';
import { findRoll } from './seats.ts';

const proofColumns = `k.code, k.offering_id AS offering, k.claim_id::text AS claim, k.unit_code AS unit, k.year, k.number,
  k.name, k.contact_id::text AS "contactId", k.attended, k.sessions, ms_of(k.issued_at)::float8 AS "issuedAt"`;
/** The officer's commune, or the province it lies in. */
const looksAfter = (officer: string): string => `EXISTS (SELECT 1 FROM officer_unit f
  LEFT JOIN admin_unit u ON u.code = o.unit_code WHERE f.contact_id = ${officer} AND f.unit_code IN (o.unit_code, u.province_code))`;
const hashOf = (secret: string): string => `encode(sha256(convert_to(${secret}, 'UTF8')), 'hex')`;

/** A substitute's certificate goes to whoever had the seat. */
const certify: Statement = {
  name: 'attendance-certify',
  text: `SELECT ${proofColumns}, CASE WHEN a.channel IS NULL THEN NULL ELSE jsonb_build_object('contactId', c.id::text,
      'language', coalesce(c.language, 'vi'), 'channel', a.channel, 'address', a.external_id) END AS recipient
    FROM certify_attendance($1, $2, $3, $4, $5, $6) k JOIN seat_claim s ON s.id = k.claim_id
    LEFT JOIN contact c ON c.id = s.contact_id
    LEFT JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
      ORDER BY preferred DESC, last_used_at DESC LIMIT 1) a ON true
    ORDER BY k.number`,
};
const pass: Statement = {
  name: 'check-in-pass',
  text: `INSERT INTO check_in_pass (id, offering_id, contact_id, made_at, expires_at)
    VALUES (${hashOf('$1')}, $2, $3, at_ms($5), at_ms($4)) ON CONFLICT DO NOTHING`,
};
const rate: Statement = {
  name: 'class-rate',
  text: `INSERT INTO class_feedback (id, offering_id, useful, clear, wish, at)
    VALUES (${hashOf(`$1 || '/' || $2::text`)}, $1, $3, $4, $5, at_ms($6))
    ON CONFLICT (id) DO UPDATE SET useful = EXCLUDED.useful, clear = EXCLUDED.clear, wish = EXCLUDED.wish, at = EXCLUDED.at`,
};
const proof: Statement = {
  name: 'attendance-proof',
  text: `SELECT ${proofColumns}, offering_view(o, 0) AS view FROM attendance_certificate k
    JOIN offering o ON o.id = k.offering_id WHERE k.code = $1`,
};
const proofs: Statement = {
  name: 'attendance-proofs',
  text: `SELECT ${proofColumns} FROM attendance_certificate k WHERE k.offering_id = $1 ORDER BY k.year, k.number`,
};
const producers: Statement = {
  name: 'producer-names',
  text: 'SELECT id::text AS key, name FROM producer WHERE id::text = ANY ($1)',
};
const passOf: Statement = {
  name: 'check-in-pass-of',
  text: `SELECT offering_view(o, 0) AS view FROM check_in_pass p JOIN offering o ON o.id = p.offering_id
    WHERE p.id = ${hashOf('$1')} AND p.session_id IS NULL AND p.expires_at > at_ms($2) AND ${looksAfter('p.contact_id')}`,
};
const openPass: Statement = {
  name: 'check-in-open',
  text: `UPDATE check_in_pass SET session_id = ${hashOf('$2')}, ends_at = at_ms($3)
    WHERE id = ${hashOf('$1')} AND session_id IS NULL AND expires_at > at_ms($4) RETURNING id`,
};
const session: Statement = {
  name: 'check-in-session',
  text: `SELECT p.contact_id::text AS officer, offering_view(o, 0) AS view FROM check_in_pass p
    JOIN offering o ON o.id = p.offering_id
    WHERE p.session_id = ${hashOf('$1')} AND p.ends_at > at_ms($2) AND ${looksAfter('p.contact_id')}`,
};

export function classPapersTx(sql: Sql): ClassPapersTx {
  return {
    ...enrolListsTx(sql),
    async rollOf(code, officer) {
      const found = await findRoll(sql, code, officer);
      if (found.kind !== 'roll' || found.view === null) return null;
      return { view: found.view, rows: found.rows };
    },
    certifyAttendance: ({ offering, unit, year, people, by, at }) =>
      sql.rows<NewProof>(certify, [offering, unit, year, toJson(people), by, at]),
    makeCheckInPass: async ({ secret, offering, officer, expiresAt, at }) => {
      await sql.rows(pass, [secret, offering, officer, expiresAt, at]);
    },
    rateClass: async (offering, contactId, { useful, clear, wish }, at) => {
      await sql.rows(rate, [offering, contactId, useful, clear, wish ?? null, at]);
    },
  };
}

interface ProofRow extends AttendanceProof {
  readonly view: OfferingView;
}

export function createClassPapers(pool: pg.Pool): Omit<ClassPapersStore, 'classRating'> {
  const sql = sqlOf(pool);
  return {
    enrolPeople: (order) => enrolPeople(pool, order),
    ...createSeatCalls(pool),
    ...createEnrolLists(sql),
    async attendanceProof(code) {
      const [row] = await sql.rows<ProofRow>(proof, [code]);
      if (row === undefined) return null;
      const { view, ...rest } = row;
      return { proof: rest, view };
    },
    attendanceProofs: (offering) => sql.rows<AttendanceProof>(proofs, [offering]),
    producerNames: async (keys) => {
      const rows = keys.length === 0 ? [] : await sql.rows<{ key: string; name: string }>(producers, [keys]);
      return Object.fromEntries(rows.map(({ key, name }) => [key, name]));
    },
    checkInPass: async (secret, at) =>
      (await sql.rows<{ view: OfferingView }>(passOf, [secret, at]))[0]?.view ?? null,
    openCheckInPass: async ({ secret, session: cookie, endsAt, at }) =>
      (await sql.rows(openPass, [secret, cookie, endsAt, at])).length > 0,
    checkInSession: async (cookie: string, at: Instant) =>
      (await sql.rows<CheckInSession>(session, [cookie, at]))[0] ?? null,
  };
}
