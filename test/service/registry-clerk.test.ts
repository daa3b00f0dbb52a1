import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadRegistryLanguage } from '../../src/content/registry.ts';
import { loadTexts } from '../../src/content/texts.ts';
import type { ContactId, MediaId, UnitCode } from '../../src/core/model.ts';
import { createDocuments } from '../../src/document/documents.ts';
import type { FileClerk } from '../../src/service/file-clerk.ts';
import { createRegistryClerk } from '../../src/service/registry/registry-clerk.ts';
import { registryPapers } from '../../src/service/registry/registry-papers.ts';
import { sqlOf } from '../../src/store/database.ts';
import { registryFilesTx } from '../../src/store/registry-files.ts';
import { aliases, index, units } from '../core/unit-excerpt.ts';
import { type TestStore, testStore } from '../support/database.ts';

const texts = loadTexts('locales');
const documents = createDocuments({ texts });
const registry = loadRegistryLanguage('content/registry.yaml', loadProductSets('content/product-sets.yaml'));
const at = Date.UTC(2026, 10, 21, 2);
const csv = `Tên sản phẩm,Chủ thể,Xã,Hạng sao,Ngày hết hạn,Ngày quyết định lần đầu
Chè đinh mẫu,HTX Chè Mẫu,Xã Tân Cương,4 sao,30/06/2027,30/06/2024
Chè búp mẫu,HTX Chè Mẫu,Xã Tân Cương,3 sao,29/02/2027,30/06/2024
`;
const files = new Map<string, Uint8Array>([
  ['list', Buffer.from(csv)],
  ['photo', readFileSync('package.json')],
]);
const media = {
  read: async (id: MediaId) => {
    const bytes = files.get(id);
    return bytes === undefined ? null : { bytes, mime: 'text/csv' };
  },
  keep: () => Promise.reject(new Error('nothing is kept here')),
  remove: () => Promise.resolve(),
};

describe('a registry file sent in chat', () => {
  let test: TestStore;
  let pool: pg.Pool;
  let clerk: FileClerk;
  let officer: ContactId;
  const hinted: string[] = [];
  beforeAll(async () => {
    test = await testStore();
    await test.store.loadUnits({ units, aliases, report: {} }, 1);
    pool = new pg.Pool({ connectionString: test.url, max: 2 });
    const { rows } = await pool.query(
      `WITH c AS (INSERT INTO contact (language, created_at) VALUES ('vi', now()) RETURNING id)
       INSERT INTO address (channel, external_id, contact_id, last_used_at) SELECT 'telegram', '7', id, now() FROM c
       RETURNING contact_id::text AS id`,
    );
    officer = rows[0].id;
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    const jobs = {
      add: async (_name: string, payload: object) => {
        hinted.push(JSON.stringify(payload));
      },
    };
    clerk = createRegistryClerk({
      store: test.store,
      media,
      clock: { now: () => at },
      log: silent,
      jobs: jobs as never,
      texts,
      channels: {},
      library: { units: index } as never,
      registry,
      documents: async () => documents,
    });
  });
  afterAll(async () => {
    await pool.end();
    await test.close();
  });
  const tx = () => registryFilesTx(sqlOf(pool));
  const send = (name: string) =>
    tx().sendRegistryFile({
      contactId: officer,
      unit: '19' as UnitCode,
      media: name as MediaId,
      fileName: 'a.csv',
      at,
    });
  const last = async () =>
    (await pool.query(`SELECT id::text, state FROM registry_file ORDER BY id DESC LIMIT 1`)).rows[0] as {
      id: string;
      state: string;
    };
  const answers = async () =>
    (
      await pool.query<{ bubbles: { text: string; document?: { media: string } }[] }>(
        `SELECT bubbles FROM parcel WHERE cause_id LIKE 'registry-file:%' ORDER BY split_part(cause_id, ':', 2)::int, cause_id`,
      )
    ).rows.map(({ bubbles }) => bubbles);
  const written = async () => Number((await pool.query('SELECT count(*) FROM certificate')).rows[0].count);

  it('is tried, reported with a coloured copy, and written only when the officer says so, once', async () => {
    await send('list');
    expect(await clerk.run()).toBe(1);
    const { id, state } = await last();
    expect([state, await written(), hinted.length]).toEqual(['tried', 0, 1]);
    const [copy, words] = (await answers())[0] ?? [];
    expect(copy?.document?.media).toBe(`paper/registry-copy/vi/${id}`);
    expect(words?.text).toContain('Đã đọc thử 2 dòng. Chưa ghi gì vào sổ.');
    expect(words?.text).toContain('• Dòng 3: Ngày hết hạn: ngày “29/02/2027” không có trong lịch.');
    expect(words?.text).toContain('Ghi vào sổ');

    await tx().takeRegistryFile(id, officer);
    await expect(tx().takeRegistryFile(id, officer)).rejects.toThrow(/waits for nobody/);
    expect(await clerk.run()).toBe(1);
    expect([(await last()).state, await written()]).toEqual(['written', 1]);
    expect((await answers())[1]?.at(-1)?.text).toContain('Đã đọc 2 dòng và ghi vào sổ giấy chứng nhận.');
    expect(await clerk.run()).toBe(0);
  });

  it('gives its coloured copy when that is sent', async () => {
    const make = registryPapers({
      store: test.store,
      files: media,
      texts,
      registry,
      library: { units: index } as never,
      clock: { now: () => at },
      documents: async () => documents,
    });
    const made = await make['registry-copy']?.((await last()).id, 'vi');
    expect(Buffer.from(made?.bytes.subarray(0, 2) ?? []).toString()).toBe('PK');
    expect(await make['registry-copy']?.('999', 'vi')).toBe(null);
    const starts = async (kind: string) => {
      const paper = await make[kind]?.('19', 'vi');
      return Buffer.from(paper?.bytes.subarray(0, 2) ?? []).toString();
    };
    expect([
      await starts('registry-list'),
      await starts('registry-ptnt'),
      await starts('registry-notices'),
    ]).toEqual(['PK', 'PK', '%P']);
  });

  it('may be one certificate typed by hand: the same faults, the same way to write it', async () => {
    const type = (line: object) =>
      tx().sendRegistryFile({ contactId: officer, unit: '19' as UnitCode, line, fileName: 'Mật ong', at });
    const honey = { product: 'Mật ong', producer: 'Hộ Mẫu', commune: 'Xã Tân Cương', star: '3' };
    await type(honey);
    await clerk.run();
    const words = (await answers()).at(-1)?.at(-1)?.text;
    expect(words).toContain('Không có ngày hết hạn, cũng không có ngày cấp để tính.');
    expect(words).not.toContain('Ghi vào sổ');
    await type({ ...honey, issuedOn: '01/02/2025' });
    await clerk.run();
    await tx().takeRegistryFile((await last()).id, officer);
    await clerk.run();
    const { rows } = await pool.query(
      `SELECT valid_until::text, valid_computed FROM certificate_record WHERE product = 'Mật ong'`,
    );
    expect(rows).toEqual([{ valid_until: '2028-02-01', valid_computed: true }]);
    await pool.query(`DELETE FROM product WHERE name = 'Mật ong'`);
  });

  it('that is no list is refused in words', async () => {
    await send('photo');
    await clerk.run();
    expect((await last()).state).toBe('refused');
    expect(await written()).toBe(1);
  });

  it('is read by another process when its reader died', async () => {
    await send('list');
    await test.store.nextRegistryFile(1_000, at - 500);
    expect(await test.store.nextRegistryFile(1_000, at)).toBe(null);
    expect(await test.store.nextRegistryFile(1_000, at + 501)).toMatchObject({
      state: 'sent',
      channel: 'telegram',
      address: '7',
    });
  });
});
