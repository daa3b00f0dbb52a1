/**
 * Plans an announcement into the ledger, chunk by chunk: a row for everybody of the audience, those left out with their
 * reason. What is planned up to which contact is kept with the rows in one statement, so a crash repeats nothing.
 */
import type { AnnouncementId } from '../../core/announcement.ts';
import type { Caps } from '../../core/announcement-policy.ts';
import type { StoredAnnouncement } from '../../ports/announcement.ts';
import type { BulkStore } from '../../ports/bulk.ts';
import type { Sql, Statement } from '../database.ts';
import { createParams, filterSql } from './audience.ts';
import { capsIn } from './caps.ts';
import { reasonSql, recentSql } from './judge.ts';

const dynamic = (text: string): Statement => ({ name: '', text });

/** The planner would believe that the ledger is as small as it was and read all of it. */
const analyze = dynamic('ANALYZE parcel');
const worthAnalyzing = 1_000;

/**
 * Plans the next rows; `read` gives the announcement. Between two processes the one that has the row goes on.
 */
export function expandPart(
  sql: Sql,
  read: (id: AnnouncementId) => Promise<StoredAnnouncement | null>,
): Pick<BulkStore, 'expandSome'> {
  return {
    async expandSome(id, limit, at) {
      const found = await read(id);
      if (found === null || found.audienceCount !== null) return 'done';
      const { text, values } = chunkSql(found, await capsIn(sql), limit, at);
      const [chunk] = await sql.rows<{ held: boolean; first: boolean; seen: number }>(dynamic(text), values);
      if (chunk === undefined || !chunk.held) return null;
      if (chunk.first && chunk.seen >= worthAnalyzing) await sql.rows(analyze);
      return chunk.seen < limit ? 'done' : 'more';
    },
  };
}

function chunkSql(found: StoredAnnouncement, caps: Caps, limit: number, at: number) {
  const sendAt = Math.max(found.sendAt ?? at, at);
  const params = createParams(found.id, at, sendAt, limit);
  const { audience, class: parcelClass, kind } = found;
  const judging = { audience, class: parcelClass, kind, caps, now: at, params };
  const { channels } = found.audience;
  const bound =
    channels === undefined || channels.length === 0 ? 'true' : `a.channel = ANY (${params.add(channels)})`;
  const filter = filterSql(found.audience, { contact: 'o', params, now: at });
  const reason = reasonSql(judging);
  const recent = recentSql(judging, sendAt, found.id);
  return { text: chunkText({ filter, bound, reason, recent, kind: found.class }), values: params.values };
}

interface ChunkParts {
  readonly filter: string;
  readonly bound: string;
  readonly reason: string;
  readonly recent: string;
  readonly kind: string;
}

/** $1 the announcement, $2 now, $3 when it is sent, $4 the most rows. */
const chunkText = ({ filter, bound, reason, recent, kind }: ChunkParts): string => `WITH me AS MATERIALIZED (
      SELECT id, planned_to FROM announcement WHERE id = $1 AND audience_count IS NULL AND released_at IS NOT NULL
        AND state IN ('scheduled', 'running', 'paused') FOR NO KEY UPDATE SKIP LOCKED
    ), chunk AS MATERIALIZED (
      SELECT o.* FROM contact o
      WHERE o.id > (SELECT planned_to FROM me) AND o.erased_at IS NULL AND ${filter} ORDER BY o.id LIMIT $4
    ), placed AS (
      SELECT c.id, c.consents, c.opted_out, c.phone, c.phone_verified, c.unit_code, c.language, b.channel, b.external_id,
        CASE WHEN b.state = 'ok' THEN b.channel ELSE b.state END AS reach
      FROM chunk c LEFT JOIN LATERAL (
        SELECT a.channel, a.external_id, a.state FROM address a WHERE a.contact_id = c.id AND ${bound}
        ORDER BY a.state DESC, a.preferred DESC, a.last_used_at DESC LIMIT 1) b ON true
    ), judged AS (
      SELECT c.id, c.channel, c.external_id, ${reason} AS reason FROM placed c LEFT JOIN LATERAL (${recent}) r ON true
    ), planned AS (
      INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, reason,
        planned_at, not_before)
      SELECT 'a:' || $1 || ':' || j.id, j.id, '${kind}', 'announcement', $1, coalesce(j.channel, ''),
        coalesce(j.external_id, ''), '[]', CASE WHEN j.reason IS NULL THEN 'planned' ELSE 'suppressed' END, j.reason,
        at_ms($2), at_ms($3)
      FROM judged j ON CONFLICT DO NOTHING RETURNING 1
    ), moved AS (
      UPDATE announcement SET planned_to = coalesce((SELECT max(id) FROM chunk), planned_to),
        audience_count = CASE WHEN (SELECT count(*) FROM chunk) < $4 THEN
          (SELECT count(*) FROM parcel p WHERE p.cause_kind = 'announcement' AND p.cause_id >= $1 AND p.cause_id < $1 || ';'
            AND is_row_of(p.cause_id, $1))
          + (SELECT count(*) FROM planned) END
      WHERE id IN (SELECT id FROM me)
    )
    SELECT EXISTS (SELECT 1 FROM me) AS held, coalesce((SELECT planned_to = 0 FROM me), false) AS first,
      (SELECT count(*)::int FROM chunk) AS seen`;
