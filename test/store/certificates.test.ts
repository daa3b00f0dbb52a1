import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContactView, OfficerView, UnitCode } from '../../src/core/model.ts';
import { findByText, findInState, myCertificates, unitCertificates } from '../../src/store/certificates.ts';
import { at, type CertificateTown, openTown } from './certificate-town.ts';

const tanCuong: OfficerView = { role: 'commune', units: ['00001' as UnitCode] };

describe('certificates and their owners', () => {
  let town: CertificateTown;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.close());
  beforeEach(() => town.reset());

  it('propose what the verified number speaks for, until it is claimed', async () => {
    const mine = await myCertificates(town.sql, town.owner);
    expect(mine.proposed.map(({ product }) => product)).toEqual(['Chè đinh', 'Chè búp']);
    expect(mine.certificates).toEqual([]);
    expect((await town.claimed()).phoneMatches).toBe(true);
    expect(await myCertificates(town.sql, town.owner)).toMatchObject({
      proposed: [],
      certificates: [],
      claims: [{ state: 'open' }],
    });
  });

  it('are not proposed to a number nobody vouches for', async () => {
    await town.pool.query('UPDATE contact SET phone_verified = false WHERE id = $1', [town.owner]);
    expect((await myCertificates(town.sql, town.owner)).proposed).toEqual([]);
    expect((await town.claimed()).phoneMatches).toBe(false);
  });

  it('are claimed once however often it is said', async () => {
    const [first, second] = [await town.claimed(), await town.claimed()];
    expect(second.id).toBe(first.id);
  });

  it('belong to the person with all of the producer once an officer agreed', async () => {
    await town.decide((await town.claimed()).id);
    const { certificates, claims } = await myCertificates(town.sql, town.owner);
    expect(certificates.map(({ product, producer }) => `${product} – ${producer}`)).toEqual([
      'Chè đinh – HTX Hương Chè',
      'Chè búp – HTX Hương Chè',
    ]);
    expect(claims).toEqual([]);
    expect(await town.tx().ownersOf(town.tea)).toEqual([town.owner]);
  });

  it('are given by no officer of another commune, and by none twice', async () => {
    const { id } = await town.claimed();
    await town.pool.query(`UPDATE officer_unit SET unit_code = '00002'`);
    await expect(town.decide(id)).rejects.toThrow(/decide-claim/);
    await town.pool.query(`UPDATE officer_unit SET unit_code = '19'`);
    await town.decide(id, false);
    await expect(town.decide(id)).rejects.toThrow(/decide-claim/);
    expect((await myCertificates(town.sql, town.owner)).certificates).toEqual([]);
  });

  it('are found by number, by code, and by names in a sentence', async () => {
    const asker = { unit: '00002' } as ContactView;
    const find = async (text: string) => {
      const found = await findByText(town.sql, text, asker);
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

  it('are counted and listed for the officer of the unit only', async () => {
    await town.claimed();
    const seen = await unitCertificates(town.sql, tanCuong, at);
    expect(seen.claims).toHaveLength(1);
    expect(seen.counts).toMatchObject({ renewal_window: 1, valid: 1, expired: 0 });
    const list = await findInState(
      town.sql,
      { state: 'renewal_window', from: 0 },
      { id: town.officer } as ContactView,
      at,
    );
    expect(list).toMatchObject({ total: 1, certificates: [{ product: 'Chè đinh', unit: '00001' }] });
    expect(await unitCertificates(town.sql, null, at)).toMatchObject({ claims: [], counts: { valid: 0 } });
  });

  it('follow a person whose accounts are joined and leave one who is erased', async () => {
    await town.decide((await town.claimed()).id);
    const other = await town.person(null);
    await town.pool.query('UPDATE contact SET merged_into = $2, erased_at = now() WHERE id = $1', [
      town.owner,
      other,
    ]);
    expect((await myCertificates(town.sql, other)).certificates).toHaveLength(2);
    await town.pool.query('UPDATE contact SET erased_at = now() WHERE id = $1', [other]);
    expect((await myCertificates(town.sql, other)).certificates).toEqual([]);
    expect(await town.tx().ownersOf(town.tea)).toEqual([]);
  });
});
