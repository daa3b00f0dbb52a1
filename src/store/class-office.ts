/** What officers do with classes in chat: the desk of a class, messages to its people, and acts through the gate of seats. */
import { presences } from '../core/attendance.ts';
import type { OfferingId } from '../core/class.ts';
import type { ContactId } from '../core/model.ts';
import type { ClassDesk, ClassOfficeTurn, DeskPerson, SentMessage } from '../ports/class-office.ts';
import type { OfferingView } from '../ports/seats.ts';
import type { Sql, Statement } from './database.ts';
import { createOfferings } from './offerings.ts';
import { createRoster } from './roster.ts';
import type { SeatGate } from './seat-gate.ts';
import { offeringOfUnit } from './seats.ts';

/** Words are told apart by their hash, so that nobody gets the same twice. */
const people: Statement = {
  name: 'desk-people',
  text: `SELECT c.id::text AS claim, c.no, c.person, c.producer, c.seats, c.state, coalesce(c.attendee, k.name) AS name,
      c.confirmed_at IS NOT NULL AS "isConfirmed",
      p.phone IS NOT NULL AND count(*) OVER (PARTITION BY p.phone) > 1 AS "sharesPhone",
      CASE WHEN c.contact_id IS NULL THEN 'none'
        WHEN EXISTS (SELECT 1 FROM address a WHERE a.contact_id = c.contact_id AND a.state = 'ok') THEN 'ok'
        ELSE 'blocked' END AS account,
      EXISTS (SELECT 1 FROM seat_notice n WHERE n.claim_id = c.id AND n.kind = 'message' AND n.key = md5($2)) AS "hadIt"
    FROM seat_claim c LEFT JOIN contact k ON k.id = c.contact_id
      CROSS JOIN LATERAL (SELECT coalesce(c.attendee_phone, CASE WHEN c.attendee IS NULL THEN k.phone END) AS phone) p
    WHERE c.pool_id = $1 AND c.state IN ('taken', 'offered', 'waiting', 'walk_in') ORDER BY c.no`,
};
const seat: Statement = {
  name: 'own-claim',
  text: `SELECT id::text AS claim, no FROM seat_claim WHERE pool_id = $1 AND person = $2 AND state = 'taken'`,
};
const message: Statement = {
  name: 'class-message',
  text: `WITH noted AS (
      INSERT INTO seat_notice (claim_id, kind, key, vars, due_at)
      SELECT id, 'message', md5($3), jsonb_build_object('text', $3::text), at_ms($4) FROM seat_claim
      WHERE pool_id = $1 AND id::text = ANY ($2) AND contact_id IS NOT NULL ON CONFLICT DO NOTHING RETURNING id
    )
    SELECT count(*)::int AS count FROM noted`,
};
/** Gone without a trace, so that the same words may still be sent. */
const stop: Statement = {
  name: 'class-message-stop',
  text: `WITH gone AS (
      DELETE FROM seat_notice n USING seat_claim c WHERE c.id = n.claim_id AND c.pool_id = $1
        AND n.kind = 'message' AND n.done_at IS NULL RETURNING n.id
    )
    SELECT count(*)::int AS count FROM gone`,
};
const made: Statement = {
  name: 'class-made',
  text: `SELECT offering_view(o, a.actor::bigint) AS view FROM audit a JOIN offering o ON o.code = a.subject
    WHERE a.action = 'class_opened' AND a.actor = $1 ORDER BY a.at DESC, a.id DESC LIMIT 1`,
};

/** Handed over is reached as far as anybody can tell; an outcome that is unknown is not. */
const sent: Statement = {
  name: 'class-messages',
  text: `WITH told AS (
      SELECT n.key, n.vars ->> 'text' AS text, n.due_at, coalesce(c.attendee, k.name) AS name,
        CASE WHEN n.done_at IS NULL OR p.state IN ('planned', 'claimed') THEN 'underWay'
          WHEN p.state IN ('handed', 'delivered', 'seen') THEN 'reached' ELSE 'failed' END AS state
      FROM seat_notice n JOIN seat_claim c ON c.id = n.claim_id LEFT JOIN contact k ON k.id = c.contact_id
      LEFT JOIN parcel p ON p.id = 's:' || n.id
      WHERE c.pool_id = $1 AND n.kind = 'message'
    )
    SELECT min(text) AS text, ms_of(min(due_at))::float8 AS at,
      (count(*) FILTER (WHERE state = 'reached'))::int AS reached,
      (count(*) FILTER (WHERE state = 'underWay'))::int AS "underWay",
      coalesce(json_agg(name ORDER BY name) FILTER (WHERE state = 'failed'), '[]') AS failed
    FROM told GROUP BY key ORDER BY min(due_at) DESC LIMIT 5`,
};

interface Counted {
  readonly count: number;
}

async function deskOf(
  sql: Sql,
  code: string,
  { officer, text = '' }: { readonly officer: ContactId; readonly text?: string | undefined },
): Promise<ClassDesk | null> {
  const view = await offeringOfUnit(sql, code, officer);
  if (view === null) return null;
  const rows = await sql.rows<Omit<DeskPerson, 'states'>>(people, [view.offering.id, text]);
  const all = presences(await createRoster(sql).marksOf(view.offering.id));
  const statesOf = (claim: string) =>
    Object.fromEntries(
      all.filter((one) => one.claim === claim).map(({ session, state }) => [session, state]),
    );
  return { view, people: rows.map((row) => ({ ...row, states: statesOf(row.claim) })) };
}

export const findDesk = async (sql: Sql, code: string, who: Parameters<typeof deskOf>[2]) =>
  ({ kind: 'classDesk', desk: await deskOf(sql, code, who) }) as const;

export async function findMessages(sql: Sql, code: string, officer: ContactId) {
  const view = await offeringOfUnit(sql, code, officer);
  const messages = view === null ? [] : await sql.rows<SentMessage>(sent, [view.offering.id]);
  return { kind: 'classMessages', view, messages } as const;
}

export async function findMade(sql: Sql, officer: ContactId) {
  const [row] = await sql.rows<{ view: OfferingView }>(made, [officer]);
  return { kind: 'classMade', view: row?.view ?? null } as const;
}

async function seatOf(sql: Sql, offering: OfferingId, contactId: ContactId) {
  const [row] = await sql.rows<{ claim: string; no: number }>(seat, [offering, contactId]);
  return row ?? null;
}

export function classOfficeTurn(sql: Sql, gate: SeatGate): ClassOfficeTurn {
  const { roster, similarTo, claimants } = createRoster(sql);
  const { nextOfferingCode, saveOffering, findOffering, actOnSeats, reviseOffering, noteChange } =
    createOfferings(sql, (deed, at) => gate.act({ ...deed, at }));
  return {
    ...{ roster, similarTo, claimants },
    ...{ nextOfferingCode, saveOffering, findOffering, actOnSeats, reviseOffering, noteChange },
    deskOf: (code, officer, text) => deskOf(sql, code, { officer, text }),
    seatOf: (offering, contactId) => seatOf(sql, offering, contactId),
    noteMessage: async ({ offering, claims, text, dueAt }) =>
      (await sql.rows<Counted>(message, [offering, claims, text, dueAt]))[0]?.count ?? 0,
    stopMessages: async (offering) => (await sql.rows<Counted>(stop, [offering]))[0]?.count ?? 0,
  };
}
