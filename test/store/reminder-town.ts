/** Certificates with owners and officers put straight into the tables, for the tests of reminders. Everybody is made up. */
import pg from 'pg';
import type { Day } from '../../src/core/model.ts';
import { type TestStore, testStore } from '../support/database.ts';

export interface Town extends TestStore {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A person who agreed to reminders and wrote from Telegram. */
  person(consents?: object): Promise<string>;
  /** A certificate of a producer that the people belong to. */
  certificate(validUntil: string, owners: readonly string[]): Promise<string>;
  officer(contactId: string, unit: string): Promise<void>;
  changed(certificate: string, set: string, at: number): Promise<void>;
  /** As if nobody had ever looked. */
  forget(): Promise<void>;
}

export async function openTown(): Promise<Town> {
  const test = await testStore();
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  const query = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
  const idOf = async (sql: string, values: readonly unknown[]) =>
    (await query<{ id: string }>(`${sql} RETURNING id::text`, values))[0]?.id ?? '';
  let count = 0;
  return {
    ...test,
    query,
    async person(consents = { service: true, reminders: true }) {
      count += 1;
      const id = await idOf(
        `INSERT INTO contact (language, name, consents, created_at) VALUES ('vi', $1, $2, 'epoch')`,
        [`Người Thử ${count}`, JSON.stringify(consents)],
      );
      await query(
        `INSERT INTO address (channel, external_id, contact_id, last_used_at) VALUES ('telegram', $1, $2, 'epoch')`,
        [`p${count}`, id],
      );
      return id;
    },
    async certificate(validUntil, owners) {
      count += 1;
      const producer = await idOf(
        `INSERT INTO producer (unit_code, province_code, key, name, name_key, changed_at)
         VALUES ('05503', '19', $1, $2, $1, 'epoch')`,
        [`htx ${count}`, `HTX Thử ${count}`],
      );
      const product = await idOf(
        `INSERT INTO product (producer_id, key, name, name_key, changed_at) VALUES ($1, $2, $3, $2, 'epoch')`,
        [producer, `che ${count}`, `Chè thử ${count}`],
      );
      const recognition = await idOf(
        `INSERT INTO recognition (product_id, decision_key, kind, star, year) VALUES ($1, '', 'first', 3, 2024)`,
        [product],
      );
      for (const owner of owners)
        await query(
          `INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since) VALUES ($1, $2, 1, 'epoch')`,
          [producer, owner],
        );
      return idOf(
        `INSERT INTO certificate (recognition_id, product_id, producer_id, unit_code, province_code, star, valid_until,
           valid_computed, changed_at) VALUES ($1, $2, $3, '05503', '19', 3, $4, false, 'epoch')`,
        [recognition, product, producer, validUntil],
      );
    },
    async officer(contactId, unit) {
      await query(`INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', 'epoch')`, [
        contactId,
      ]);
      await query(`INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, $2)`, [contactId, unit]);
    },
    async changed(certificate, set, at) {
      await query(`UPDATE certificate SET ${set}, changed_at = at_ms($2) WHERE id = $1`, [certificate, at]);
    },
    async forget() {
      await query('TRUNCATE reminder, reminder_told, reminder_sweep, certificate_notice');
    },
    async close() {
      await client.end();
      await test.close();
    },
  };
}

export const day = (text: string) => text as Day;
