/** Announcements as officers make and steer them. Every change names the version it saw and leaves a line in the audit. */
import { isEditable, stepFrom } from '../../core/announcement.ts';
import { Conflict } from '../../core/error.ts';
import type { AnnouncementTx, StoredAnnouncement } from '../../ports/announcement.ts';
import { type Sql, type Statement, toJson } from '../database.ts';
import { countAudience } from './count.ts';
import { announcementCode, columns, hashOf, numberOf, type Row, readAnnouncements, stored } from './view.ts';

type Part = Pick<
  AnnouncementTx,
  | 'draftAnnouncement'
  | 'saveAnnouncement'
  | 'announcement'
  | 'announcementByCode'
  | 'announcementsOf'
  | 'stepAnnouncement'
  | 'sameText'
  | 'countAudience'
>;

const insert: Statement = {
  name: 'draft-announcement',
  text: `WITH fresh AS (
      INSERT INTO announcement (id, kind, class, state, text_hash, author, author_name, units, audience, send_at,
        skip_after, urgent_reason, created_at)
      VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, at_ms($9), at_ms($10), $11, at_ms($13))
      ON CONFLICT (id) DO NOTHING RETURNING id
    ), words AS (
      INSERT INTO announcement_text (announcement_id, version, content, by, at)
      SELECT id, 1, $12, $5, at_ms($13) FROM fresh
    )
    INSERT INTO audit (actor, action, subject, at)
    SELECT $5, 'announcement_drafted', 'announcement:' || id, at_ms($13) FROM fresh`,
};

/** New words are a new version; those of a row already handed stay as they were. */
const update: Statement = {
  name: 'save-announcement',
  text: `WITH changed AS (
      UPDATE announcement a SET kind = $4, class = $5, audience = $6, send_at = at_ms($7), skip_after = at_ms($8),
        urgent_reason = $9, text_hash = $10, version = version + 1, text_version = text_version + $11
      WHERE id = $1 AND version = $2 AND state IN ('draft', 'paused') RETURNING a.*
    ), t AS (
      INSERT INTO announcement_text (announcement_id, version, content, by, at)
      SELECT id, text_version, $12, $3, at_ms($13) FROM changed
      ON CONFLICT (announcement_id, version) DO UPDATE SET content = excluded.content, by = excluded.by, at = excluded.at
      RETURNING announcement_id, content, by
    ), noted AS (
      INSERT INTO audit (actor, action, subject, detail, at)
      SELECT $3, 'announcement_changed', 'announcement:' || id, jsonb_build_object('textVersion', text_version), at_ms($13)
      FROM changed
    )
    SELECT ${columns} FROM changed a JOIN t ON t.announcement_id = a.id`,
};

const step: Statement = {
  name: 'step-announcement',
  text: `WITH changed AS (
      UPDATE announcement a SET state = $3, version = version + 1,
        released_at = CASE WHEN $3 = 'scheduled' THEN at_ms($7) ELSE released_at END,
        started_at = CASE WHEN $3 = 'running' THEN coalesce(started_at, at_ms($7)) ELSE started_at END,
        ended_at = CASE WHEN $3 = 'cancelled' AND released_at IS NULL THEN at_ms($7) WHEN $3 = 'running' THEN NULL
          ELSE ended_at END,
        approved_by = CASE WHEN $4 = 'approve' THEN $5 WHEN $4 = 'return' THEN NULL ELSE approved_by END,
        approved_text = CASE WHEN $4 = 'approve' THEN text_version WHEN $4 = 'return' THEN NULL ELSE approved_text END,
        pause_reason = CASE WHEN $3 = 'paused' THEN coalesce($6, 'officer') END
      WHERE id = $1 AND version = $2 RETURNING a.*
    ), noted AS (
      INSERT INTO audit (actor, action, subject, detail, at)
      SELECT $5, 'announcement_' || $4, 'announcement:' || id, jsonb_build_object('reason', $6::text), at_ms($7) FROM changed
    )
    SELECT ${columns} FROM changed a JOIN announcement_text t ON t.announcement_id = a.id AND t.version = a.text_version`,
};

const same: Statement = {
  name: 'announcement-same-text',
  text: `SELECT no, ms_of(released_at)::float8 AS at FROM announcement WHERE text_hash = $1 AND units && $2
    AND released_at >= at_ms($3) ORDER BY released_at DESC LIMIT 1`,
};

export function announcementsPart(sql: Sql): Part {
  return { ...reads(sql), ...changes(sql) };
}

const byId = async (sql: Sql, id: string): Promise<StoredAnnouncement | null> =>
  (await readAnnouncements(sql, 'announcement', 'a.id = $1', [id]))[0] ?? null;

async function required(sql: Sql, id: string): Promise<StoredAnnouncement> {
  const found = await byId(sql, id);
  if (found === null) throw new Conflict(`no announcement ${id}`);
  return found;
}

type Reads = 'announcement' | 'announcementByCode' | 'announcementsOf' | 'sameText' | 'countAudience';

function reads(sql: Sql): Pick<Part, Reads> {
  return {
    announcement: (id) => byId(sql, id),
    announcementByCode: async (code) => {
      const no = numberOf(code, 'TB');
      if (no === null) return null;
      return (await readAnnouncements(sql, 'announcement-by-no', 'a.no = $1', [no]))[0] ?? null;
    },
    announcementsOf: (units, states, limit) =>
      readAnnouncements(
        sql,
        'announcements-of',
        `a.state = ANY ($2) AND a.units && ARRAY(SELECT code FROM admin_unit WHERE code = ANY ($1) OR province_code = ANY ($1))
         ORDER BY a.no DESC LIMIT $3`,
        [units, states, limit],
      ),
    sameText: async (content, units, since) => {
      const [found] = await sql.rows<{ no: number; at: number }>(same, [hashOf(content), units, since]);
      return found === undefined ? null : { code: announcementCode(found.no), at: found.at };
    },
    countAudience: (audience, parcelClass, at, kind) => countAudience(sql, audience, parcelClass, at, kind),
  };
}

function changes(sql: Sql): Omit<Part, Reads> {
  return {
    draftAnnouncement: async (draft, at) => {
      const { id, kind, class: parcelClass, content, author, authorName, units, audience } = draft;
      const { sendAt, skipAfter, urgentReason } = draft;
      const whom = [author, authorName, units, toJson(audience)];
      const when = [sendAt, skipAfter, urgentReason, toJson(content), at];
      await sql.rows(insert, [id, kind, parcelClass, hashOf(content), ...whom, ...when]);
      return required(sql, id);
    },
    saveAnnouncement: async (change, at) => save(sql, await required(sql, change.id), change, at),
    stepAnnouncement: async ({ id, seen, step: wanted, by, reason }, at) => {
      const to = stepFrom((await required(sql, id)).state, wanted);
      if (!to.ok) throw new Conflict(`${id} does not ${wanted} now`);
      const [changed] = await sql.rows<Row>(step, [id, seen, to.value, wanted, by, reason ?? null, at]);
      if (changed === undefined) throw new Conflict(`${id} was changed by somebody else`);
      return stored(changed);
    },
  };
}

async function save(
  sql: Sql,
  found: StoredAnnouncement,
  { id, seen, by, draft, audience }: Parameters<AnnouncementTx['saveAnnouncement']>[0],
  at: number,
): Promise<StoredAnnouncement> {
  if (!isEditable(found.state)) throw new Conflict(`${id} is not to be changed now`);
  const { content, skipAfter } = { ...found, ...draft };
  // What went out already was decided with the rest of it.
  const rest = found.state === 'draft' ? { ...found, ...draft } : found;
  const whom = found.state === 'draft' ? (audience ?? found.audience) : found.audience;
  const rewords = found.state === 'paused' && draft.content !== undefined ? 1 : 0;
  const [changed] = await sql.rows<Row>(update, [
    id,
    seen,
    by,
    rest.kind,
    rest.class,
    toJson(whom),
    rest.sendAt,
    skipAfter,
    rest.urgentReason,
    hashOf(content),
    rewords,
    toJson(content),
    at,
  ]);
  if (changed === undefined) throw new Conflict(`${id} was changed by somebody else`);
  return stored(changed);
}
