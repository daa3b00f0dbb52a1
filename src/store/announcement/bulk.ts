/** Rows claimed right before they are sent and settled by sets, the pace of a channel, and what is there to do. */
import type { AnnouncementWording } from '../../ports/announcement.ts';
import type { BulkParcel, BulkStore } from '../../ports/bulk.ts';
import type { Recipient } from '../../ports.ts';
import { type Sql, type Statement, toJson } from '../database.ts';
import { planTx } from '../parcels.ts';
import type { Holder } from './holder.ts';
import { announcementCode } from './view.ts';

const busy: Statement = {
  name: 'busy-announcements',
  text: `SELECT id, CASE WHEN state = 'cancelled' THEN 'clear' WHEN audience_count IS NULL THEN 'expand'
      WHEN state = 'scheduled' THEN 'start' ELSE 'send' END AS todo
    FROM announcement WHERE ended_at IS NULL AND state NOT IN ('draft', 'approval')
      AND (audience_count IS NULL OR state IN ('running', 'cancelled') OR (state = 'scheduled' AND coalesce(send_at, released_at) <= at_ms($1)))
    ORDER BY no`,
};

const start: Statement = {
  name: 'start-announcement',
  text: `UPDATE announcement SET state = 'running', started_at = at_ms($2), version = version + 1
    WHERE id = $1 AND state = 'scheduled' AND audience_count IS NOT NULL`,
};

const finish: Statement = {
  name: 'finish-announcement',
  text: 'SELECT finish_announcement($1, $2) AS ended',
};

const clear: Statement = {
  name: 'clear-announcement',
  text: `UPDATE parcel SET state = 'suppressed', reason = 'cancelled' WHERE id = ANY (ARRAY(
      SELECT id FROM parcel WHERE state = 'planned' AND cause_kind = 'announcement' AND cause_id = $1
      LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED))`,
};

/** Stops counting early: the feeder only wants to know how many jobs are worth their while. */
const due: Statement = {
  name: 'due-bulk',
  text: `SELECT open.channel, least($3, sum(found.n))::int AS count FROM unnest($2::text[]) AS open(channel)
    CROSS JOIN announcement a CROSS JOIN LATERAL (
      SELECT count(*) AS n FROM (
        SELECT 1 FROM parcel p WHERE p.state = 'planned' AND p.cause_kind = 'announcement' AND p.cause_id = a.id
          AND p.channel = open.channel AND p.not_before <= at_ms($1) LIMIT $3) few) found
    WHERE a.state = 'running' AND a.ended_at IS NULL AND found.n > 0
      AND NOT EXISTS (SELECT 1 FROM channel_state c WHERE c.channel = open.channel AND c.paused_until > at_ms($1))
    GROUP BY open.channel`,
};

const claim: Statement = {
  name: 'claim-bulk',
  text: 'SELECT claim_bulk($1, $2, $3, $4, $5) AS parcel',
};

/** As for replies: what a power cut takes away the channel tells again or an officer settles. */
const settle: Statement = {
  name: 'settle-bulk',
  text: `SELECT settle_bulk($1, $2)
    FROM set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock_shared(7210015)`,
};

const lost: Statement = { name: 'give-up-lost', text: 'SELECT give_up_lost($1, $2)::int AS count' };
const leave: Statement = { name: 'leave-channel', text: 'SELECT leave_channel($1, $2)::int AS count' };
const authors: Statement = {
  name: 'authors-under-way',
  text: `SELECT a.no, c.id::text AS "contactId", coalesce(c.language, 'vi') AS language, d.channel, d.external_id AS address
    FROM announcement a JOIN contact c ON c.id::text = a.author CROSS JOIN LATERAL (
      SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
      ORDER BY channel = $1, preferred DESC, last_used_at DESC LIMIT 1) d
    WHERE a.state = 'running' AND a.ended_at IS NULL`,
};
const pace: Statement = { name: 'take-pace', text: 'SELECT take_pace($1, $2, $3) AS after' };
const paced: Statement = {
  name: 'is-paced',
  text: `SELECT EXISTS (SELECT 1 FROM channel_pace WHERE channel = $1 AND next_at > clock_timestamp() - interval '3 seconds') AS paced`,
};

const words: Statement = {
  name: 'announcement-wording',
  text: `SELECT a.no, a.kind, a.class, t.content, ms_of(a.skip_after)::float8 AS "skipAfter", a.urgent_reason IS NOT NULL AS "isUrgent"
    FROM announcement a JOIN announcement_text t ON t.announcement_id = a.id AND t.version = $2 WHERE a.id = $1`,
};

export function bulkPart(sql: Sql, holder: Holder): Omit<BulkStore, 'expandSome'> {
  return { ...todoPart(sql), ...sendPart(sql, holder), ...pacePart(sql) };
}

type Todo =
  | 'busyAnnouncements'
  | 'startDue'
  | 'finishIfDone'
  | 'clearCancelled'
  | 'dueRows'
  | 'giveUpLost'
  | 'leaveChannel'
  | 'authorsUnderWay'
  | 'planNotices';

function todoPart(sql: Sql): Pick<BulkStore, Todo> {
  const count = async (statement: Statement, values: readonly unknown[]): Promise<number> =>
    (await sql.rows<{ count: number }>(statement, values))[0]?.count ?? 0;
  return {
    busyAnnouncements: (at) => sql.rows(busy, [at]),
    startDue: async (id, at) => {
      await sql.rows(start, [id, at]);
    },
    finishIfDone: async (id, at) => {
      const [found] = await sql.rows<{ ended: 'done' | 'open' | 'mismatch' }>(finish, [id, at]);
      return found?.ended ?? 'open';
    },
    clearCancelled: async (id, limit) => {
      await sql.rows(clear, [id, limit]);
    },
    dueRows: (channels, upTo, at) => sql.rows(due, [at, channels, upTo]),
    giveUpLost: (leaseMs, at) => count(lost, [leaseMs, at]),
    leaveChannel: (channel, at) => count(leave, [channel, at]),
    authorsUnderWay: async (avoid) => {
      const found = await sql.rows<Recipient & { no: number }>(authors, [avoid]);
      return found.map(({ no, ...to }) => ({ ...to, code: announcementCode(no) }));
    },
    planNotices: (plans, at) => planTx(sql).planParcels(plans, at),
  };
}

type WordingRow = Omit<AnnouncementWording, 'id' | 'textVersion' | 'code'> & { readonly no: number };

function sendPart(sql: Sql, holder: Holder): Pick<BulkStore, 'claimBulk' | 'settleBulk' | 'wording'> {
  return {
    claimBulk: async ({ channel, limit, turn }, at) => {
      const no = await holder.number();
      const rows = await sql.rows<{ parcel: BulkParcel }>(claim, [channel, limit, turn, no, at]);
      return rows.map(({ parcel }) => parcel);
    },
    settleBulk: async (outcomes, at) => {
      if (outcomes.length === 0) return;
      const rows = new Map(outcomes.map(({ id, fence, outcome }) => [id, { id, fence, ...outcome }]));
      await sql.rows(settle, [toJson([...rows.values()]), at]);
    },
    wording: async (id, textVersion) => {
      const [found] = await sql.rows<WordingRow>(words, [id, textVersion]);
      if (found === undefined) return null;
      const { no, ...rest } = found;
      return { ...rest, id, textVersion, code: announcementCode(no) };
    },
  };
}

function pacePart(sql: Sql): Pick<BulkStore, 'takePace' | 'isPaced'> {
  return {
    takePace: async (channel, turns, everyMs) => {
      const [taken] = await sql.rows<{ after: number }>(pace, [channel, turns, everyMs]);
      return taken?.after ?? 0;
    },
    isPaced: async (channel) => (await sql.rows<{ paced: boolean }>(paced, [channel]))[0]?.paced ?? false,
  };
}
