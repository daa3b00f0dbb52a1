/** Product ideas and their slip numbers. */
import { dayOf } from '../core/calendar.ts';
import { Conflict } from '../core/error.ts';
import { formatIdeaCode } from '../core/idea.ts';
import type { Idea, UnitCode } from '../core/model.ts';
import type { TurnState, TurnTx } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';

type Found = Awaited<ReturnType<TurnTx['lookup']>>;

const columns = `id, code, contact_id::text AS "contactId", unit_code AS unit, status, version, fields,
  ms_of(submitted_at)::float8 AS "submittedAt", ms_of(changed_at)::float8 AS "changedAt",
  return_reason AS "returnReason", decided_by AS "decidedBy"`;

const byId: Statement = { name: 'idea', text: `SELECT ${columns} FROM idea WHERE id = $1` };
const byCode: Statement = {
  name: 'idea-by-code',
  text: `SELECT ${columns} FROM idea WHERE code = $1 FOR NO KEY UPDATE`,
};
const mine: Statement = {
  name: 'my-ideas',
  text: `SELECT ${columns} FROM idea WHERE contact_id = $1 ORDER BY submitted_at, code`,
};
/** Those that wait for an officer come first, the one waiting longest at the top. */
const ofUnits: Statement = {
  name: 'unit-ideas',
  text: `SELECT ${columns} FROM idea WHERE unit_code = ANY ($1) OR province_code = ANY ($1)
    ORDER BY status IN ('submitted', 'resubmitted') DESC, changed_at, code LIMIT 200`,
};
const nextSlip: Statement = {
  name: 'next-slip',
  text: `INSERT INTO slip_counter (unit_code, year, last) VALUES ($1, $2, 1)
    ON CONFLICT (unit_code, year) DO UPDATE SET last = slip_counter.last + 1 RETURNING last`,
};
const provinceOf: Statement = {
  name: 'province-of',
  text: 'SELECT province_code AS province FROM admin_unit WHERE code = $1',
};
const insert: Statement = {
  name: 'insert-idea',
  text: `INSERT INTO idea (id, code, contact_id, unit_code, province_code, status, fields, submitted_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, 'submitted', $6, at_ms($7), at_ms($7)) RETURNING ${columns}`,
};
const change: Statement = {
  name: 'change-idea',
  text: `UPDATE idea SET version = version + 1, status = $3, fields = coalesce($4, fields), changed_at = at_ms($9),
      return_reason = CASE WHEN $5 THEN $6 ELSE return_reason END,
      decided_by = CASE WHEN $7 THEN $8 ELSE decided_by END
    WHERE id = $1 AND version = $2 RETURNING ${columns}`,
};

async function provinceCode(sql: Sql, unit: UnitCode): Promise<string> {
  const [found] = await sql.rows<{ province: string }>(provinceOf, [unit]);
  if (!found) throw new Error(`no administrative unit ${unit}`);
  return found.province;
}

export function ideasOf(sql: Sql, contactId: string): Promise<readonly Idea[]> {
  return sql.rows<Idea>(mine, [contactId]);
}

/** Ideas an officer may see; none for people who are not officers. */
export async function ideasOfUnits(sql: Sql, officer: TurnState['officer']): Promise<readonly Idea[]> {
  return officer ? sql.rows<Idea>(ofUnits, [officer.units]) : [];
}

/** Finds and locks an idea, so that of two officers the second sees what the first did. */
export async function findIdea(sql: Sql, code: string): Promise<Found> {
  const [idea] = await sql.rows<Idea>(byCode, [code]);
  return { kind: 'ideaByCode', idea: idea ?? null };
}

export function ideasTx(sql: Sql): Pick<TurnTx, 'insertIdea' | 'changeIdea'> {
  return {
    insertIdea: async ({ id, contactId, fields, at }) => {
      const [there] = await sql.rows<Idea>(byId, [id]);
      if (there) return there;
      const year = Number(dayOf(at).slice(0, 4));
      const province = await provinceCode(sql, fields.unit);
      const [slip] = await sql.rows<{ last: number }>(nextSlip, [fields.unit, year]);
      const code = formatIdeaCode({ number: slip?.last ?? 0, province, commune: fields.unit, year });
      const values = [id, code, contactId, fields.unit, province, toJson(fields), at];
      const [idea] = await sql.rows<Idea>(insert, values);
      if (!idea) throw new Conflict(id);
      return idea;
    },
    changeIdea: async ({ id, seen, status, fields, returnReason, decidedBy, at }) => {
      const [idea] = await sql.rows<Idea>(change, [
        id,
        seen,
        status,
        fields ? toJson(fields) : null,
        returnReason !== undefined,
        returnReason ?? null,
        decidedBy !== undefined,
        decidedBy ?? null,
        at,
      ]);
      if (!idea) throw new Conflict(`idea ${id} is no longer at version ${seen}`);
      return idea;
    },
  };
}
