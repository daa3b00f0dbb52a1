/** What people said interests them. */
import type { ContactId } from '../core/model.ts';
import type { InterestTx } from '../ports/interest.ts';
import type { Sql, Statement } from './database.ts';

const set: Statement = {
  name: 'set-interests',
  text: `WITH gone AS (DELETE FROM interest WHERE contact_id = $1 AND topic <> ALL ($2))
    INSERT INTO interest (contact_id, topic, at) SELECT $1, unnest($2::text[]), at_ms($3) ON CONFLICT DO NOTHING`,
};
const own: Statement = {
  name: 'interests',
  text: 'SELECT topic FROM interest WHERE contact_id = $1 ORDER BY at, topic',
};

export function interestsTx(sql: Sql): InterestTx {
  return {
    setInterests: async (contactId, topics, at) => {
      await sql.rows(set, [contactId, topics, at]);
    },
  };
}

/** The snapshot of a person's interests. */
export const interestsOf = async (sql: Sql, contactId: ContactId): Promise<readonly string[]> =>
  (await sql.rows<{ topic: string }>(own, [contactId])).map(({ topic }) => topic);
