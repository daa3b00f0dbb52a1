import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CertificateId, ClaimId } from '../../src/core/certificate.ts';
import type { ContactId, ContactView, Day, OfficerView, UnitCode } from '../../src/core/model.ts';
import { importCertificates } from '../../src/store/certificate-import.ts';
import {
  certificatesTx,
  findByText,
  findCertificate,
  findCoverage,
  findInState,
  myCertificates,
  unitCertificates,
} from '../../src/store/certificates.ts';
import { sqlOf } from '../../src/store/database.ts';
import { aliases, units } from '../core/unit-excerpt.ts';
import { type TestStore, testStore } from '../support/database.ts';

const day = (text: string) => text as Day;
/** 21 November 2026. */
const at = Date.UTC(2026, 10, 21, 2);
const tanCuong: OfficerView = { role: 'commune', units: ['00001' as UnitCode] };

describe('certificates in turns', () => {
  let test: TestStore;
  let pool: pg.Pool;
  let owner: ContactId;
  let officer: ContactId;
  let tea: CertificateId;
  beforeAll(async () => {
    test = await testStore();
    await test.store.loadUnits({ units, aliases, report: {} }, 1);
    pool = new pg.Pool({ connectionString: test.url, max: 4 });
  });
  afterAll(async () => {
    await pool.end();
    await test.close();
  });
  const one = async <T>(text: string, values: readonly unknown[] = []): Promise<T> =>
    (await pool.query(text, [...values])).rows[0] as T;
  const person = async (phone: string | null) =>
    (
      await one<{ id: ContactId }>(
        `INSERT INTO contact (name, phone, phone_verified, unit_code, created_at)
       VALUES ('Người Mẫu', $1::text, $1::text IS NOT NULL, '00001', now()) RETURNING id::text`,
        [phone],
      )
    ).id;
  const base = {
    producerType: null,
    address: null,
    representative: null,
    productGroup: null,
    productSet: null,
    kind: 'first',
    star: 4,
    decision: '1/QĐ',
    decidedOn: day('2024-05-20'),
    year: 2024,
    authority: null,
    issuedOn: null,
    validUntil: day('2027-05-10'),
    validComputed: false,
    note: null,
  } as const;
  beforeEach(async () => {
    await pool.query(
      'TRUNCATE producer, certificate_claim, certificate_snooze, certificate_notice, parcel, officer CASCADE',
    );
    const row = (no: number, change: object) => ({
      ...base,
      row: no,
      unit: '00001' as UnitCode,
      producer: 'HTX Hương Chè',
      phone: '+84912345678',
      product: 'Chè đinh',
      productCode: null,
      number: '12/GCN',
      ...change,
    });
    await importCertificates(pool, {
      id: `i${Math.random()}`,
      unit: '19' as UnitCode,
      actor: 'operator',
      fileName: 'a',
      rows: [
        row(2, {}),
        row(3, {
          product: 'Chè búp',
          number: '13/GCN',
          productCode: '19-00001-3-2024',
          validUntil: day('2028-01-01'),
        }),
        row(4, { product: 'Chè đinh', producer: 'HTX Khác', unit: '00002', phone: null, number: null }),
      ],
      notes: [],
      dryRun: false,
      at,
    });
    [owner, officer] = [await person('+84912345678'), await person(null)];
    await pool.query(`INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())`, [
      officer,
    ]);
    await pool.query(`INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, '00001')`, [officer]);
    const { id } = await one<{ id: CertificateId }>(
      `SELECT id::text FROM certificate WHERE number = '12/GCN'`,
    );
    tea = id;
  });
  const tx = () => certificatesTx(sqlOf(pool));
  const view = async (id = tea) => {
    const found = await findCertificate(sqlOf(pool), id);
    const [certificate] = found.kind === 'certificates' ? found.certificates : [];
    if (certificate === undefined) throw new Error('gone');
    return certificate;
  };
  const claimed = () => tx().claimCertificate({ certificate: tea, contactId: owner, at });
  const decide = (id: ClaimId, agreed = true, by = officer) =>
    tx().decideClaim({ id, agreed, reason: agreed ? null : 'chưa rõ', officer: by, at });

  it('propose what the verified number speaks for, until it is claimed', async () => {
    const mine = await myCertificates(sqlOf(pool), owner);
    expect(mine.proposed.map(({ product }) => product)).toEqual(['Chè đinh', 'Chè búp']);
    expect(mine.certificates).toEqual([]);
    expect((await claimed()).phoneMatches).toBe(true);
    expect(await myCertificates(sqlOf(pool), owner)).toMatchObject({
      proposed: [],
      certificates: [],
      claims: [{ state: 'open' }],
    });
  });

  it('are not proposed to a number nobody vouches for', async () => {
    await pool.query('UPDATE contact SET phone_verified = false WHERE id = $1', [owner]);
    expect((await myCertificates(sqlOf(pool), owner)).proposed).toEqual([]);
    expect((await claimed()).phoneMatches).toBe(false);
  });

  it('are claimed once however often it is said', async () => {
    const [first, second] = [await claimed(), await claimed()];
    expect(second.id).toBe(first.id);
  });

  it('belong to the person with all of the producer once an officer agreed', async () => {
    await decide((await claimed()).id);
    const { certificates, claims } = await myCertificates(sqlOf(pool), owner);
    expect(certificates.map(({ product, producer }) => `${product} – ${producer}`)).toEqual([
      'Chè đinh – HTX Hương Chè',
      'Chè búp – HTX Hương Chè',
    ]);
    expect(claims).toEqual([]);
    expect(await tx().ownersOf(tea)).toEqual([owner]);
  });

  it('are given by no officer of another commune, and by none twice', async () => {
    const { id } = await claimed();
    await pool.query(`UPDATE officer_unit SET unit_code = '00002'`);
    await expect(decide(id)).rejects.toThrow(/decide-claim/);
    await pool.query(`UPDATE officer_unit SET unit_code = '19'`);
    await decide(id, false);
    await expect(decide(id)).rejects.toThrow(/decide-claim/);
    expect((await myCertificates(sqlOf(pool), owner)).certificates).toEqual([]);
  });

  it('are found by number, by code, and by names in a sentence', async () => {
    const asker = { unit: '00002' } as ContactView;
    const find = async (text: string) => {
      const found = await findByText(sqlOf(pool), text, asker);
      return found.kind === 'certificates'
        ? found.certificates.map(({ product, unit }) => `${product} ${unit}`)
        : [];
    };
    expect(await find('12 / gcn')).toEqual(['Chè đinh 00001']);
    expect(await find('19-00001-3-2024')).toEqual(['Chè búp 00001']);
    // Those of the person's own commune first.
    expect(await find('che dinh cua nha toi')).toEqual(['Chè đinh 00002', 'Chè đinh 00001']);
    expect(await find('HTX Hương Chè')).toEqual(['Chè đinh 00001', 'Chè búp 00001']);
    expect(await find('rượu')).toEqual([]);
  });

  it('go from said to confirmed to forwarded to granted, each by the version that was seen', async () => {
    await tx().sayFiled({ certificate: tea, contactId: owner, at });
    await tx().sayFiled({ certificate: tea, contactId: owner, at });
    expect((await view()).filing).toMatchObject({ state: 'said', version: 1 });
    const move = (to: 'confirmed' | 'forwarded' | 'granted', seen: number, on: string) =>
      tx().moveFiling({ certificate: tea, seen, to, on: day(on), reason: null, officer, at });
    await move('confirmed', 1, '2026-11-20');
    await expect(move('confirmed', 1, '2026-11-21')).rejects.toThrow(/version/);
    await move('forwarded', 2, '2026-12-01');
    await move('granted', 3, '2027-01-05');
    expect((await view()).filing).toMatchObject({
      state: 'granted',
      filedOn: '2026-11-20',
      forwardedOn: '2026-12-01',
      decidedOn: '2027-01-05',
    });
  });

  it('take a dossier nobody spoke of, but not a second one beside it', async () => {
    const record = () =>
      tx().moveFiling({
        certificate: tea,
        seen: 0,
        to: 'confirmed',
        on: day('2026-11-20'),
        reason: null,
        officer,
        at,
      });
    expect(await record()).toMatchObject({ state: 'confirmed', filedOn: '2026-11-20' });
    await expect(record()).rejects.toThrow(/version/);
  });

  it('are declined and taken up again by the version that was seen', async () => {
    const { version } = await view();
    await tx().declineRenewal(tea, version, { on: day('2026-11-21'), reason: 'stopped' }, at);
    expect(await view()).toMatchObject({ declinedOn: '2026-11-21', declineReason: 'stopped' });
    await expect(tx().declineRenewal(tea, version, null, at)).rejects.toThrow();
    await tx().declineRenewal(tea, version + 1, null, at);
    expect((await view()).declinedOn).toBe(null);
  });

  it('are silent to the person who put them off', async () => {
    await decide((await claimed()).id);
    const until = async () => (await myCertificates(sqlOf(pool), owner)).certificates[0]?.snoozedUntil;
    await tx().snoozeCertificate(tea, owner, day('2026-12-01'));
    expect(await until()).toBe('2026-12-01');
    await tx().snoozeCertificate(tea, owner, null);
    expect(await until()).toBe(null);
  });

  it('are counted and listed for the officer of the unit only', async () => {
    await claimed();
    const seen = await unitCertificates(sqlOf(pool), tanCuong, at);
    expect(seen.claims).toHaveLength(1);
    expect(seen.counts).toMatchObject({ renewal_window: 1, valid: 1, expired: 0 });
    const list = await findInState(
      sqlOf(pool),
      { state: 'renewal_window', from: 0 },
      { id: officer } as ContactView,
      at,
    );
    expect(list).toMatchObject({ total: 1, certificates: [{ product: 'Chè đinh', unit: '00001' }] });
    expect(await unitCertificates(sqlOf(pool), null, at)).toMatchObject({ claims: [], counts: { valid: 0 } });
  });

  it('show the officer whose owners were told before each day of notice, and whose were not', async () => {
    const coverage = async () => {
      const found = await findCoverage(sqlOf(pool), { id: officer } as ContactView, at);
      return found.kind === 'noticeCoverage'
        ? found.coverage.map(({ days, total, noticed, missing }) => ({
            days,
            total,
            noticed,
            missing: missing.length,
          }))
        : [];
    };
    expect(await coverage()).toEqual([{ days: 180, total: 1, noticed: 0, missing: 1 }]);
    const told = (id: string, state: string, on: string) =>
      pool.query(
        `WITH p AS (INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at,
          not_before, handed_at) VALUES ($1, $2, 'reminder', 'reminder', $1, 'telegram', 'a', '[]', $3, $4::timestamptz, $4, $4))
         INSERT INTO certificate_notice (certificate_id, about, contact_id, parcel_id, at) VALUES ($5, $1, $2, $1, $4)`,
        [id, owner, state, on, tea],
      );
    // Day -180 of 10/05/2027 is 11/11/2026: told on the day itself is too late, and a failed message tells nobody.
    await told('late', 'handed', '2026-11-11T00:00:00+07:00');
    await told('failed', 'failed', '2026-11-01T09:00:00+07:00');
    expect(await coverage()).toEqual([{ days: 180, total: 1, noticed: 0, missing: 1 }]);
    await told('early', 'seen', '2026-11-10T23:59:59+07:00');
    expect(await coverage()).toEqual([{ days: 180, total: 1, noticed: 1, missing: 0 }]);
    const book = await test.store.noticesOf(tea);
    expect(book.map(({ about, state, channel, person }) => `${about} ${state} ${channel} ${person}`)).toEqual(
      ['failed failed telegram Người Mẫu', 'early seen telegram Người Mẫu', 'late handed telegram Người Mẫu'],
    );
    expect(await test.store.unitNotices('19' as UnitCode, Date.UTC(2026, 10, 10), at)).toMatchObject([
      {
        product: 'Chè đinh',
        about: 'early',
        validUntil: '2027-05-10',
        handedAt: Date.UTC(2026, 10, 10, 16, 59, 59),
      },
      { about: 'late' },
    ]);
  });

  it('follow a person whose accounts are joined and leave one who is erased', async () => {
    await decide((await claimed()).id);
    const other = await person(null);
    await pool.query('UPDATE contact SET merged_into = $2, erased_at = now() WHERE id = $1', [owner, other]);
    expect((await myCertificates(sqlOf(pool), other)).certificates).toHaveLength(2);
    await pool.query('UPDATE contact SET erased_at = now() WHERE id = $1', [other]);
    expect((await myCertificates(sqlOf(pool), other)).certificates).toEqual([]);
    expect(await tx().ownersOf(tea)).toEqual([]);
  });
});
