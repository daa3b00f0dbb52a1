/** What people without an account are to be told goes to the officer who wrote them down: one parcel a class and matter. */
import type pg from 'pg';
import type { EnrolStore, SeatCall } from '../ports/enrol.ts';
import { inTransaction, type Statement, send, toJson } from './database.ts';
import { planRow } from './parcels.ts';

/**
 * Marks them told and gives them by officer, class and kind. What an operator's list wrote down is an officer's of the class's
 * unit. Those nobody wrote down are left to the others.
 */
const take: Statement = {
  name: 'seat-calls-take',
  text: `WITH caller AS (
      SELECT l.id AS list, coalesce(l.contact_id, (SELECT min(f.contact_id) FROM officer_unit f
        JOIN address a ON a.contact_id = f.contact_id AND a.state = 'ok' WHERE f.unit_code = o.unit_code)) AS contact_id
      FROM enrol_list l JOIN offering o ON o.id = l.offering_id
    ), mine AS (
      UPDATE seat_notice n SET done_at = at_ms($1), outcome = 'officer_told'
      FROM seat_claim c JOIN caller l ON l.list = c.list_id
      WHERE n.done_at IS NULL AND n.due_at <= at_ms($1) AND c.id = n.claim_id AND c.contact_id IS NULL
        AND EXISTS (SELECT 1 FROM address a WHERE a.contact_id = l.contact_id AND a.state = 'ok')
      RETURNING n.id, n.kind, c.no, c.attendee, c.attendee_phone, c.pool_id, l.contact_id
    )
    SELECT min(m.id)::text AS id, m.kind, o.title, o.code,
      json_agg(json_build_object('name', m.attendee, 'phone', m.attendee_phone) ORDER BY m.no) AS people,
      (SELECT json_build_object('contactId', k.id::text, 'language', coalesce(k.language, 'vi'), 'channel', a.channel,
        'address', a.external_id) FROM contact k JOIN address a ON a.contact_id = k.id AND a.state = 'ok'
        WHERE k.id = m.contact_id ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1) AS officer
    FROM mine m JOIN offering o ON o.id = m.pool_id GROUP BY m.contact_id, m.kind, o.id ORDER BY 1`,
};
const plan: Statement = { name: 'plan-parcels', text: 'SELECT plan_parcels($1, $2)' };

export const createSeatCalls = (pool: pg.Pool): Pick<EnrolStore, 'tellOfficers'> => ({
  tellOfficers: (at, render) =>
    inTransaction(pool, async (client) => {
      const plans = (await send<SeatCall>(client, take, [at])).map(render);
      if (plans.length > 0) await send(client, plan, [toJson(plans.map(planRow)), at]);
      return plans;
    }),
});
