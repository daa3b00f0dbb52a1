import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { during, newcomer, now } from '../contract/store/made-up.ts';
import { type TestStore, testStore } from '../support/database.ts';

describe('proof of consent, opt-out and the audit trail', () => {
  let place: TestStore;
  let client: pg.Client;
  beforeAll(async () => {
    place = await testStore();
    client = new pg.Client({ connectionString: place.url });
    await client.connect();
    const person = await newcomer(place.store);
    await during(place.store, person, async (tx, { inbound }) => {
      const { contactId } = person;
      const given = { purpose: 'service', granted: true, textVersion: '1', answer: 'ĐỒNG Ý' } as const;
      await tx.recordConsent({ ...given, contactId, inboundId: inbound.id, channel: 'telegram', at: now });
      await tx.setOptOut(contactId, ['promotional'], true, now);
      await tx.audit({ actor: contactId, action: 'made_up', subject: 'idea:1', detail: { count: 2 } }, now);
    });
  });
  afterAll(async () => {
    await client.end();
    await place.close();
  });

  it.each(['consent', 'opt_out', 'audit'])('%s cannot be changed, deleted or emptied', async (table) => {
    const before = await client.query(`SELECT * FROM ${table}`);
    expect(before.rows).toHaveLength(1);
    await expect(client.query(`UPDATE ${table} SET at = now()`)).rejects.toThrow('append-only');
    await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    await expect(client.query(`TRUNCATE ${table}`)).rejects.toThrow('append-only');
    expect((await client.query(`SELECT * FROM ${table}`)).rows).toEqual(before.rows);
  });

  it('an opt-out that changes nothing is not logged again', async () => {
    const person = await newcomer(place.store);
    const off = () =>
      during(place.store, person, (tx) => tx.setOptOut(person.contactId, ['reminder'], true, now));
    await off();
    await off();
    const { rows } = await client.query('SELECT class, out FROM opt_out WHERE contact_id = $1', [
      person.contactId,
    ]);
    expect(rows).toEqual([{ class: 'reminder', out: true }]);
  });
});
