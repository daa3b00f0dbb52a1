/** What one person really received: the rows of the ledger that were handed over, found by the person, replies left out. */
import type { AnnouncementContent, AnnouncementId, AnnouncementState } from '../core/announcement.ts';
import { dayOf } from '../core/calendar.ts';
import type { Bubble } from '../core/message.ts';
import type { ContactId, Instant, ParcelClass } from '../core/model.ts';
import { type ReceivedMessage, receivedAtMost } from '../core/received.ts';
import { announcementCode } from './announcement/view.ts';
import type { Sql, Statement } from './database.ts';

/**
 * Of two people found to be one both may have got the same; the row that ended carries the other's number behind a colon
 * and is left out. What was erased has no words left.
 */
const received: Statement = {
  name: 'received',
  text: `SELECT left(md5(p.id), 10) AS key, ms_of(p.at)::float8 AS at, p.class, p.bubbles,
      a.id, a.no, a.state, t.content,
      ARRAY(SELECT b ->> 'classId' FROM jsonb_array_elements(t.content -> 'buttons') b
        WHERE (SELECT true FROM offering o JOIN offering_session s ON s.offering_id = o.id AND s.day >= $3::date
          WHERE o.code = b ->> 'classId' AND o.state = 'open' LIMIT 1)) AS "openClasses"
    FROM (
      SELECT p.*, coalesce(p.handed_at, p.planned_at) AS at FROM parcel p
      WHERE p.contact_id = $1 AND p.cause_kind <> 'inbound' AND p.state IN ('handed', 'delivered', 'seen')
        AND (p.cause_kind = 'announcement' OR p.bubbles <> '[]')
        AND NOT EXISTS (SELECT 1 FROM parcel o WHERE o.contact_id = p.contact_id AND o.cause_kind = p.cause_kind
          AND p.cause_id ~ ':[0-9]+$' AND o.cause_id = regexp_replace(p.cause_id, ':[0-9]+$', '')
          AND o.state IN ('handed', 'delivered', 'seen'))
      ORDER BY at DESC, p.id LIMIT $2) p
    LEFT JOIN announcement a ON p.cause_kind = 'announcement'
      AND a.id IN (p.cause_id, regexp_replace(p.cause_id, '(:[0-9]+)+$', ''))
    LEFT JOIN announcement_text t ON t.announcement_id = a.id AND t.version = coalesce(p.text_version, a.text_version)
    WHERE p.cause_kind <> 'announcement' OR t.content IS NOT NULL
    ORDER BY p.at DESC, p.id`,
  // The plan must not be one made while the ledger was small.
  settings: { enable_seqscan: 'off' },
};

interface Row {
  readonly key: string;
  readonly at: Instant;
  readonly class: ParcelClass;
  readonly bubbles: readonly Bubble[];
  readonly id: AnnouncementId | null;
  readonly no: number;
  readonly state: AnnouncementState;
  readonly content: AnnouncementContent;
  readonly openClasses: readonly string[];
}

function messageOf({ key, at, bubbles, id, no, state, ...words }: Row): ReceivedMessage {
  if (id === null) return { kind: 'notice', key, at, bubbles };
  const isCancelled = state === 'cancelled';
  return { kind: 'announcement', key, at, id, code: announcementCode(no), isCancelled, ...words };
}

/** The last messages handed over to this person, newest first. */
export async function receivedBy(
  sql: Sql,
  contact: ContactId,
  now: Instant,
): Promise<readonly ReceivedMessage[]> {
  const rows = await sql.rows<Row>(received, [contact, receivedAtMost, dayOf(now)]);
  return rows.map(messageOf);
}
