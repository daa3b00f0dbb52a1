/** Calls to owners in the database: of the officer's units only, ended by a call until the next rule, noted with who called. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import { Conflict } from '../../src/core/error.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { findCalls, ownerCallsTx } from '../../src/store/owner-calls.ts';
import { ends, noon, type Office, openOffice } from './office-town.ts';

let office: Office;
let town: Office['town'];
let sql: Office['sql'];
let officer: Office['officer'];
let stranger: Office['stranger'];
let certificate: Office['certificate'];
const pass = (on: Day) => office.pass(on);

beforeEach(async () => {
  office = await openOffice();
  ({ town, sql, officer, stranger, certificate } = office);
});
afterEach(() => office.close());

const listed = (who = officer) => findCalls(sql, who);
const note = (rule: string, outcome: 'called' | 'unreachable', on: Day, who = officer) =>
  ownerCallsTx(sql).noteCall({
    ...{ certificate, rule, outcome, officer: who, at: noon(on) },
    reason: outcome === 'called' ? null : 'not_met',
  });

describe('owners to be called', () => {
  it('stand in the list of their commune and of no other', async () => {
    await pass(addDays(ends, -180));
    expect(await listed()).toMatchObject([
      { certificateId: certificate, rule: 'before-180', reason: 'no_owner' },
    ]);
    expect(await listed(stranger)).toEqual([]);
  });

  it('leave it when called, and come back with the next rule', async () => {
    await pass(addDays(ends, -180));
    await note('before-180', 'called', addDays(ends, -179));
    expect(await listed()).toEqual([]);
    expect(await town.store.reminderCalls(['05503' as UnitCode], 10)).toEqual([]);
    await pass(addDays(ends, -165));
    expect(await listed()).toMatchObject([{ rule: 'before-165', triedOn: null }]);
  });

  it('stay with the day of the call when nobody was met, and leave when they are met later', async () => {
    await pass(addDays(ends, -180));
    await note('before-180', 'unreachable', addDays(ends, -179));
    expect(await listed()).toMatchObject([{ triedOn: addDays(ends, -179) }]);
    expect((await town.store.noticesOf(certificate)).map(({ state }) => state)).toContain('not_met');
    await note('before-180', 'called', addDays(ends, -178));
    expect(await listed()).toEqual([]);
  });

  it('are nothing for an officer of another commune to note', async () => {
    await pass(addDays(ends, -180));
    await expect(note('before-180', 'called', addDays(ends, -179), stranger)).rejects.toThrow(Conflict);
    await expect(note('before-165', 'called', addDays(ends, -179))).rejects.toThrow(Conflict);
    expect(await listed()).toHaveLength(1);
  });

  it('stand in the register with who called, and count as told', async () => {
    await pass(addDays(ends, -180));
    await note('before-180', 'called', addDays(ends, -180));
    const [told] = (await town.store.noticesOf(certificate)).filter(({ state }) => state === 'called');
    const [caller] = await town.query<{ name: string }>('SELECT name FROM contact WHERE id = $1', [officer]);
    expect(told).toMatchObject({ about: 'before-180', reason: caller?.name });
    const coverage = async (on: Day) =>
      (
        await town.query<{ c: { days: number; noticed: number }[] }>(
          `SELECT notice_coverage(ARRAY['05503'], $1) AS c`,
          [on],
        )
      )[0]?.c;
    expect(await coverage(addDays(ends, -120))).toMatchObject([
      { days: 180, noticed: 0 },
      { days: 120, noticed: 1 },
    ]);
  });
});
