/** Questions people ask and officers answer. A question stays open until an officer closes it, so that none is forgotten. */
import { Conflict } from '../../core/error.ts';
import type { Question, QuestionTx } from '../../ports/question.ts';
import type { Sql, Statement } from '../database.ts';
import { numberOf, questionCode } from './view.ts';

const columns = `q.id, q.no, q.contact_id::text AS "contactId", c.name, q.unit_code AS unit, q.announcement_id AS announcement,
  q.state, ms_of(q.asked_at)::float8 AS "askedAt",
  (SELECT coalesce(json_agg(json_build_object('from', CASE WHEN m.from_person THEN 'person' ELSE 'officer' END,
    'text', m.text, 'at', ms_of(m.at)) ORDER BY m.at, m.id), '[]') FROM question_message m WHERE m.question_id = q.id) AS messages`;
const from = 'question q JOIN contact c ON c.id = q.contact_id';

/** Words about a thing that is still open belong to the question that is there. */
const ask: Statement = {
  name: 'ask-question',
  text: `WITH same AS (
      SELECT id FROM question WHERE contact_id = $2 AND state <> 'closed' AND announcement_id IS NOT DISTINCT FROM $4
        AND id <> $1 ORDER BY changed_at DESC LIMIT 1
    ), reopened AS (
      UPDATE question SET state = 'open', changed_at = at_ms($6) WHERE id IN (SELECT id FROM same) RETURNING id
    ), fresh AS (
      INSERT INTO question (id, contact_id, unit_code, announcement_id, state, asked_at, changed_at)
      SELECT $1, $2, $3, $4, 'open', at_ms($6), at_ms($6) WHERE NOT EXISTS (SELECT 1 FROM same)
      ON CONFLICT (id) DO NOTHING RETURNING id
    ), target AS (
      SELECT id FROM reopened UNION ALL SELECT id FROM fresh
    ), said AS (
      INSERT INTO question_message (id, question_id, author, from_person, text, at)
      SELECT $1, id, $2::text, true, $5, at_ms($6) FROM target ON CONFLICT (id) DO NOTHING
    )
    SELECT coalesce((SELECT id FROM target), (SELECT question_id FROM question_message WHERE id = $1)) AS id`,
};

const answer: Statement = {
  name: 'answer-question',
  text: `WITH target AS (
      UPDATE question SET state = 'answered', changed_at = at_ms($5) WHERE id = $1 AND state <> 'closed' RETURNING id
    )
    INSERT INTO question_message (id, question_id, author, from_person, text, at)
    SELECT $2, id, $3, false, $4, at_ms($5) FROM target ON CONFLICT (id) DO NOTHING`,
};

const close: Statement = {
  name: 'close-question',
  text: `UPDATE question SET state = 'closed', closed_by = $2, changed_at = at_ms($3) WHERE id = $1 AND state <> 'closed'`,
};

type Row = Omit<Question, 'code'> & { readonly no: number };

async function read(
  sql: Sql,
  name: string,
  condition: string,
  values: readonly unknown[],
): Promise<readonly Question[]> {
  const text = `SELECT ${columns} FROM ${from} WHERE ${condition}`;
  const rows = await sql.rows<Row>({ name, text }, values);
  return rows.map(({ no, ...row }) => ({ ...row, code: questionCode(no) }));
}

const byId = async (sql: Sql, id: string): Promise<Question | null> =>
  (await read(sql, 'question', 'q.id = $1', [id]))[0] ?? null;

async function required(sql: Sql, id: string): Promise<Question> {
  const found = await byId(sql, id);
  if (found === null) throw new Conflict(`no question ${id}`);
  return found;
}

export function questionsPart(sql: Sql): QuestionTx {
  return {
    askQuestion: async ({ id, contactId, unit, announcement, text }, at) => {
      const [target] = await sql.rows<{ id: string }>(ask, [id, contactId, unit, announcement, text, at]);
      return required(sql, target?.id ?? id);
    },
    answerQuestion: async ({ id, messageId, by, text }, at) => {
      await sql.rows(answer, [id, messageId, by, text, at]);
      return required(sql, id);
    },
    closeQuestion: async (id, by, at) => {
      await sql.rows(close, [id, by, at]);
    },
    question: (id) => byId(sql, id),
    questionByCode: async (code) => {
      const no = numberOf(code, 'H');
      return no === null ? null : ((await read(sql, 'question-by-no', 'q.no = $1', [no]))[0] ?? null);
    },
    openQuestions: (units, limit) => read(sql, 'open-questions', ofUnits, [units, limit]),
    questionInProgress: async (contactId, since) =>
      (await read(sql, 'question-in-progress', inProgress, [contactId, since]))[0] ?? null,
  };
}

const ofUnits = `q.state <> 'closed'
  AND q.unit_code IN (SELECT code FROM admin_unit WHERE code = ANY ($1) OR province_code = ANY ($1))
  ORDER BY q.asked_at LIMIT $2`;
const inProgress = `q.contact_id = $1 AND q.state = 'answered' AND q.changed_at >= at_ms($2) ORDER BY q.changed_at DESC LIMIT 1`;
