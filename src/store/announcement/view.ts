/** A row of `announcement` with its present words, as the services see it. */
import { createHash } from 'node:crypto';
import type { AnnouncementContent } from '../../core/announcement.ts';
import type { StoredAnnouncement } from '../../ports/announcement.ts';
import type { Sql } from '../database.ts';

/** `a` is the row, `t` its words. */
export const columns = `a.id, a.no, a.kind, a.class, a.state, a.version, a.text_version AS "textVersion", a.author,
  a.author_name AS "authorName", t.by AS "editedBy",
  (SELECT c.name FROM contact c WHERE c.id = CASE WHEN t.by <> a.author AND t.by ~ '^[0-9]+$' THEN t.by::bigint END) AS "editorName", a.approved_text AS "approvedText", a.units, a.audience, a.approved_by AS "approvedBy", a.urgent_reason AS "urgentReason",
  a.pause_reason AS "pauseReason", a.audience_count AS "audienceCount", t.content,
  ms_of(a.send_at)::float8 AS "sendAt", ms_of(a.skip_after)::float8 AS "skipAfter",
  ms_of(a.created_at)::float8 AS "createdAt", ms_of(a.started_at)::float8 AS "startedAt",
  ms_of(a.ended_at)::float8 AS "endedAt"`;

export const withWords = `announcement a JOIN announcement_text t ON t.announcement_id = a.id AND t.version = a.text_version`;

export type Row = Omit<StoredAnnouncement, 'code'> & { readonly no: number };

/** The number as officers write it: `TB-0012`. */
export const announcementCode = (no: number): string => `TB-${String(no).padStart(4, '0')}`;
export const questionCode = (no: number): string => `H-${String(no).padStart(4, '0')}`;

/** The number behind a code; `null` for anything else. Typed small, without the dash or the zeros it is the same. */
export function numberOf(code: string, letters: 'TB' | 'H'): number | null {
  const found = new RegExp(`^\\s*${letters}\\s*-?\\s*0*(\\d{1,9})\\s*$`, 'iu').exec(code);
  return found ? Number(found[1]) : null;
}

export const stored = ({ no, ...row }: Row): StoredAnnouncement => ({ ...row, code: announcementCode(no) });

/** The same words with other blanks or line breaks are the same. */
export function hashOf({ texts }: AnnouncementContent): string {
  const words = (texts.vi ?? '').normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
  return createHash('sha256').update(words).digest('hex');
}

/** Reads announcements by a condition on `a`. */
export async function readAnnouncements(
  sql: Sql,
  name: string,
  condition: string,
  values: readonly unknown[],
): Promise<readonly StoredAnnouncement[]> {
  const text = `SELECT ${columns} FROM ${withWords} WHERE ${condition}`;
  return (await sql.rows<Row>({ name, text }, values)).map(stored);
}
