/** Announcements and questions as flows ask for them: snapshots of the officer's units, and lookups. */
import {
  type AnnouncementContent,
  type AnnouncementId,
  type AnnouncementState,
  announcementStates,
  rowStates,
} from '../core/announcement.ts';
import { textIn } from '../core/announcement-text.ts';
import type { ContactId, ContactView, Instant, OfficerView } from '../core/model.ts';
import type { StoredAnnouncement } from '../ports/announcement.ts';
import type { Question } from '../ports/question.ts';
import type { TurnTx } from '../ports.ts';
import { announcementTx } from './announcement/store.ts';
import { announcementCode } from './announcement/view.ts';
import type { Sql, Statement } from './database.ts';

type Snapshots = Required<Awaited<ReturnType<TurnTx['snapshot']>>>;
type Query = Parameters<TurnTx['lookup']>[0];
type Found = Awaited<ReturnType<TurnTx['lookup']>>;
type FoundOf<K extends Found['kind']> = Extract<Found, { readonly kind: K }>;
type Received = NonNullable<FoundOf<'receivedAnnouncement'>['received']>;

const listed = 30;
const sameTextMs = 7 * 24 * 3_600_000;
/** Words that come later than this after an announcement are hardly about it. */
const replyWithinMs = 3 * 24 * 3_600_000;

export async function unitAnnouncements(
  sql: Sql,
  officer: OfficerView | null,
): Promise<Snapshots['unitAnnouncements']> {
  return officer === null
    ? []
    : announcementTx(sql).announcementsOf(officer.units, announcementStates, listed);
}

export async function openQuestions(
  sql: Sql,
  officer: OfficerView | null,
): Promise<Snapshots['openQuestions']> {
  return officer === null ? [] : announcementTx(sql).openQuestions(officer.units, listed);
}

const isCode = (id: string): boolean => /^\s*tb[\s-]*\d+\s*$/iu.test(id);

const known = (sql: Sql, id: string): Promise<StoredAnnouncement | null> =>
  isCode(id)
    ? announcementTx(sql).announcementByCode(id)
    : announcementTx(sql).announcement(id as AnnouncementId);

export async function findAnnouncement(sql: Sql, id: string, at: Instant): Promise<FoundOf<'announcement'>> {
  const announcement = await known(sql, id);
  if (announcement === null) return { kind: 'announcement', view: null };
  const tx = announcementTx(sql);
  const released = announcement.state !== 'draft' && announcement.state !== 'approval';
  const begins = Math.max(announcement.sendAt ?? at, at);
  return {
    kind: 'announcement',
    view: {
      announcement,
      count: released
        ? null
        : await tx.countAudience(announcement.audience, announcement.class, begins, announcement.kind),
      same: released ? null : await tx.sameText(announcement.content, announcement.units, at - sameTextMs),
      rows: released ? (await tx.progressOf(announcement.id)).counts : [],
      rsvp: released ? await tx.rsvpOf(announcement.id) : { yes: 0, no: 0 },
    },
  };
}

export async function findPeople(
  sql: Sql,
  query: Extract<Query, { readonly kind: 'announcementPeople' }>,
): Promise<FoundOf<'announcementPeople'>> {
  const announcement = await known(sql, query.id);
  if (announcement === null)
    return { kind: 'announcementPeople', announcement, people: [], total: 0, more: false };
  const tx = announcementTx(sql);
  const { limit, contact } = query;
  const states = rowStates.filter((state) => query.states.includes(state));
  const only = contact === undefined ? {} : { contact: contactIn(contact) ?? nobody };
  const page = { after: contactIn(query.after), limit: limit + 1, states, ...only };
  const people = await tx.reportOf(announcement.id, page);
  const { counts } = await tx.progressOf(announcement.id);
  const total = counts
    .filter(({ state }) => states.includes(state))
    .reduce((sum, { count }) => sum + count, 0);
  const shown = people.slice(0, limit);
  return { kind: 'announcementPeople', announcement, people: shown, total, more: people.length > limit };
}

export async function findAnswers(
  sql: Sql,
  { id, answer, limit, after }: Extract<Query, { readonly kind: 'announcementAnswers' }>,
): Promise<FoundOf<'announcementAnswers'>> {
  const announcement = await known(sql, id);
  if (announcement === null) return { kind: 'announcementAnswers', announcement, people: [], more: false };
  const page = { answer, limit: limit + 1, after: contactIn(after) };
  const people = await announcementTx(sql).answersOf(announcement.id, page);
  const more = people.length > limit;
  return { kind: 'announcementAnswers', announcement, people: people.slice(0, limit), more };
}

/** A number from a button or none; nobody has the number 0. */
const contactIn = (text: string): ContactId | null => (/^\d{1,18}$/u.test(text) ? (text as ContactId) : null);
const nobody = '0' as ContactId;

export async function findQuestion(sql: Sql, id: string): Promise<FoundOf<'question'>> {
  const tx = announcementTx(sql);
  const question = /^h[\s-]*\d+$/iu.test(id.trim()) ? await tx.questionByCode(id) : await tx.question(id);
  return { kind: 'question', question };
}

const received: Statement = {
  name: 'received-announcement',
  text: `SELECT a.id, a.no, a.state, t.content, r.answer FROM announcement a
    JOIN announcement_text t ON t.announcement_id = a.id AND t.version = a.text_version
    LEFT JOIN announcement_rsvp r ON r.announcement_id = a.id AND r.contact_id = $2
    WHERE a.id = $1 AND EXISTS (SELECT 1 FROM parcel p WHERE p.contact_id = $2 AND p.cause_kind = 'announcement'
      AND p.cause_id = $1 AND p.state <> 'suppressed')`,
};

interface ReceivedRow {
  readonly id: AnnouncementId;
  readonly no: number;
  readonly state: AnnouncementState;
  readonly content: AnnouncementContent;
  readonly answer: Received['answer'];
}

async function receivedBy(sql: Sql, id: string, contact: ContactId): Promise<Received | null> {
  const [row] = await sql.rows<ReceivedRow>(received, [id, contact]);
  if (row === undefined) return null;
  const { no, content, ...rest } = row;
  const asksRsvp = content.buttons.some(({ kind }) => kind === 'rsvp');
  return { ...rest, code: announcementCode(no), text: textIn(content, 'vi'), asksRsvp };
}

export const findReceived = async (
  sql: Sql,
  id: string,
  asker: ContactView,
): Promise<FoundOf<'receivedAnnouncement'>> => ({
  kind: 'receivedAnnouncement',
  received: await receivedBy(sql, id, asker.id),
});

/**
 * Whether anything else reached the person after an announcement: a reply (the session's last turn), unless that reply
 * was about it and offered to ask back; or a message of its own.
 */
const laterThan: Statement = {
  name: 'later-than-announcement',
  text: `SELECT EXISTS (SELECT 1 FROM session s WHERE s.contact_id = $1 AND s.updated_at > l.at
        AND coalesce(s.state ->> 'offered', '') NOT LIKE '%reply:about:' || $2 || '%')
      OR EXISTS (SELECT 1 FROM parcel p WHERE p.contact_id = $1 AND p.cause_kind <> 'inbound'
        AND p.cause_kind <> 'announcement' AND p.handed_at > l.at) AS later
    FROM (SELECT max(a.handed_at) AS at FROM parcel a WHERE a.contact_id = $1 AND a.cause_kind = 'announcement'
      AND a.cause_id = $2) l`,
};

/** Whether the person has talked of anything else since then. */
const turnedSince: Statement = {
  name: 'turned-since',
  text: `SELECT EXISTS (SELECT 1 FROM session s WHERE s.contact_id = $1 AND s.updated_at > at_ms($2)
    AND coalesce(s.state ->> 'offered', '') NOT LIKE '%reply:%') AS later`,
};

/** The question an officer answered last, as long as that is what the person was told last. */
async function questionFor(sql: Sql, id: ContactId, at: Instant): Promise<Question | null> {
  const question = await announcementTx(sql).questionInProgress(id, at - replyWithinMs);
  const answeredAt = question?.messages.at(-1)?.at;
  if (answeredAt === undefined) return null;
  const [since] = await sql.rows<{ later: boolean }>(turnedSince, [id, answeredAt]);
  return since?.later === true ? null : question;
}

/** What a person's next words answer; read only for words nothing else was found in. */
export async function lastWord(sql: Sql, { id }: ContactView, at: Instant): Promise<Snapshots['lastWord']> {
  const tx = announcementTx(sql);
  const question = await questionFor(sql, id, at);
  const last = await tx.lastAnnouncementTo(id, at - replyWithinMs);
  if (last === null) return { announcement: null, question };
  const [after] = await sql.rows<{ later: boolean }>(laterThan, [id, last.id]);
  const announcement = after?.later === true ? null : await receivedBy(sql, last.id, id);
  return { announcement, question };
}
