import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactId } from '../../src/core/model.ts';
import type { SelfCheck, SelfCheckId, SelfCheckNote } from '../../src/core/self-check.ts';
import type { TurnState, TurnTx } from '../../src/ports.ts';
import { fresh, now, said, write } from '../contract/store/made-up.ts';
import { type TestStore, testStore } from '../support/database.ts';

const check = (id: string, points: number, at: number, setId = 'tea'): SelfCheck => ({
  id: id as SelfCheckId,
  setId,
  product: 'Chè Mẫu',
  answers: { '2.2': '2p2' },
  points,
  parts: { A: points, B: 0, C: 0 },
  open: 30,
  at,
});

describe('self-assessments in the store', () => {
  let place: TestStore;
  let client: pg.Client;
  beforeAll(async () => {
    place = await testStore();
    client = new pg.Client({ connectionString: place.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await place.close();
  });

  const inTurn = async <T>(work: (tx: TurnTx, state: TurnState) => Promise<T>, address = `a${fresh()}`) => {
    const contactId = await write(place.store, said(address, 'chào'));
    const result = await place.store.turn(contactId, async (tx, state) => {
      const value = await work(tx, state);
      await tx.finish({ inbound: state.inbound, session: state.session, reply: null, at: now });
      return { value };
    });
    if (result === null) throw new Error('nothing waited');
    return { contactId, result: result.value };
  };
  const progress = (tx: TurnTx, state: TurnState) => tx.snapshot(['ownProgress'], state);

  it('are kept once, and the last two of each product come back', async () => {
    const { result } = await inTurn(async (tx, state) => {
      for (const [id, points, at] of [
        ['c1', 40, now],
        ['c2', 50, now + 1000],
        ['c3', 60, now + 2000],
      ] as const) {
        await tx.saveSelfCheck(state.contact.id, check(id, points, at));
        await tx.saveSelfCheck(state.contact.id, check(id, 1, at));
      }
      await tx.saveSelfCheck(state.contact.id, check('c4', 10, now - 1000, 'flower'));
      return progress(tx, state);
    });
    const seen = result.ownProgress?.checks.map(({ id, points }) => `${id} ${points}`);
    expect(seen).toEqual(['c3 60', 'c2 50', 'c4 10']);
    expect(result.ownProgress?.checks[0]).toEqual(check('c3', 60, now + 2000));
  });

  const note = (product: string, code: string, anew = false): SelfCheckNote => ({
    ...{ setId: 'tea', product, answers: { [code]: '2p2' }, asks: 'all', goal: 3, anew },
  });

  it('of two products of a set have each their own history', async () => {
    const { result, contactId } = await inTurn(async (tx, state) => {
      const { id } = state.contact;
      for (const [key, product] of Object.entries({
        g1: 'Chè Xanh',
        g2: 'chè xanh',
        g3: 'Chè Đen',
        g4: 'Chè Đen',
      }))
        await tx.saveSelfCheck(id, { ...check(`${key}${id}`, 40, now + Number(key[1])), product });
      return progress(tx, state);
    });
    const ids = result.ownProgress?.checks.map(({ id }) => id.slice(0, 2));
    expect(ids).toEqual(['g4', 'g3', 'g2', 'g1']);
    expect((await place.store.selfCheck(`g2${contactId}`))?.before?.id).toBe(`g1${contactId}`);
    expect((await place.store.selfCheck(`g3${contactId}`))?.before).toBeNull();
  });

  it('under way are kept by product, answer by answer, until the result is seen', async () => {
    const { result } = await inTurn(async (tx, state) => {
      const { id } = state.contact;
      await tx.noteAnswer(id, note('Chè Xanh', '1.1', true), now);
      await tx.noteAnswer(id, note('chè đen', '1.1', true), now + 1);
      await tx.noteAnswer(id, note('chè xanh', '2.2'), now + 2);
      const both = await progress(tx, state);
      await tx.noteAnswer(id, note('Chè Đen', '4.1', true), now + 3);
      await tx.saveSelfCheck(id, { ...check(`h1${id}`, 40, now + 4), product: 'Chè xanh' });
      return [both, await progress(tx, state)];
    });
    const seen = result.map(({ ownProgress }) =>
      ownProgress?.drafts.map(({ product, answers }) => `${product} ${Object.keys(answers).join('+')}`),
    );
    expect(seen).toEqual([['Chè Xanh 1.1+2.2', 'chè đen 1.1'], ['chè đen 4.1']]);
  });

  it('under way are forgotten when they are given up', async () => {
    const { result } = await inTurn(async (tx, state) => {
      await tx.noteAnswer(state.contact.id, note('Chè Xanh', '1.1', true), now);
      await tx.dropDraft(state.contact.id, { setId: 'tea', product: 'chè xanh' });
      return progress(tx, state);
    });
    expect(result.ownProgress?.drafts).toEqual([]);
  });

  it('know the one before and what is ticked, for the papers made of them', async () => {
    const { contactId } = await inTurn(async (tx, { contact }) => {
      await tx.saveSelfCheck(contact.id, check('d1', 40, now));
      await tx.saveSelfCheck(contact.id, check('d2', 45, now + 1));
      await tx.saveTicks(contact.id, { kind: 'first', setId: 'tea', ticked: ['a'] }, now);
      await tx.saveTicks(contact.id, { kind: 'first', setId: 'tea', ticked: ['b', 'c'] }, now);
    });
    const kept = await place.store.selfCheck('d2');
    expect(kept).toMatchObject({ contactId, points: 45, before: { id: 'd1' }, ticked: ['b', 'c'] });
    expect((await place.store.selfCheck('d1'))?.before).toBeNull();
    expect(await place.store.selfCheck('nobody')).toBeNull();
  });

  const moved = async (gone: ContactId, into: ContactId | null) => {
    await client.query(`UPDATE contact SET erased_at = now(), merged_into = $2 WHERE id = $1`, [gone, into]);
  };
  const rowsOf = async (contactId: ContactId) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT id AS line FROM self_check WHERE contact_id = $1
       UNION ALL SELECT product || ' under way' FROM self_check_draft WHERE contact_id = $1
       UNION ALL SELECT kind || ' ' || array_to_string(ticked, '+') FROM dossier_ticks WHERE contact_id = $1 ORDER BY 1`,
      [contactId],
    );
    return rows.map(({ line }) => line);
  };

  it('follow a person whose accounts are joined; ticks of both count', async () => {
    const one = await inTurn(async (tx, { contact }) => {
      await tx.saveSelfCheck(contact.id, check('e1', 40, now));
      await tx.saveTicks(contact.id, { kind: 'first', setId: 'tea', ticked: ['a'] }, now);
    });
    const other = await inTurn(async (tx, { contact }) => {
      await tx.saveSelfCheck(contact.id, check('e2', 40, now));
      await tx.saveTicks(contact.id, { kind: 'first', setId: 'tea', ticked: ['b'] }, now);
      await tx.noteAnswer(contact.id, note('Chè Đen', '1.1', true), now);
    });
    await moved(other.contactId, one.contactId);
    expect(await rowsOf(one.contactId)).toEqual(['Chè Đen under way', 'e1', 'e2', 'first a+b']);
    expect(await rowsOf(other.contactId)).toEqual([]);
  });

  it('go when the person is erased', async () => {
    const { contactId } = await inTurn(async (tx, { contact }) => {
      await tx.saveSelfCheck(contact.id, check('f1', 40, now));
      await tx.saveTicks(contact.id, { kind: 'renewal', setId: 'tea', ticked: ['a'] }, now);
      await tx.noteAnswer(contact.id, note('Chè Đen', '1.1', true), now);
    });
    await moved(contactId, null);
    expect(await rowsOf(contactId)).toEqual([]);
  });
});
