/** Seats as turns see them: acts through the gate, who somebody is, and classes as one person sees them. */
import { presences } from '../core/attendance.ts';
import type { Standing } from '../core/class-access.ts';
import type { ContactId } from '../core/model.ts';
import type { PhoneSharer } from '../core/seats.ts';
import type { OfferingView, SeatFound, SeatsTx } from '../ports/seats.ts';
import type { Sql, Statement } from './database.ts';
import { createRoster } from './roster.ts';
import type { SeatGate } from './seat-gate.ts';

const byCode: Statement = {
  name: 'offering-by-code',
  text: `SELECT offering_view(o, $2) AS view FROM offering o WHERE o.code = $1 AND o.state <> 'draft'`,
};
const byId: Statement = {
  name: 'offering-by-id',
  text: 'SELECT offering_view(o, $2) AS view FROM offering o WHERE o.id = $1',
};
/** Those for the person's commune or province. Far more than anybody reads; a province runs some dozens a year. */
const open: Statement = {
  name: 'open-offerings',
  text: `SELECT offering_view(o, $1) AS view FROM contact c LEFT JOIN admin_unit u ON u.code = c.unit_code
    CROSS JOIN offering o JOIN seat_pool p ON p.id = o.id
    WHERE c.id = $1 AND o.state = 'open' AND (c.unit_code IS NULL OR o.units_served = '{}'
      OR o.units_served && ARRAY[c.unit_code, u.province_code])
    ORDER BY p.starts_at, o.code LIMIT 60`,
};
const mine: Statement = {
  name: 'my-seats',
  text: `SELECT offering_view(o, $1) AS view FROM seat_claim c JOIN offering o ON o.id = c.pool_id
    JOIN seat_pool p ON p.id = o.id
    WHERE c.contact_id = $1 AND c.state IN ('taken', 'waiting', 'offered') AND o.state = 'open'
    ORDER BY p.starts_at, o.code`,
};
const ofUnits: Statement = {
  name: 'unit-offerings',
  text: `SELECT offering_view(o, $1) AS view FROM offering o JOIN seat_pool p ON p.id = o.id
    LEFT JOIN admin_unit u ON u.code = o.unit_code
    WHERE o.state = 'open' AND EXISTS (SELECT 1 FROM officer_unit f WHERE f.contact_id = $1
      AND f.unit_code IN (o.unit_code, u.province_code))
    ORDER BY p.starts_at, o.code LIMIT 60`,
};
/** Past ones too: lists are corrected afterwards. */
const ofUnit: Statement = {
  name: 'unit-offering',
  text: `SELECT offering_view(o, $1) AS view FROM offering o LEFT JOIN admin_unit u ON u.code = o.unit_code
    WHERE o.code = $2 AND EXISTS (SELECT 1 FROM officer_unit f WHERE f.contact_id = $1
      AND f.unit_code IN (o.unit_code, u.province_code))`,
};
/** A certificate counts on the days it is valid (domain reference §8). */
const standing: Statement = {
  name: 'seat-standing',
  text: `SELECT c.unit_code AS unit, u.province_code AS province, m.producer,
      EXISTS (SELECT 1 FROM officer o WHERE o.contact_id = c.id) AS officer,
      EXISTS (SELECT 1 FROM producer_member pm JOIN certificate k ON k.producer_id = pm.producer_id
        WHERE pm.contact_id = c.id AND k.revoked_on IS NULL
          AND k.valid_until >= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) AS certified
    FROM contact c LEFT JOIN admin_unit u ON u.code = c.unit_code
    LEFT JOIN LATERAL (SELECT min(producer_id)::text AS producer FROM producer_member WHERE contact_id = c.id) m ON true
    WHERE c.id = $1`,
};
const substitute: Statement = {
  name: 'seat-substitute',
  text: `UPDATE seat_claim SET attendee = $3, attendee_phone = $4 WHERE pool_id = $1 AND person = $2
    AND state IN ('taken', 'waiting', 'offered') RETURNING id`,
};
const sharing: Statement = {
  name: 'seat-phone-shared',
  text: 'SELECT name, has_account AS "hasAccount" FROM seat_sharers($1, $2)',
};
const colleague: Statement = {
  name: 'seat-colleague',
  text: `SELECT other.id::text AS id FROM producer_member mine
    JOIN producer_member theirs ON theirs.producer_id = mine.producer_id AND theirs.contact_id <> mine.contact_id
    JOIN contact other ON other.id = theirs.contact_id AND other.phone = $2 AND other.erased_at IS NULL
    WHERE mine.contact_id = $1 ORDER BY other.id LIMIT 1`,
};
const confirm: Statement = {
  name: 'seat-confirm',
  text: `UPDATE seat_claim SET confirmed_at = at_ms($3) WHERE pool_id = $1 AND person = $2 AND state = 'taken'`,
};

interface StandingRow extends Pick<Standing, 'unit' | 'province' | 'producer'> {
  readonly officer: boolean;
  readonly certified: boolean;
}

const nobody: Standing = { kinds: [], producer: null, unit: null, province: null };

export async function standingOf(sql: Sql, contactId: ContactId): Promise<Standing> {
  const [row] = await sql.rows<StandingRow>(standing, [contactId]);
  if (row === undefined) return nobody;
  const { officer, certified, ...rest } = row;
  const asProducer = certified ? 'producer_certified' : 'producer_prospective';
  return { ...rest, kinds: officer ? ['officer'] : [asProducer] };
}

interface ViewRow {
  readonly view: OfferingView;
}
const views = (rows: readonly ViewRow[]): readonly OfferingView[] => rows.map(({ view }) => view);

export const openOfferings = async (sql: Sql, contactId: ContactId) =>
  views(await sql.rows<ViewRow>(open, [contactId]));

export const seatsOf = async (sql: Sql, contactId: ContactId) =>
  views(await sql.rows<ViewRow>(mine, [contactId]));

/** Without a lock: looking at a class must not hold up those who join it. */
export async function findOffering(sql: Sql, code: string, contactId: ContactId): Promise<SeatFound> {
  const [row] = await sql.rows<ViewRow>(byCode, [code, contactId]);
  return { kind: 'offering', view: row?.view ?? null };
}

export const offeringsOfUnits = async (sql: Sql, contactId: ContactId) =>
  views(await sql.rows<ViewRow>(ofUnits, [contactId]));

/** A class of the officer's units; `null` for a class of others. */
export async function offeringOfUnit(
  sql: Sql,
  code: string,
  officer: ContactId,
): Promise<OfferingView | null> {
  return (await sql.rows<ViewRow>(ofUnit, [officer, code]))[0]?.view ?? null;
}

/** The list of a class of the officer's units, with what devices and chats marked so far. */
export async function findRoll(sql: Sql, code: string, officer: ContactId): Promise<SeatFound> {
  const view = await offeringOfUnit(sql, code, officer);
  if (view === null) return { kind: 'roll', view, rows: [] };
  const { roster, marksOf } = createRoster(sql);
  const { id } = view.offering;
  const all = presences(await marksOf(id));
  const rows = (await roster(id))
    .filter(({ state }) => state === 'taken' || state === 'walk_in')
    .map(({ claim, no, name }) => {
      const own = all.filter((one) => one.claim === claim);
      const states = Object.fromEntries(own.map(({ session, state }) => [session, state]));
      return { claim, no, name: name ?? '–', states };
    });
  return { kind: 'roll', view, rows };
}

export function seatsTx(sql: Sql, gate: SeatGate): SeatsTx {
  const { markAttendance, walkIn } = createRoster(sql);
  return {
    markAttendance,
    walkIn,
    seatAct: (offering, act, { inboundId, at, application }) =>
      gate.act({ ...act, pool: offering, inbound: inboundId, at, ...(application && { application }) }),
    offeringById: async (id, contactId) => (await sql.rows<ViewRow>(byId, [id, contactId]))[0]?.view ?? null,
    standingOf: (contactId) => standingOf(sql, contactId),
    substitute: async (offering, contactId, { name, phone }) =>
      (await sql.rows(substitute, [offering, contactId, name, phone ?? null])).length > 0,
    onSamePhone: (offering, contactId) => sql.rows<PhoneSharer>(sharing, [offering, contactId]),
    colleagueWith: async (contactId, phone) =>
      (await sql.rows<{ id: ContactId }>(colleague, [contactId, phone]))[0]?.id ?? null,
    confirmSeat: async (offering, contactId, at) => {
      await sql.rows(confirm, [offering, contactId, at]);
    },
  };
}
