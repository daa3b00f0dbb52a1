import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitCode } from '../../src/core/model.ts';
import { readUnits } from '../../src/store/unit-source.ts';
import { type TestStore, testStore } from '../support/database.ts';

describe('administrative units in the database', () => {
  let place: TestStore;
  const source = readUnits();
  beforeAll(async () => {
    place = await testStore();
  });
  afterAll(() => place.close());

  it('are loaded once, even when several processes start together', async () => {
    const loaded = await Promise.all([1, 2, 3].map(() => place.store.loadUnits(source, 0)));
    expect(loaded.some(Boolean)).toBe(true);
    expect(await place.store.loadUnits(source, 1)).toBe(false);
    const { units, aliases } = await place.store.units();
    expect(units).toHaveLength(source.units.length);
    expect(aliases).toEqual(source.aliases);
  });

  it('come back as they were read', async () => {
    const { units } = await place.store.units();
    const byCode = new Map(source.units.map((unit) => [unit.code, unit]));
    for (const unit of units) expect(unit).toEqual(byCode.get(unit.code));
  });

  it('are retired, not deleted, when a later edition lacks them', async () => {
    const [gone] = source.units.filter(({ level }) => level === 'commune').slice(-1);
    const units = source.units.filter((unit) => unit !== gone);
    const aliases = source.aliases.filter(({ newCode }) => newCode !== gone?.code);
    expect(await place.store.loadUnits({ units, aliases, report: {} }, 2)).toBe(true);
    const codes = async () => (await place.store.units()).units.map(({ code }) => code);
    expect(await codes()).not.toContain(gone?.code as UnitCode);
    expect(await place.store.loadUnits(source, 3)).toBe(true);
    expect(await codes()).toContain(gone?.code as UnitCode);
  });
});
