/** Classes, events and their seats outside turns: what officers make and change, and what the clock does. */
import { formatOfferingCode, type OfferingId } from '../core/class.ts';
import { InputError } from '../core/error.ts';
import type { Instant } from '../core/model.ts';
import type { SeatResult } from '../core/seats.ts';
import type { OfferingView, SeatsStore } from '../ports/seats.ts';
import { type Sql, type Statement, toJson } from './database.ts';

type OfferingsPart = Omit<SeatsStore, 'planReminders' | 'tellNotices'>;

const next: Statement = {
  name: 'offering-number',
  text: `SELECT nextval('offering_number_seq')::int AS number`,
};
const save: Statement = { name: 'offering-save', text: 'SELECT save_offering($1, $2, $3)' };
const known: Statement = {
  name: 'units-known',
  text: 'SELECT count(*)::int AS known FROM admin_unit WHERE code = ANY ($1) AND retired_at IS NULL',
};
const find: Statement = {
  name: 'offering-find',
  text: 'SELECT offering_view(o, 0) AS view FROM offering o WHERE o.code = $1',
};
const act: Statement = { name: 'seat-act', text: 'SELECT seat_act($1, $2) AS result' };
const due: Statement = {
  name: 'seats-due',
  text: `SELECT id FROM seat_pool WHERE due_at <= at_ms($1) ORDER BY due_at LIMIT $2`,
};
const note: Statement = {
  name: 'seats-note-change',
  text: `INSERT INTO seat_notice (claim_id, kind, key, due_at)
    SELECT id, 'changed', $2::text, at_ms($3) FROM seat_claim
    WHERE pool_id = $1 AND state IN ('taken', 'waiting', 'offered') ON CONFLICT DO NOTHING`,
};
const finish: Statement = {
  name: 'offerings-finish',
  text: `UPDATE offering o SET state = 'done' WHERE o.state = 'open' AND (
      SELECT max((s.day + s.to_time::time) AT TIME ZONE 'Asia/Ho_Chi_Minh') FROM offering_session s WHERE s.offering_id = o.id
    ) < at_ms($1)`,
};

/** Carries out one act on the seats of a class: here by itself, in a turn through the gate. */
export type ActOnPool = (deed: object & { readonly pool: OfferingId }, at: Instant) => Promise<SeatResult>;

const atOnce =
  (sql: Sql): ActOnPool =>
  async (deed, at) => {
    const [row] = await sql.rows<{ result: SeatResult }>(act, [toJson(deed), at]);
    if (row === undefined) throw new Error(`no seats ${deed.pool}`);
    return row.result;
  };

export function createOfferings(sql: Sql, actOnPool = atOnce(sql)): OfferingsPart {
  const actOnSeats: OfferingsPart['actOnSeats'] = (offering, deed, at) =>
    actOnPool({ pool: offering, ...deed }, at);
  return {
    actOnSeats,
    nextOfferingCode: async (kind) => {
      const [row] = await sql.rows<{ number: number }>(next);
      return formatOfferingCode(kind, row?.number ?? 0);
    },
    async saveOffering(offering, rules, at) {
      const units = [...new Set([offering.unit, ...offering.unitsServed])];
      const [row] = await sql.rows<{ known: number }>(known, [units]);
      if (row?.known !== units.length) throw new InputError('class.unknownUnit');
      await sql.rows(save, [toJson(offering), toJson(rules), at]);
    },
    findOffering: async (code) => (await sql.rows<{ view: OfferingView }>(find, [code]))[0]?.view ?? null,
    async settleSeats(at, limit) {
      const pools = await sql.rows<{ id: OfferingId }>(due, [at, limit]);
      for (const { id } of pools) await actOnSeats(id, { kind: 'settle' }, at);
      return pools.length;
    },
    async reviseOffering({ seen, offering, rules }, at) {
      const deed = { pool: offering.id, kind: 'revise', seen, offering, rules };
      // The word of the gate for "somebody was faster" is none of the acts people know.
      return ((await actOnPool(deed, at)).result as string) === 'done';
    },
    noteChange: async (offering, version, at) => {
      await sql.rows(note, [offering, version, at]);
    },
    finishPast: async (at) => {
      await sql.rows(finish, [at]);
    },
  };
}
