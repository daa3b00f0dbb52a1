/** Officers' calls to owners whom no message reached; always of the officer's own units. */
import { Conflict } from '../core/error.ts';
import type { ContactId } from '../core/model.ts';
import type { OwnerCall } from '../core/owner-call.ts';
import type { OwnerCallTx } from '../ports/owner-call.ts';
import type { Sql, Statement } from './database.ts';

/** More than an officer calls in weeks. */
const listedAtMost = 500;

const list: Statement = {
  name: 'owner-calls',
  text: 'SELECT owner_calls(ARRAY(SELECT unit_code FROM officer_unit WHERE contact_id = $1), $2, $3) AS call',
};
const note: Statement = { name: 'note-call', text: 'SELECT note_call($1, $2, $3, $4, $5, $6) AS noted' };

/** Owners the officer should call; with an id that one alone, if it is due. */
export async function findCalls(sql: Sql, officer: ContactId, id?: string): Promise<readonly OwnerCall[]> {
  if (id !== undefined && !/^\d{1,18}$/.test(id)) return [];
  const rows = await sql.rows<{ call: OwnerCall }>(list, [officer, id ?? null, listedAtMost]);
  return rows.map(({ call }) => call);
}

export function ownerCallsTx(sql: Sql): OwnerCallTx {
  return {
    noteCall: async ({ certificate, rule, outcome, reason, officer, at }) => {
      const values = [officer, certificate, rule, outcome, reason, at];
      const [row] = await sql.rows<{ noted: boolean }>(note, values);
      if (row?.noted !== true) throw new Conflict(`a call about ${certificate} (${rule}) is no longer due`);
    },
  };
}
