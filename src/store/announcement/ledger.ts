/** What became of an announcement, always read from the rows of the ledger; and what officers decide about rows. */
import { Conflict } from '../../core/error.ts';
import type { AnnouncementTx, Progress, RsvpCount } from '../../ports/announcement.ts';
import type { Sql, Statement } from '../database.ts';
import { announcementCode } from './view.ts';

type Part = Pick<
  AnnouncementTx,
  'progressOf' | 'answerRsvp' | 'rsvpOf' | 'retryFailed' | 'settleUnknown' | 'lastAnnouncementTo'
>;

/**
 * All rows of an announcement; of two people found to be one, the row that ended carries the other's number behind a colon.
 * The range is for the index; the last condition keeps out an announcement whose id begins with this one.
 */
export const rowsOf = `p.cause_kind = 'announcement' AND p.cause_id >= $1 AND p.cause_id < $1 || ';' AND is_row_of(p.cause_id, $1)`;

const progress: Statement = {
  name: 'announcement-progress',
  text: `SELECT nullif(channel, '') AS channel, state, reason, count(*)::int AS count FROM parcel p WHERE ${rowsOf}
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
};

/** Whoever answers has got it, whatever the channel left open. */
const rsvp: Statement = {
  name: 'announcement-rsvp',
  text: `WITH got AS (
      UPDATE parcel SET state = 'handed', reason = NULL, trace = NULL, handed_at = coalesce(handed_at, at_ms($4))
      WHERE id = 'a:' || $1 || ':' || $2 AND state = 'unknown'
    )
    INSERT INTO announcement_rsvp (announcement_id, contact_id, answer, at)
    SELECT id, $2::bigint, $3, at_ms($4) FROM announcement WHERE id = $1
    ON CONFLICT (announcement_id, contact_id) DO UPDATE SET answer = excluded.answer, at = excluded.at
    WHERE announcement_rsvp.at <= excluded.at`,
};

const rsvpCount: Statement = {
  name: 'announcement-rsvp-count',
  text: `SELECT count(*) FILTER (WHERE answer = 'yes')::int AS yes, count(*) FILTER (WHERE answer = 'no')::int AS no
    FROM announcement_rsvp WHERE announcement_id = $1`,
};

/** For good: blocked by the person, or refused by the channel. */
const retry: Statement = {
  name: 'retry-failed',
  text: `WITH again AS (
      UPDATE announcement SET state = 'running', ended_at = NULL, version = version + 1
      WHERE id = $1 AND version = $2 AND state = 'done' RETURNING id
    ), rows AS (
      UPDATE parcel p SET state = 'planned', attempts = 0, moved_from = NULL, not_before = at_ms($4)
      FROM again WHERE ${rowsOf} AND p.state = 'failed' AND p.reason NOT IN ('blocked', 'rejected') RETURNING 1
    ), noted AS (
      INSERT INTO audit (actor, action, subject, at) SELECT $3, 'announcement_retry', 'announcement:' || id, at_ms($4) FROM again
    )
    SELECT (SELECT count(*)::int FROM again) AS again, (SELECT count(*)::int FROM rows) AS rows`,
};

/** One that was cancelled sends nothing any more. */
const settle: Statement = {
  name: 'settle-unknown',
  text: `WITH settled AS (
      UPDATE parcel p SET state = CASE WHEN $3 = 'resend' THEN 'planned' ELSE $3 END, not_before = at_ms($5),
        reason = 'officer', trace = NULL, handed_at = CASE WHEN $3 = 'handed' THEN coalesce(handed_at, at_ms($5)) END
      WHERE ${rowsOf} AND p.state = 'unknown' AND ($2::bigint IS NULL OR p.contact_id = $2)
        AND ($3 <> 'resend' OR EXISTS (SELECT 1 FROM announcement WHERE id = $1 AND state IN ('running', 'paused', 'done')))
      RETURNING 1
    ), reopened AS (
      UPDATE announcement SET state = 'running', ended_at = NULL, version = version + 1
      WHERE id = $1 AND state = 'done' AND $3 = 'resend' AND EXISTS (SELECT 1 FROM settled)
    ), noted AS (
      INSERT INTO audit (actor, action, subject, detail, at)
      SELECT $4, 'announcement_unknown_settled', 'announcement:' || $1, jsonb_build_object('as', $3::text, 'contact', $2::text), at_ms($5)
      WHERE EXISTS (SELECT 1 FROM settled)
    )
    SELECT count(*)::int AS rows FROM settled`,
};

const last: Statement = {
  name: 'last-announcement-to',
  text: `SELECT a.id, a.no, a.author FROM parcel p JOIN announcement a ON a.id = p.cause_id
    WHERE p.contact_id = $1 AND p.cause_kind = 'announcement' AND p.handed_at >= at_ms($2)
    ORDER BY p.handed_at DESC LIMIT 1`,
};

export function ledgerPart(sql: Sql): Part {
  return {
    progressOf: async (id) => {
      const counts = await sql.rows<Progress['counts'][number]>(progress, [id]);
      return { total: counts.reduce((total, { count }) => total + count, 0), counts };
    },
    answerRsvp: async ({ id, contactId, answer }, at) => {
      await sql.rows(rsvp, [id, contactId, answer, at]);
    },
    rsvpOf: async (id) => (await sql.rows<RsvpCount>(rsvpCount, [id]))[0] ?? { yes: 0, no: 0 },
    retryFailed: async ({ id, seen, by }, at) => {
      const [done] = await sql.rows<{ again: number; rows: number }>(retry, [id, seen, by, at]);
      if (done === undefined || done.again === 0) throw new Conflict(`${id} is not done, or was changed`);
      return done.rows;
    },
    settleUnknown: async ({ id, contactId, as, by }, at) => {
      const [settled] = await sql.rows<{ rows: number }>(settle, [id, contactId, as, by, at]);
      return settled?.rows ?? 0;
    },
    lastAnnouncementTo: async (contactId, since) => {
      const [found] = await sql.rows<{ id: string; no: number; author: string }>(last, [contactId, since]);
      if (found === undefined) return null;
      const { id, no, author } = found;
      return { id, code: announcementCode(no), author } as Awaited<
        ReturnType<AnnouncementTx['lastAnnouncementTo']>
      >;
    },
  };
}
