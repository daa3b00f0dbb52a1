/** What people thought of classes, and what officers and people read for it. */
import type { OfferingId } from '../core/class.ts';
import type { ContactId, Instant } from '../core/model.ts';
import type { ClassPapersStore, ClassRating } from '../ports/class-papers.ts';
import type { OfferingView } from '../ports/seats.ts';
import type { Sql, Statement } from './database.ts';
import { findRoll } from './seats.ts';

const rating: Statement = {
  name: 'class-rating',
  text: `SELECT count(*)::int AS answers,
      ARRAY[count(*) FILTER (WHERE useful = 1), count(*) FILTER (WHERE useful = 2), count(*) FILTER (WHERE useful = 3)]::int[] AS useful,
      ARRAY[count(*) FILTER (WHERE clear = 1), count(*) FILTER (WHERE clear = 2), count(*) FILTER (WHERE clear = 3)]::int[] AS clear,
      coalesce(array_agg(wish ORDER BY id) FILTER (WHERE wish IS NOT NULL), '{}') AS wishes
    FROM class_feedback WHERE offering_id = $1`,
};
/** Past ones for three months: papers are asked for after the class. */
const held: Statement = {
  name: 'held-offerings',
  text: `SELECT offering_view(o, $1) AS view FROM offering o JOIN seat_pool p ON p.id = o.id
    LEFT JOIN admin_unit u ON u.code = o.unit_code
    WHERE o.state IN ('open', 'done') AND p.starts_at > at_ms($2) - interval '90 days' AND EXISTS (SELECT 1 FROM officer_unit f
      WHERE f.contact_id = $1 AND f.unit_code IN (o.unit_code, u.province_code))
    ORDER BY abs(extract(epoch FROM p.starts_at - at_ms($2))), o.code LIMIT 20`,
};
/** Only of those who came. */
const attended: Statement = {
  name: 'attended-class',
  text: `SELECT offering_view(o, $2) AS view FROM offering o WHERE o.code = $1 AND EXISTS (SELECT 1 FROM seat_claim c
    JOIN attendance a ON a.claim_id = c.id AND a.state IN ('present', 'late') WHERE c.pool_id = o.id AND c.contact_id = $2)`,
};

const none: ClassRating = { answers: 0, useful: [0, 0, 0], clear: [0, 0, 0], wishes: [] };

export const classRating = async (sql: Sql, offering: OfferingId): Promise<ClassRating> =>
  (await sql.rows<ClassRating>(rating, [offering]))[0] ?? none;

export const createClassFeedback = (sql: Sql): Pick<ClassPapersStore, 'classRating'> => ({
  classRating: (offering) => classRating(sql, offering),
});

interface ViewRow {
  readonly view: OfferingView;
}

export const heldOfferings = async (sql: Sql, officer: ContactId, at: Instant) =>
  (await sql.rows<ViewRow>(held, [officer, at])).map(({ view }) => view);

/** Bounded to the officer's units, like the roll. */
export async function findRating(sql: Sql, code: string, officer: ContactId) {
  const roll = await findRoll(sql, code, officer);
  const view = roll.kind === 'roll' ? roll.view : null;
  const found = view === null ? null : await classRating(sql, view.offering.id);
  return { kind: 'classRating', view, rating: found } as const;
}

export async function findAttended(sql: Sql, code: string, contactId: ContactId) {
  const [row] = await sql.rows<ViewRow>(attended, [code, contactId]);
  return { kind: 'attendedClass', view: row?.view ?? null } as const;
}
