/** Questions nobody has answered for long, by the officers whose turn it is: the commune's own, else the province's. */
import type { WaitingQuestions } from '../../ports/question.ts';
import type { Sql, Statement } from '../database.ts';

const waiting: Statement = {
  name: 'waiting-questions',
  text: `SELECT o.count::int AS count, ms_of(o.since)::float8 AS since, c.id::text AS "contactId",
      coalesce(c.language, 'vi') AS language, a.channel, a.external_id AS address
    FROM (
      SELECT u.contact_id, count(DISTINCT q.id) AS count, min(q.changed_at) AS since
      FROM question q JOIN admin_unit p ON p.code = q.unit_code
        JOIN officer_unit u ON u.unit_code = q.unit_code OR (u.unit_code = p.province_code
          AND NOT EXISTS (SELECT 1 FROM officer_unit own WHERE own.unit_code = q.unit_code))
      WHERE q.state = 'open' AND q.changed_at <= at_ms($1) GROUP BY u.contact_id) o
    JOIN contact c ON c.id = o.contact_id CROSS JOIN LATERAL (
      SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
      ORDER BY preferred DESC, last_used_at DESC LIMIT 1) a
    ORDER BY c.id`,
};

export const waitingQuestions = (sql: Sql, since: number): Promise<readonly WaitingQuestions[]> =>
  sql.rows<WaitingQuestions>(waiting, [since]);
