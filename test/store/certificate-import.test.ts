import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryRow } from '../../src/core/certificate-row.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { importCertificates } from '../../src/store/certificate-import.ts';
import { aliases, units } from '../core/unit-excerpt.ts';
import { type TestStore, testStore } from '../support/database.ts';

const day = (text: string) => text as Day;
const plain: RegistryRow = {
  row: 2,
  unit: '00001' as UnitCode,
  producer: 'HTX Hương Chè',
  producerType: 'cooperative',
  address: null,
  representative: null,
  phone: null,
  product: 'Chè đinh',
  productGroup: 'Chè',
  productSet: 'tea',
  productCode: null,
  kind: 'first',
  star: 4,
  decision: '1234/QĐ-UBND',
  decidedOn: day('2024-06-30'),
  year: 2024,
  authority: 'UBND tỉnh',
  number: null,
  issuedOn: null,
  validUntil: day('2027-06-30'),
  validComputed: false,
  note: null,
};
let imports = 0;

describe('importing a registry file', () => {
  let test: TestStore;
  let pool: pg.Pool;
  beforeAll(async () => {
    test = await testStore();
    await test.store.loadUnits({ units, aliases, report: {} }, 1);
    pool = new pg.Pool({ connectionString: test.url, max: 2 });
  });
  afterAll(async () => {
    await pool.end();
    await test.close();
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE producer CASCADE');
  });

  const load = (rows: readonly Partial<RegistryRow>[], dryRun = false) => {
    imports += 1;
    return importCertificates(pool, {
      id: `import-${imports}`,
      unit: '19' as UnitCode,
      actor: 'operator',
      fileName: 'danh-sach.xlsx',
      rows: rows.map((row, at) => ({ ...plain, row: at + 2, ...row })),
      notes: [],
      dryRun,
      at: 1_000,
    });
  };
  const stored = async (columns = 'product, star, valid_until::text, number') =>
    (await pool.query(`SELECT ${columns} FROM certificate_record ORDER BY product, year, id`)).rows;
  const count = async (table: string) =>
    Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count);

  it('makes producers, products, recognitions and certificates', async () => {
    const outcome = await load([{}, { product: 'Chè búp', number: '7/GCN' }]);
    expect(outcome).toMatchObject({ created: [2, 3], updated: [], unchanged: 0, refused: [], conflicts: [] });
    expect(await count('producer')).toBe(1);
    expect(await stored()).toEqual([
      { product: 'Chè búp', star: 4, valid_until: '2027-06-30', number: '7/GCN' },
      { product: 'Chè đinh', star: 4, valid_until: '2027-06-30', number: null },
    ]);
  });

  it('doubles nothing when the same file comes again', async () => {
    await load([{}, { product: 'Chè búp' }]);
    expect(await load([{}, { product: 'CHÈ BÚP' }])).toMatchObject({
      created: [],
      updated: [3],
      unchanged: 1,
    });
    expect(await load([{}, { product: 'CHÈ BÚP' }])).toMatchObject({
      created: [],
      updated: [],
      unchanged: 2,
    });
    expect([await count('producer'), await count('product'), await count('certificate')]).toEqual([1, 2, 2]);
  });

  it('fills in what an earlier file lacked, without doubling the recognition', async () => {
    await load([{ decision: null, decidedOn: null, phone: null }]);
    const outcome = await load([{ phone: '+84912345678', number: '9/GCN' }]);
    expect(outcome).toMatchObject({ created: [], updated: [2] });
    expect(await stored('decision, phone, number')).toEqual([
      { decision: '1234/QĐ-UBND', phone: '+84912345678', number: '9/GCN' },
    ]);
  });

  it('does not blank what is known with an empty cell', async () => {
    await load([{ phone: '+84912345678', authority: 'UBND tỉnh' }]);
    await load([{ phone: null, authority: null }]);
    expect(await stored('phone, authority')).toEqual([{ phone: '+84912345678', authority: 'UBND tỉnh' }]);
  });

  it('knows a product by the number of its certificate under a new spelling', async () => {
    await load([{ number: '7/GCN' }]);
    await load([{ number: '7/GCN', product: 'Chè đinh thượng hạng' }]);
    expect(await stored('product')).toEqual([{ product: 'Chè đinh thượng hạng' }]);
  });

  it('knows a product by its code under a new name', async () => {
    await load([{ productCode: '83-829-28780-3-2022' }]);
    await load([{ productCode: '83-829-28780-3-2022', product: 'Chè đinh đặc biệt' }]);
    expect(await stored('product, product_code')).toEqual([
      { product: 'Chè đinh đặc biệt', product_code: '83-829-28780-3-2022' },
    ]);
  });

  it('refuses a number that another producer has, and leaves no empty producer behind', async () => {
    await load([{ number: '7/GCN' }]);
    const outcome = await load([{ number: '7/GCN', producer: 'HTX Khác' }]);
    expect(outcome).toMatchObject({ created: [], refused: [{ row: 2, code: 'number.taken' }] });
    expect(await count('producer')).toBe(1);
  });

  it('says that a certificate was renewed when the product has a later one', async () => {
    await load([
      {
        row: 2,
        year: 2021,
        decision: '1/QĐ',
        decidedOn: day('2021-05-01'),
        validUntil: day('2024-05-01'),
        star: 3,
      },
    ]);
    await load([{ kind: 'upgrade' }]);
    expect(await stored('star, renewed')).toEqual([
      { star: 3, renewed: true },
      { star: 4, renewed: false },
    ]);
  });

  it('keeps the history of a product that has no certificate', async () => {
    await load([{ row: 2, validUntil: null, year: 2020, decision: null, decidedOn: null }, { row: 2 }]);
    expect([await count('recognition'), await count('certificate')]).toEqual([2, 1]);
  });

  it('never overrides what an officer set by hand, and lists it', async () => {
    await load([{ number: '7/GCN', phone: '+84912345678' }]);
    await pool.query(
      `UPDATE certificate SET number = '8/GCN', number_key = '8 gcn', kept = '{"number": {}}'`,
    );
    await pool.query(`UPDATE producer SET phone = '+84987654321', kept = '{"phone": {}}'`);
    const outcome = await load([{ number: '7/GCN', phone: '+84912345678' }]);
    expect(outcome.conflicts).toEqual([
      { row: 2, field: 'number', kept: '8/GCN', offered: '7/GCN' },
      { row: 2, field: 'phone', kept: '+84987654321', offered: '+84912345678' },
    ]);
    expect(outcome).toMatchObject({ created: [], updated: [], unchanged: 1 });
    expect(await stored('number, phone')).toEqual([{ number: '8/GCN', phone: '+84987654321' }]);
  });

  it('never replaces a printed last day by a computed one', async () => {
    await load([{}]);
    await load([{ validUntil: day('2027-06-29'), validComputed: true }]);
    expect(await stored('valid_until::text, valid_computed')).toEqual([
      { valid_until: '2027-06-30', valid_computed: false },
    ]);
    await load([{ validUntil: day('2027-07-15') }]);
    expect(await stored('valid_until::text')).toEqual([{ valid_until: '2027-07-15' }]);
  });

  it('tells in a dry run what it would do and does nothing', async () => {
    expect(await load([{}], true)).toMatchObject({ created: [2] });
    expect(await count('producer')).toBe(0);
    expect(await load([{}])).toMatchObject({ created: [2] });
  });

  it('leaves a record of the file and its counts', async () => {
    await load([{}]);
    const { rows } = await pool.query(
      `SELECT report -> 'counts' AS counts FROM certificate_import WHERE id = 'import-${imports}'`,
    );
    expect(rows).toEqual([{ counts: { created: 1, updated: 0, unchanged: 0, refused: 0, conflicts: 0 } }]);
  });
});
