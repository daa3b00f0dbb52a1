/** Figures of a registry, counted by the database beside what was put into it. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict } from '../../src/core/error.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import { sqlOf } from '../../src/store/database.ts';
import { figuresTx, findFigures } from '../../src/store/figures.ts';
import { day, openTown, type Town } from './reminder-town.ts';

let town: Town;
let pool: pg.Pool;
let officer: ContactId;
const commune = '05503' as UnitCode;

/** A certificate with what counts of it. */
async function add(star: number, kind: string, year: number, until: string, more = ''): Promise<string> {
  const id = await town.certificate(until, []);
  await town.query(`UPDATE certificate SET star = $2${more} WHERE id = $1`, [id, star]);
  await town.query(
    `UPDATE recognition SET star = $2, kind = $3, year = $4, decided_on = make_date($4, 2, 1)
     WHERE id = (SELECT recognition_id FROM certificate WHERE id = $1)`,
    [id, star, kind, year],
  );
  return id;
}

beforeAll(async () => {
  town = await openTown();
  pool = new pg.Pool({ connectionString: town.url, max: 2 });
  officer = (await town.person()) as ContactId;
  await town.officer(officer, commune);
  await add(3, 'first', 2026, '2029-02-01');
  await add(3, 'first', 2026, '2029-02-01');
  await add(4, 'first', 2026, '2029-02-01', `, revoked_on = '2026-05-01'`);
  await add(5, 'upgrade', 2026, '2029-02-01');
  await add(4, 'first', 2023, '2026-03-01');
  await add(4, 'first', 2023, '2026-04-01', ', successor_id = 1');
  await add(3, 'first', 2023, '2026-12-01');
});
afterAll(async () => {
  await pool.end();
  await town.close();
});

describe('figures of a registry', () => {
  it('count new products by star, upgrades, and what ended and was renewed', async () => {
    expect(await town.store.figuresOf(commune, 2026, day('2026-11-22'))).toMatchObject({
      newProducts: { 3: 2, 4: 1, 5: 0 },
      upgraded: 1,
      ended: 2,
      renewed: 1,
    });
  });

  it('count as stock what is valid on the day: nothing revoked, ended or not yet issued', async () => {
    const stock = async (on: string) =>
      (await town.store.figuresOf(commune, Number(on.slice(0, 4)), day(on))).stock;
    expect(await stock('2026-11-22')).toEqual({ 3: 3, 4: 0, 5: 1 });
    expect(await stock('2025-12-31')).toEqual({ 3: 1, 4: 2, 5: 0 });
  });

  it('are the same for the province and nothing for an officer of elsewhere', async () => {
    const [own, province] = [
      await town.store.figuresOf(commune, 2026, day('2026-11-22')),
      await town.store.figuresOf('19' as UnitCode, 2026, day('2026-11-22')),
    ];
    expect({ ...province, unit: commune }).toEqual(own);
    const today = day('2026-11-22');
    const none = { figures: null, before: null, led: null };
    expect(await findFigures(sqlOf(pool), officer, { unit: '00001' }, today)).toEqual(none);
    expect((await findFigures(sqlOf(pool), officer, {}, today)).figures?.unit).toBe(commune);
  });

  it('of a past year are of its last day, beside the year before; of years to come or before OCOP there are none', async () => {
    const today = day('2026-11-22');
    const past = await findFigures(sqlOf(pool), officer, { year: 2025 }, today);
    expect(past.figures).toEqual(await town.store.figuresOf(commune, 2025, day('2025-12-31')));
    expect(past.before).toEqual(await town.store.figuresOf(commune, 2024, day('2024-12-31')));
    expect((await findFigures(sqlOf(pool), officer, {}, today)).before).toEqual(past.figures);
    for (const year of [2017, 2027])
      expect((await findFigures(sqlOf(pool), officer, { year }, today)).figures).toBeNull();
  });

  it('keep what a unit reported of who leads, as sums, corrected by the unit’s officers only', async () => {
    const tx = figuresTx(sqlOf(pool));
    const report = { unit: commune, year: 2026, officer: officer as ContactId, at: 0 };
    expect(await town.store.ledOf(commune, 2026)).toBeNull();
    await tx.reportLed({ ...report, led: { women: 12, minority: null } });
    await tx.reportLed({ ...report, led: { women: 13, minority: 2 } });
    expect(await town.store.ledOf(commune, 2026)).toEqual({ women: 13, minority: 2 });
    expect((await findFigures(sqlOf(pool), officer, {}, day('2026-11-22'))).led).toEqual({
      women: 13,
      minority: 2,
    });
    const foreign = { ...report, unit: '00001' as UnitCode, led: { women: 1, minority: 1 } };
    await expect(tx.reportLed(foreign)).rejects.toThrow(Conflict);
  });
});
