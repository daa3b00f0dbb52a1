/** Self-assessments, finished and under way, and ticked dossiers of a person. */
import { mayAttend } from '../core/class-access.ts';
import type { ContactId } from '../core/model.ts';
import type { KeptSelfCheck } from '../core/self-check.ts';
import { fold } from '../core/vietnamese.ts';
import type { SelfCheckStore, SelfCheckTx } from '../ports/self-check.ts';
import type { TurnTx } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';
import { openOfferings, standingOf } from './seats.ts';

type Found = Awaited<ReturnType<TurnTx['lookup']>>;
type Progress = Required<Awaited<ReturnType<TurnTx['snapshot']>>>['ownProgress'];

const save: Statement = {
  name: 'save-self-check',
  text: `WITH done AS (DELETE FROM self_check_draft WHERE contact_id = $2 AND set_id = $3 AND product_key = $10)
    INSERT INTO self_check (id, contact_id, set_id, product, answers, points, parts, open, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, at_ms($9)) ON CONFLICT (id) DO NOTHING`,
};
const note: Statement = {
  name: 'note-self-check-answer',
  text: `INSERT INTO self_check_draft (contact_id, set_id, product_key, product, answers, asks, goal, begun_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, at_ms($8), at_ms($8)) ON CONFLICT (contact_id, set_id, product_key) DO UPDATE
    SET answers = CASE WHEN $9 THEN '{}' ELSE self_check_draft.answers END || excluded.answers, asks = excluded.asks, goal = excluded.goal, changed_at = excluded.changed_at`,
};
const drop: Statement = {
  name: 'drop-self-check-draft',
  text: 'DELETE FROM self_check_draft WHERE contact_id = $1 AND set_id = $2 AND product_key = $3',
};
const ticks: Statement = {
  name: 'save-dossier-ticks',
  text: `INSERT INTO dossier_ticks (contact_id, kind, set_id, ticked, changed_at) VALUES ($1, $2, $3, $4, at_ms($5))
    ON CONFLICT (contact_id, kind, set_id) DO UPDATE SET ticked = excluded.ticked, changed_at = excluded.changed_at`,
};
const kept: Statement = { name: 'self-check', text: 'SELECT kept_self_check($1) AS found' };
const own: Statement = { name: 'own-progress', text: 'SELECT own_progress($1) AS found' };

export function selfChecksTx(sql: Sql): SelfCheckTx {
  return {
    saveSelfCheck: async (contactId, { id, setId, product, answers, points, parts, open, at }) => {
      const values = [
        id,
        contactId,
        setId,
        product,
        toJson(answers),
        points,
        toJson(parts),
        open,
        at,
        fold(product),
      ];
      await sql.rows(save, values);
    },
    noteAnswer: async (contactId, { setId, product, answers, asks, goal, anew }, at) => {
      const values = [contactId, setId, fold(product), product, toJson(answers), asks, goal, at, anew];
      await sql.rows(note, values);
    },
    dropDraft: async (contactId, { setId, product }) => {
      await sql.rows(drop, [contactId, setId, fold(product)]);
    },
    saveTicks: async (contactId, { kind, setId, ticked }, at) => {
      await sql.rows(ticks, [contactId, kind, setId, ticked, at]);
    },
  };
}

export function createSelfChecks(sql: Sql): SelfCheckStore {
  return {
    selfCheck: async (id) => (await sql.rows<{ found: KeptSelfCheck | null }>(kept, [id]))[0]?.found ?? null,
  };
}

/** The snapshot of a person's own products, checks and dossiers: one statement. */
export async function ownProgress(sql: Sql, contactId: string): Promise<Progress> {
  const [row] = await sql.rows<{ found: Progress }>(own, [contactId]);
  return row?.found ?? { products: [], checks: [], drafts: [], dossiers: [] };
}

/** Open classes somebody may attend. */
export async function findSuiting(sql: Sql, contactId: ContactId): Promise<Found> {
  const [views, standing] = await Promise.all([openOfferings(sql, contactId), standingOf(sql, contactId)]);
  return {
    kind: 'suitingOfferings',
    views: views.filter(({ offering }) => mayAttend(offering, standing).ok),
  };
}
