/** Who sits in a class and who came. Marks are only ever added; what counts is worked out in core/attendance.ts. */
import type { Mark } from '../core/attendance.ts';
import type { RosterRow, RosterStore } from '../ports/roster.ts';
import { type Sql, type Statement, toJson } from './database.ts';

const roster: Statement = {
  name: 'roster',
  text: `SELECT c.id::text AS claim, c.no, c.person, c.contact_id::text AS "contactId", c.producer, c.seats, c.state,
      coalesce(c.attendee, k.name) AS name, coalesce(c.attendee_phone, CASE WHEN c.attendee IS NULL THEN k.phone END) AS phone,
      coalesce(c.attendee_unit, k.unit_code) AS unit, c.attendee_from AS "from", c.application,
      c.confirmed_at IS NOT NULL AS "isConfirmed", c.attendee IS NOT NULL AND c.contact_id IS NOT NULL AS "isSubstitute"
    FROM seat_claim c LEFT JOIN contact k ON k.id = c.contact_id
    WHERE c.pool_id = $1 AND c.state IN ('taken', 'offered', 'waiting', 'walk_in') ORDER BY c.no`,
};
const mark: Statement = {
  name: 'attendance-mark',
  text: `WITH fresh AS (
      INSERT INTO attendance (id, session_id, claim_id, state, source, device, marked_at, stored_at, by)
      SELECT x.id, x.session, x.claim, x.state, x.source, x.device, at_ms(x."markedAt"), at_ms($2), $3
      FROM jsonb_to_recordset($1) AS x(id text, session text, claim bigint, state text, source text, device text,
        "markedAt" bigint)
      JOIN seat_claim c ON c.id = x.claim JOIN offering_session s ON s.id = x.session AND s.offering_id = c.pool_id
      ON CONFLICT (id) DO NOTHING RETURNING id
    )
    SELECT count(*)::int AS stored FROM fresh`,
};
const marks: Statement = {
  name: 'attendance-marks',
  text: `SELECT a.id, a.session_id AS session, a.claim_id::text AS claim, a.state, a.source, a.device,
      ms_of(a.marked_at)::float8 AS "markedAt"
    FROM attendance a JOIN offering_session s ON s.id = a.session_id WHERE s.offering_id = $1 ORDER BY a.marked_at, a.id`,
};
/** Under the lock of the class, which gives the number. */
const walkIn: Statement = {
  name: 'seat-walk-in',
  text: 'SELECT seat_walk_in($1, $2, $3, $4)::text AS claim',
};
/** Later ones for the same people and on the same matter, the nearest first. */
const similar: Statement = {
  name: 'offerings-similar',
  text: `SELECT n.code FROM offering o JOIN seat_pool p ON p.id = o.id
    JOIN offering n ON n.kind = o.kind AND n.id <> o.id AND n.state = 'open' AND n.audience = o.audience
      AND (n.series = o.series OR n.title = o.title OR n.tags && o.tags) AND n.units_served && o.units_served
    JOIN seat_pool q ON q.id = n.id AND q.starts_at > at_ms($2) AND q.closes_at > at_ms($2)
    WHERE o.id = $1 ORDER BY q.starts_at LIMIT 5`,
};
/** Who had a seat when it was cancelled, then who waited, each in the order of asking. */
const guests: Statement = {
  name: 'seats-guests',
  text: `SELECT person, producer, seats FROM seat_claim WHERE pool_id = $1 AND state = ANY ($2) ORDER BY no`,
};

export function createRoster(sql: Sql): RosterStore {
  return {
    roster: (offering) => sql.rows<RosterRow>(roster, [offering]),
    markAttendance: async (list, by, at) =>
      (await sql.rows<{ stored: number }>(mark, [toJson(list), at, by]))[0]?.stored ?? 0,
    marksOf: (offering) => sql.rows<Mark>(marks, [offering]),
    walkIn: async (offering, { name, phone }, at) => {
      const [row] = await sql.rows<{ claim: string }>(walkIn, [offering, name, phone ?? null, at]);
      if (row === undefined) throw new Error(`no class ${offering}`);
      return row.claim;
    },
    similarTo: async (offering, at) =>
      (await sql.rows<{ code: string }>(similar, [offering, at])).map(({ code }) => code),
    claimants: (offering, states) => sql.rows(guests, [offering, states]),
  };
}
