/** Lists of people that officers sent in chat, from sent to enrolled. */
import { Conflict } from '../core/error.ts';
import type { EnrolListView, EnrolStore, EnrolTx, WaitingEnrolList } from '../ports/enrol.ts';
import { type Sql, type Statement, toJson } from './database.ts';
import { planRow } from './parcels.ts';

const insert: Statement = {
  name: 'enrol-list-send',
  text: `INSERT INTO enrol_list (contact_id, offering_id, media_id, file_name, state, sent_at)
    VALUES ($1, $2, $3, $4, 'sent', at_ms($5))`,
};
const take: Statement = {
  name: 'enrol-list-take',
  text: `UPDATE enrol_list SET state = 'taken', claimed_at = NULL WHERE id = $1 AND contact_id = $2 AND state = 'tried'
    RETURNING id`,
};
const one: Statement = {
  name: 'enrol-list',
  text: `SELECT l.id::text, l.contact_id::text AS "contactId", l.offering_id AS offering, o.code, l.media_id AS media,
      l.file_name AS "fileName", l.state, l.report
    FROM enrol_list l JOIN offering o ON o.id = l.offering_id WHERE l.id = $1`,
};
const next: Statement = { name: 'enrol-list-next', text: 'SELECT next_enrol_list($1, $2) AS list' };
/** Ends a list that was being read, and plans the answer. */
export const closeList: Statement = {
  name: 'enrol-list-close',
  text: `WITH f AS (UPDATE enrol_list SET state = $2, report = coalesce($3, report), made = $6, claimed_at = NULL
      WHERE id = $1 AND state IN ('sent', 'taken') RETURNING id)
    SELECT plan_parcels($4, $5) FROM f`,
};

/** Only digits can be an id; anything else finds nothing instead of failing. */
const isId = (id: string): boolean => /^\d{1,18}$/.test(id);

export async function findEnrolList(sql: Sql, id: string): Promise<EnrolListView | null> {
  return isId(id) ? ((await sql.rows<EnrolListView>(one, [id]))[0] ?? null) : null;
}

export function enrolListsTx(sql: Sql): EnrolTx {
  return {
    sendEnrolList: async ({ contactId, offering, media, fileName, at }) => {
      await sql.rows(insert, [contactId, offering, media, fileName, at]);
    },
    takeEnrolList: async (id, contactId) => {
      if ((await sql.rows(take, [id, contactId])).length === 0)
        throw new Conflict(`list ${id} waits for nobody`);
    },
  };
}

export function createEnrolLists(sql: Sql): Omit<EnrolStore, 'enrolPeople' | 'tellOfficers'> {
  return {
    enrolList: (id) => findEnrolList(sql, id),
    nextEnrolList: async (leaseMs, at) =>
      (await sql.rows<{ list: WaitingEnrolList | null }>(next, [leaseMs, at]))[0]?.list ?? null,
    closeEnrolList: async ({ id, state, report, answer, at }) => {
      const kept = report === null ? null : toJson(report);
      await sql.rows(closeList, [id, state, kept, toJson(answer === null ? [] : [planRow(answer)]), at, 0]);
    },
  };
}
