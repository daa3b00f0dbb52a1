/** What people are to be told about their seats because of others, the clock or an officer: written down once, told once. */
import type pg from 'pg';
import type { ParcelPlan } from '../ports/ledger.ts';
import type { SeatNotice, SeatsStore } from '../ports/seats.ts';
import { inTransaction, type Statement, send, toJson } from './database.ts';
import { planRow } from './parcels.ts';

/**
 * Reminders by ranges of time, not by exact days, so that a machine that slept catches up with the last one due. A person who
 * joined after a reminder was due is not sent it. A rule holds until the next one of that day is due, the last until the beginning.
 */
const remind: Statement = {
  name: 'seats-remind',
  text: `WITH rule AS (
      SELECT * FROM jsonb_to_recordset($2) AS r(id text, days int, "firstDayOnly" boolean, "when" jsonb)
    ), day AS (
      SELECT offering_id, day, min(from_time)::time AS starts FROM offering_session
      WHERE day BETWEEN (at_ms($1) AT TIME ZONE 'UTC')::date - 1
        AND (at_ms($1) AT TIME ZONE 'UTC')::date + 2 - (SELECT coalesce(min(days), 0) FROM rule)
      GROUP BY offering_id, day
    ), timed AS (
      SELECT d.offering_id, d.day, r.id AS rule, (d.day + d.starts) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS begins,
        (d.day + r.days + coalesce(("when" ->> 'at')::time, greatest(("when" ->> 'notBefore')::time,
          d.starts - make_interval(hours => ("when" ->> 'hoursBefore')::int)))) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS due
      FROM day d JOIN rule r ON NOT r."firstDayOnly"
        OR d.day = (SELECT min(s.day) FROM offering_session s WHERE s.offering_id = d.offering_id)
    ), due AS (
      SELECT *, lead(due, 1, begins) OVER (PARTITION BY offering_id, day ORDER BY due) AS until FROM timed
    ), planned AS (
      INSERT INTO seat_notice (claim_id, kind, key, due_at)
      SELECT c.id, 'reminder', d.day || ' ' || d.rule, d.due FROM due d
      JOIN offering o ON o.id = d.offering_id AND o.state = 'open'
      JOIN seat_claim c ON c.pool_id = d.offering_id AND c.state = 'taken' AND c.contact_id IS NOT NULL
        AND c.joined_at < d.due
      WHERE d.due <= at_ms($1) AND at_ms($1) < d.until
      ON CONFLICT DO NOTHING RETURNING id
    )
    SELECT count(*)::int AS planned FROM planned`,
};

const take: Statement = {
  name: 'seat-notices-take',
  text: `SELECT n.id::text, n.claim_id::text AS claim, n.kind, n.key, n.vars ->> 'text' AS text, contact_view(k) AS contact, offering_view(o, k.id) AS view,
      (SELECT json_build_object('channel', a.channel, 'address', a.external_id) FROM address a
        WHERE a.contact_id = k.id AND a.state = 'ok' ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1) AS recipient
    FROM (SELECT * FROM seat_notice WHERE done_at IS NULL AND due_at <= at_ms($1) ORDER BY due_at, id LIMIT $2
      FOR NO KEY UPDATE SKIP LOCKED) n
    JOIN seat_claim c ON c.id = n.claim_id JOIN offering o ON o.id = c.pool_id
    JOIN contact k ON k.id = c.contact_id ORDER BY n.due_at, n.id`,
};
/** Nobody to tell: an officer wrote them down, or they were erased. */
const dismiss: Statement = {
  name: 'seat-notices-dismiss',
  text: `UPDATE seat_notice n SET done_at = at_ms($1), outcome = 'no_account' FROM seat_claim c
    WHERE n.done_at IS NULL AND n.due_at <= at_ms($1) AND c.id = n.claim_id AND c.contact_id IS NULL`,
};
const done: Statement = {
  name: 'seat-notices-done',
  text: `UPDATE seat_notice n SET done_at = at_ms($1), outcome = d.outcome
    FROM jsonb_to_recordset($2) AS d(id bigint, outcome text) WHERE n.id = d.id`,
};
const plan: Statement = { name: 'plan-parcels', text: 'SELECT plan_parcels($1, $2)' };

type Told = Pick<SeatsStore, 'planReminders' | 'tellNotices'>;

export function createSeatNotices(pool: pg.Pool): Told {
  return {
    planReminders: async (rules, at) =>
      (await send<{ planned: number }>(pool, remind, [at, toJson(rules)]))[0]?.planned ?? 0,
    tellNotices: (limit, at, render) => inTransaction(pool, (client) => tell(client, limit, at, render)),
  };
}

async function tell(
  client: pg.PoolClient,
  limit: number,
  at: number,
  render: Parameters<Told['tellNotices']>[2],
): Promise<readonly ParcelPlan[]> {
  await send(client, dismiss, [at]);
  const notices = await send<SeatNotice>(client, take, [at, limit]);
  if (notices.length === 0) return [];
  const outcomes = notices.map((notice) => ({ id: notice.id, outcome: render(notice) }));
  const plans = outcomes.flatMap(({ outcome }) => ('plan' in outcome ? [outcome.plan] : []));
  if (plans.length > 0) await send(client, plan, [toJson(plans.map(planRow)), at]);
  const rows = outcomes.map(({ id, outcome }) => ({
    id,
    outcome: 'plan' in outcome ? 'planned' : outcome.skipped,
  }));
  await send(client, done, [at, toJson(rows)]);
  return plans;
}
