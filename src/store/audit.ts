/** The audit trail. The database refuses to change or delete its rows. */
import type { TurnTx } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';

const insert: Statement = {
  name: 'audit',
  text: 'INSERT INTO audit (actor, action, subject, detail, at) VALUES ($1, $2, $3, $4, at_ms($5))',
};

export function auditTx(sql: Sql): Pick<TurnTx, 'audit'> {
  return {
    audit: async ({ actor, action, subject, detail }, at) => {
      await sql.rows(insert, [actor, action, subject, detail ? toJson(detail) : null, at]);
    },
  };
}
