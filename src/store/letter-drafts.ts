/** Letters as drafts: the register without gaps, and the heads of offices. */
import { dayOf } from '../core/calendar.ts';
import { Conflict } from '../core/error.ts';
import type { LetterDraft, LetterHead, LetterScope } from '../core/letter-draft.ts';
import type { ContactId, Instant, UnitCode } from '../core/model.ts';
import type { LetterDraftStore, LetterDraftTx } from '../ports/letter-draft.ts';
import { type Sql, type Statement, toJson } from './database.ts';

interface LetterHeadSeen {
  readonly unit: UnitCode;
  readonly head: LetterHead | null;
}

const scope: Statement = { name: 'letter-scope', text: 'SELECT letter_scope($1, $2) AS scope' };
const draft: Statement = {
  name: 'letter-draft',
  text: 'SELECT draft_letter($1, $2, $3, $4, $5, $6, $7, $8, $9) AS number',
};
const post: Statement = { name: 'letters-post', text: 'SELECT post_letters($1, $2, $3) AS noted' };
const one: Statement = {
  name: 'letter',
  text: 'SELECT letter_view(l) AS letter FROM letter l WHERE id = $1',
};
const register: Statement = {
  name: 'letter-register',
  text: 'SELECT letter_view(l) AS letter FROM letter l WHERE unit_code = $1 AND year = $2 ORDER BY number',
};
const saveHead: Statement = {
  name: 'letter-head-save',
  text: `INSERT INTO letter_head (unit_code, head, changed_at) VALUES ($1, $2, at_ms($3))
    ON CONFLICT (unit_code) DO UPDATE SET head = excluded.head, changed_at = excluded.changed_at`,
};

const ownHead: Statement = {
  name: 'letter-head-own',
  text: `SELECT u.unit_code AS unit, h.head FROM officer_unit u LEFT JOIN letter_head h ON h.unit_code = u.unit_code
    WHERE u.contact_id = $2 AND u.unit_code = $1`,
};
const setHead: Statement = {
  name: 'letter-head-set',
  text: `INSERT INTO letter_head (unit_code, head, changed_at)
    SELECT unit_code, $2, at_ms($4) FROM officer_unit WHERE contact_id = $3 AND unit_code = $1
    ON CONFLICT (unit_code) DO UPDATE SET head = excluded.head, changed_at = excluded.changed_at RETURNING unit_code`,
};

/** What a unit of the officer prints on its letters; `null` for units of others. */
export async function findLetterHead(
  sql: Sql,
  unit: UnitCode,
  officer: ContactId,
): Promise<LetterHeadSeen | null> {
  return (await sql.rows<LetterHeadSeen>(ownHead, [unit, officer]))[0] ?? null;
}

/** What letters the officer's units could write. */
export async function findLetterScope(
  sql: Sql,
  officer: ContactId,
  at: Instant,
): Promise<readonly LetterScope[]> {
  const [row] = await sql.rows<{ scope: readonly LetterScope[] }>(scope, [officer, dayOf(at)]);
  return row?.scope ?? [];
}

export function letterDraftsTx(sql: Sql): LetterDraftTx {
  return {
    draftLetter: async ({ id, unit, on, kind, subject, certificate, offering, officer, at }) => {
      const values = [id, unit, on, kind, subject, certificate, offering, officer, at];
      const [row] = await sql.rows<{ number: number | null }>(draft, values);
      if (row == null || row.number === null)
        throw new Conflict(`nothing to write about in ${unit}: ${kind}`);
      return row.number;
    },
    letterHead: async (unit, officer) => (await findLetterHead(sql, unit, officer))?.head ?? null,
    setLetterHead: async (unit, head, officer, at) => {
      const set = await sql.rows(setHead, [unit, toJson(head), officer, at]);
      if (set.length === 0) throw new Conflict(`${unit} is no unit of the officer`);
    },
    postLetters: async (letter, officer, at) =>
      (await sql.rows<{ noted: number }>(post, [letter, officer, at]))[0]?.noted ?? 0,
  };
}

export function createLetterDrafts(sql: Sql): LetterDraftStore {
  return {
    letterDraft: async (id) => (await sql.rows<{ letter: LetterDraft }>(one, [id]))[0]?.letter ?? null,
    letterRegister: async (unit, year) =>
      (await sql.rows<{ letter: LetterDraft }>(register, [unit, year])).map(({ letter }) => letter),
    saveLetterHead: async (unit, head, at) => {
      await sql.rows(saveHead, [unit, toJson(head), at]);
    },
  };
}
