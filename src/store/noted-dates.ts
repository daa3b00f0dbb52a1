/** Dates people noted themselves. */
import { type NotedDate, notedAtMost } from '../core/noted-date.ts';
import type { NotedDateTx } from '../ports/noted-date.ts';
import type { Sql, Statement } from './database.ts';

const note: Statement = {
  name: 'note-date',
  text: `INSERT INTO noted_date (contact_id, kind, title, "on", changed_at)
    SELECT $1, $2, $3, $4, at_ms($5)
    WHERE (SELECT count(*) FROM noted_date WHERE contact_id = $1 AND done_at IS NULL) < $6
      AND NOT EXISTS (SELECT 1 FROM noted_date WHERE contact_id = $1 AND title = $3 AND "on" = $4 AND done_at IS NULL)`,
};
const drop: Statement = {
  name: 'drop-noted-date',
  text: 'UPDATE noted_date SET done_at = at_ms($3), changed_at = at_ms($3) WHERE contact_id = $1 AND id = $2 AND done_at IS NULL',
};
const own: Statement = {
  name: 'noted-dates',
  text: `SELECT id::text, kind, title, "on"::text AS "on" FROM noted_date
    WHERE contact_id = $1 AND done_at IS NULL ORDER BY noted_date."on", id`,
};

export function notedDatesTx(sql: Sql): NotedDateTx {
  return {
    noteDate: async (contactId, { kind, title, on }, at) => {
      await sql.rows(note, [contactId, kind, title, on, at, notedAtMost]);
    },
    dropNotedDate: async (contactId, id, at) => {
      await sql.rows(drop, [contactId, id, at]);
    },
  };
}

/** The snapshot of a person's dates, the nearest first. */
export const notedDates = (sql: Sql, contactId: string): Promise<readonly NotedDate[]> =>
  sql.rows<NotedDate>(own, [contactId]);
