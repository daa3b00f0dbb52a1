/** Plans of the ledger's functions are made once, perhaps while the ledger is empty: they must stay right when it has grown. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore } from '../support/database.ts';

const grown = 20_000;
/** Rows a call may look at for the few it is about, versions not yet cleared away included. */
const fewRows = 60;

describe('plans made while the ledger was small', () => {
  let client: pg.Client;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const made = await testStore();
    close = made.close;
    client = new pg.Client(made.url);
    await client.connect();
    await client.query(
      `INSERT INTO contact (language, created_at) SELECT 'vi', now() FROM generate_series(1, ${grown})`,
    );
    await client.query(`INSERT INTO announcement (id, kind, class, state, text_hash, author, units, audience, audience_count,
        started_at, created_at)
      VALUES ('a1', 'idea_call', 'official_notice', 'running', '', 'operator', '{}', '{}', 1, now(), now())`);
    await addRows(1, 3);
  });
  afterAll(async () => {
    await client.end();
    await close();
  });

  const addRows = (from: number, to: number) =>
    client.query(
      `INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at, not_before)
       SELECT 'a:a1:' || lpad(g::text, 8, '0'), (SELECT min(id) - 1 FROM contact) + g, 'official_notice', 'announcement', 'a1',
         'telegram', g::text, '[]', 'planned', now(), now() - interval '1 hour' FROM generate_series($1::int, $2::int) g`,
      [from, to],
    );
  /** How many rows of the ledger a statement looked at. */
  const looked = async (text: string, values: readonly unknown[]): Promise<number> => {
    await client.query('BEGIN');
    await client.query({ name: text, text, values: [...values] });
    const { rows } = await client.query<{ read: number }>(
      `SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read
       FROM pg_stat_xact_user_tables WHERE relname = 'parcel'`,
    );
    await client.query('COMMIT');
    return rows[0]?.read ?? 0;
  };
  const outcome = (no: number) =>
    JSON.stringify([
      { id: `a:a1:${String(no).padStart(8, '0')}`, fence: 1, state: 'handed', externalIds: ['1'] },
    ]);
  const calls = {
    claim_bulk: () => looked('SELECT claim_bulk($1, $2, 0, 1, $3)', ['telegram', 1, Date.now()]),
    settle_bulk: (no: number) => looked('SELECT settle_bulk($1, $2)', [outcome(no), Date.now()]),
    settle_parcels: (no: number) => looked('SELECT settle_parcels($1, $2)', [outcome(no), Date.now()]),
    give_up_lost: () => looked('SELECT give_up_lost($1, $2)', [600_000, Date.now()]),
  };

  it('still find their rows by key among many', async () => {
    for (const call of Object.values(calls)) await call(1);
    await addRows(4, grown);
    for (const [name, call] of Object.entries(calls)) expect(await call(2), name).toBeLessThan(fewRows);
  });
});
