/** What authors are to be told of by itself: the end of their announcement, each once. */
import type { EndedAnnouncement, NewsStore } from '../../ports/announcement.ts';
import type { Recipient } from '../../ports.ts';
import type { Sql, Statement } from '../database.ts';
import { waitingQuestions } from './waiting.ts';

const untold: Statement = {
  name: 'untold-ends',
  text: `SELECT a.id, ms_of(a.ended_at)::float8 AS "endedAt", c.id::text AS "contactId", coalesce(c.language, 'vi') AS language,
      d.channel, d.external_id AS address
    FROM announcement a
      LEFT JOIN contact c ON c.id = CASE WHEN a.author ~ '^[0-9]+$' THEN a.author::bigint END
      LEFT JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
        ORDER BY preferred DESC, last_used_at DESC LIMIT 1) d ON true
    WHERE a.state = 'done' AND a.told_end IS DISTINCT FROM a.ended_at ORDER BY a.ended_at LIMIT $1`,
};

const told: Statement = {
  name: 'end-told',
  text: 'UPDATE announcement SET told_end = at_ms($2) WHERE id = $1',
};

type Row = Pick<EndedAnnouncement, 'id' | 'endedAt'> & {
  readonly [K in keyof Recipient]: Recipient[K] | null;
};

function authorOf({ contactId, language, channel, address }: Row): Recipient | null {
  if (contactId === null || language === null || channel === null || address === null) return null;
  return { contactId, language, channel, address };
}

export function newsPart(sql: Sql): Omit<NewsStore, 'loadCaps'> {
  return {
    untoldEnds: async (limit) =>
      (await sql.rows<Row>(untold, [limit])).map((row) => ({
        id: row.id,
        endedAt: row.endedAt,
        author: authorOf(row),
      })),
    endTold: async (id, endedAt) => {
      await sql.rows(told, [id, endedAt]);
    },
    waitingQuestions: (since) => waitingQuestions(sql, since),
  };
}
