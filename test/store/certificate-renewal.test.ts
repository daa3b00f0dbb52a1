import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CorrectedField } from '../../src/core/certificate-correction.ts';
import type { ContactView, UnitCode } from '../../src/core/model.ts';
import { findCoverage, myCertificates } from '../../src/store/certificates.ts';
import { at, type CertificateTown, day, openTown } from './certificate-town.ts';

describe('certificates on their way to renewal', () => {
  let town: CertificateTown;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.close());
  beforeEach(() => town.reset());

  it('go from said to confirmed to forwarded to granted, each by the version that was seen', async () => {
    await town.tx().sayFiled({ certificate: town.tea, contactId: town.owner, at });
    await town.tx().sayFiled({ certificate: town.tea, contactId: town.owner, at });
    expect((await town.view()).filing).toMatchObject({ state: 'said', version: 1 });
    const move = (to: 'confirmed' | 'forwarded' | 'granted', seen: number, on: string) =>
      town.tx().moveFiling({
        certificate: town.tea,
        seen,
        to,
        on: day(on),
        reason: null,
        officer: town.officer,
        at,
      });
    await move('confirmed', 1, '2026-11-20');
    await expect(move('confirmed', 1, '2026-11-21')).rejects.toThrow(/version/);
    await move('forwarded', 2, '2026-12-01');
    await move('granted', 3, '2027-01-05');
    expect((await town.view()).filing).toMatchObject({
      state: 'granted',
      filedOn: '2026-11-20',
      forwardedOn: '2026-12-01',
      decidedOn: '2027-01-05',
    });
  });

  it('take a dossier nobody spoke of, but not a second one beside it', async () => {
    const record = () =>
      town.tx().moveFiling({
        certificate: town.tea,
        seen: 0,
        to: 'confirmed',
        on: day('2026-11-20'),
        reason: null,
        officer: town.officer,
        at,
      });
    expect(await record()).toMatchObject({ state: 'confirmed', filedOn: '2026-11-20' });
    await expect(record()).rejects.toThrow(/version/);
  });

  it('are declined and taken up again by the version that was seen', async () => {
    const { version } = await town.view();
    await town.tx().declineRenewal(town.tea, version, { on: day('2026-11-21'), reason: 'stopped' }, at);
    expect(await town.view()).toMatchObject({ declinedOn: '2026-11-21', declineReason: 'stopped' });
    await expect(town.tx().declineRenewal(town.tea, version, null, at)).rejects.toThrow();
    await town.tx().declineRenewal(town.tea, version + 1, null, at);
    expect((await town.view()).declinedOn).toBe(null);
  });

  it('are silent to the person who put them off', async () => {
    await town.decide((await town.claimed()).id);
    const until = async () => (await myCertificates(town.sql, town.owner)).certificates[0]?.snoozedUntil;
    await town.tx().snoozeCertificate(town.tea, town.owner, day('2026-12-01'));
    expect(await until()).toBe('2026-12-01');
    await town.tx().snoozeCertificate(town.tea, town.owner, null);
    expect(await until()).toBe(null);
  });

  it('show the officer whose owners were told before each day of notice, and whose were not', async () => {
    const coverage = async () => {
      const found = await findCoverage(town.sql, { id: town.officer } as ContactView, at);
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
      town.pool.query(
        `WITH p AS (INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at,
          not_before, handed_at) VALUES ($1, $2, 'reminder', 'reminder', $1, 'telegram', 'a', '[]', $3, $4::timestamptz, $4, $4))
         INSERT INTO certificate_notice (certificate_id, about, contact_id, parcel_id, at) VALUES ($5, $1, $2, $1, $4)`,
        [id, town.owner, state, on, town.tea],
      );
    // Day -180 of 10/05/2027 is 11/11/2026: told on the day itself is too late, and a failed message tells nobody.
    await told('late', 'handed', '2026-11-11T00:00:00+07:00');
    await told('failed', 'failed', '2026-11-01T09:00:00+07:00');
    expect(await coverage()).toEqual([{ days: 180, total: 1, noticed: 0, missing: 1 }]);
    await told('early', 'seen', '2026-11-10T23:59:59+07:00');
    expect(await coverage()).toEqual([{ days: 180, total: 1, noticed: 1, missing: 0 }]);
    const book = await town.store.noticesOf(town.tea);
    expect(book.map(({ about, state, channel, person }) => `${about} ${state} ${channel} ${person}`)).toEqual(
      ['failed failed telegram Người Mẫu', 'early seen telegram Người Mẫu', 'late handed telegram Người Mẫu'],
    );
    expect(await town.store.unitNotices('19' as UnitCode, Date.UTC(2026, 10, 10), at)).toMatchObject([
      {
        product: 'Chè đinh',
        about: 'early',
        validUntil: '2027-05-10',
        handedAt: Date.UTC(2026, 10, 10, 16, 59, 59),
      },
      { about: 'late' },
    ]);
  });

  it('are corrected by hand by the version that was seen, and a later file keeps the correction and names it', async () => {
    const set = async (field: CorrectedField, value: string) => {
      const { version } = await town.view();
      return town.tx().correctCertificate({
        certificate: town.tea,
        seen: version,
        field,
        value,
        officer: town.officer,
        at,
      });
    };
    await set('number', '21/GCN');
    await set('validUntil', '2027-06-01');
    await set('phone', '+84987654321');
    expect(await set('product', 'Chè đinh Tân Cương')).toMatchObject({
      number: '21/GCN',
      validUntil: '2027-06-01',
    });
    await expect(
      town.tx().correctCertificate({
        certificate: town.tea,
        seen: 1,
        field: 'number',
        value: 'x',
        officer: town.officer,
        at,
      }),
    ).rejects.toThrow(/correct-certificate/);
    const outcome = await town.importAgain();
    expect(outcome.conflicts.map(({ row, field, kept, offered }) => [row, field, kept, offered])).toEqual([
      [2, 'number', '21/GCN', '12/GCN'],
      [2, 'phone', '+84987654321', '+84912345678'],
      [2, 'product', 'Chè đinh Tân Cương', 'Chè đinh'],
      [2, 'validUntil', '2027-06-01', '2027-05-10'],
    ]);
    expect(outcome).toMatchObject({ created: [], updated: [] });
    expect(await town.view()).toMatchObject({
      number: '21/GCN',
      validUntil: '2027-06-01',
      product: 'Chè đinh Tân Cương',
    });
  });
});
