/** Certificates that end before their day: rights, versions, what becomes silent, and what taking it back brings again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminders } from '../../src/content/reminders.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { startOf } from '../../src/core/calendar.ts';
import type { ContactId, Day, ParcelId, UnitCode } from '../../src/core/model.ts';
import { type EndAsked, endByOperator } from '../../src/service/registry/end-by-operator.ts';
import { at, type CertificateTown, day, openTown } from './certificate-town.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const rules = loadReminders(content('reminders.yaml')).rules;
const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const holidays = loadHolidays(content('holidays'));

let town: CertificateTown;
beforeAll(async () => {
  town = await openTown();
  await town.store.loadReminders(rules, holidays, 0);
});
beforeEach(async () => {
  await town.reset();
  await town.pool.query('TRUNCATE reminder, reminder_told, reminder_sweep');
});
afterAll(() => town.close());

const revoked = { on: day('2026-11-19'), reason: 'mark', decision: '2456/QĐ-UBND' };
async function end(
  to: { revoked?: typeof revoked | null; stoppedOn?: Day | null },
  officer = town.officer,
  when = at,
) {
  const { version: seen } = await town.view();
  const { revoked: by = null, stoppedOn = null } = to;
  return town.tx().endCertificate({ certificate: town.tea, seen, revoked: by, stoppedOn, officer, at: when });
}

/** One pass on a day; gives what became of the reminders of the certificate. */
async function pass(on: Day): Promise<Readonly<Record<string, string>>> {
  const noon = startOf(on) + 12 * 3_600_000;
  if ((await town.store.findReminders(on, noon)) > 0) await town.store.addressReminders(on, noon);
  const { rows } = await town.pool.query<{ rule: string; what: string }>(
    `SELECT rule, coalesce(reason, state) AS what FROM reminder WHERE certificate_id = $1`,
    [town.tea],
  );
  return Object.fromEntries(rows.map(({ rule, what }) => [rule, what]));
}

describe('a certificate that ends before its day', () => {
  it('keeps decision, day and ground', async () => {
    expect(await end({ revoked })).toMatchObject({
      revokedOn: '2026-11-19',
      revokeReason: 'mark',
      revokeDecision: '2456/QĐ-UBND',
    });
  });

  it('is ended by an officer of its commune only, and by whoever saw it as it is', async () => {
    const stranger = await town.person(null);
    await expect(end({ revoked }, stranger)).rejects.toThrow(/no longer at version/);
    const { version } = await town.view();
    const stale = { certificate: town.tea, seen: version + 1, revoked, stoppedOn: null, at };
    await expect(town.tx().endCertificate({ ...stale, officer: town.officer })).rejects.toThrow(
      /no longer at version/,
    );
    expect((await town.view()).revokedOn).toBeNull();
  });

  it('is ended by the operator without being an officer', async () => {
    const { version: seen } = await town.view();
    const order = { certificate: town.tea, seen, revoked, stoppedOn: null, officer: null, at };
    expect((await town.tx().endCertificate(order)).revokedOn).toBe('2026-11-19');
  });

  it('is never the newer certificate of one that runs on', async () => {
    const older = await town.pool.query(
      `WITH r AS (INSERT INTO recognition (product_id, decision_key, kind, star, year)
         SELECT product_id, 'x', 'first', 3, 2021 FROM certificate WHERE id = $1 RETURNING id, product_id)
       INSERT INTO certificate (recognition_id, product_id, producer_id, unit_code, province_code, star, valid_until,
         valid_computed, successor_id, changed_at)
       SELECT r.id, r.product_id, c.producer_id, c.unit_code, c.province_code, 3, '2026-12-31', false, c.id, 'epoch'
       FROM r, certificate c WHERE c.id = $1 RETURNING id::text`,
      [town.tea],
    );
    const successor = async () =>
      (
        await town.pool.query('SELECT successor_id::text AS s FROM certificate WHERE id = $1', [
          older.rows[0].id,
        ])
      ).rows[0].s;
    await end({ revoked });
    expect(await successor()).toBeNull();
    await end({});
    expect(await successor()).toBe(town.tea);
  });

  it.each([
    ['revoked', { revoked }],
    ['stopped', { stoppedOn: day('2026-11-19') }],
  ])('is not reminded of any more: %s', async (why, to) => {
    await end(to);
    expect((await pass(day('2026-11-22')))['before-180']).toBe(why);
  });

  it('tells the province on the 15th day that production stopped, unless it is revoked by then', async () => {
    await end({ stoppedOn: day('2026-11-19') });
    expect(await pass(day('2026-12-03'))).not.toHaveProperty('revoke-due');
    expect(await pass(day('2026-12-04'))).toMatchObject({ 'revoke-due': 'told' });
    await end({ stoppedOn: day('2026-11-20'), revoked });
    await town.pool.query('TRUNCATE reminder, reminder_told, reminder_sweep');
    expect(await pass(day('2026-12-06'))).not.toHaveProperty('revoke-due');
  });

  it('is reminded of again, the latest only, when the entry was a mistake', async () => {
    const claim = await town.claimed();
    await town.decide(claim.id);
    await town.pool.query(
      `UPDATE contact SET consents = '{"service": true, "reminders": true}' WHERE id = $1`,
      [town.owner],
    );
    await town.pool.query(
      `INSERT INTO address (channel, external_id, contact_id, last_used_at) VALUES ('telegram', 'o1', $1, 'epoch')
       ON CONFLICT DO NOTHING`,
      [town.owner],
    );
    await end({ revoked });
    await pass(day('2026-11-22'));
    await end({}, town.officer, startOf(day('2026-11-23')));
    expect(await pass(day('2026-11-23'))).toMatchObject({ 'before-180': 'told', 'before-240': 'later_rule' });
  });

  it('stays revoked when a file lists it as valid, and the report says so', async () => {
    await end({ revoked });
    const { conflicts } = await town.importAgain();
    expect(conflicts).toEqual([{ row: 2, field: 'revoked', kept: '19/11/2026', offered: '10/05/2027' }]);
    expect((await town.view()).revokedOn).toBe('2026-11-19');
  });

  it('has the parcels that told of it in its register of notices, each once', async () => {
    const parcels = [{ contactId: town.owner as ContactId, parcelId: 'n:1' as ParcelId }];
    await town.tx().noteParcels(town.tea, 'toldRevoked', parcels, at);
    await town.tx().noteParcels(town.tea, 'toldRevoked', parcels, at);
    const notices = await town.store.noticesOf(town.tea);
    expect(notices.map(({ about, contactId }) => [about, contactId])).toEqual([['toldRevoked', town.owner]]);
  });
});

describe('the operator ends a certificate by its number', () => {
  const asked = {
    ...{ what: 'revoke', unit: '19' as UnitCode, number: '12/GCN', ground: 'mark', dryRun: false },
    ...{ decision: '2456/QĐ-UBND', on: '19/11/2026' },
  } as const;
  const run = (change: Partial<EndAsked> = {}) =>
    endByOperator({ store: town.store, texts }, { ...asked, ...change } as EndAsked, {
      at,
      today: day('2026-11-21'),
    });
  const owned = async () => {
    await town.decide((await town.claimed()).id);
    await town.pool.query(
      `INSERT INTO address (channel, external_id, contact_id, last_used_at) VALUES ('telegram', $2, $1, 'epoch')`,
      [town.owner, `o${town.owner}`],
    );
  };

  it('tells the owners, with audit line and register', async () => {
    await owned();
    expect(await run()).toMatchObject({ ok: true, value: { told: 1 } });
    expect((await town.view()).revokedOn).toBe('2026-11-19');
    const { rows } = await town.pool.query(
      `SELECT actor, detail FROM audit WHERE subject = $1 AND action = 'certificate_revoked'`,
      [`certificate:${town.tea}`],
    );
    expect(rows).toMatchObject([{ actor: 'operator', detail: { decision: '2456/QĐ-UBND', reason: 'mark' } }]);
    expect((await town.store.noticesOf(town.tea)).at(-1)).toMatchObject({
      about: 'toldRevoked',
      state: 'planned',
    });
  });

  it('tries without changing or telling anything', async () => {
    await owned();
    const tried = await run({ dryRun: true });
    expect(tried).toMatchObject({ ok: true, value: { told: 0 } });
    expect(tried.ok && tried.value.words).toContain('2456/QĐ-UBND');
    expect((await town.view()).revokedOn).toBeNull();
    expect(await town.store.noticesOf(town.tea)).toEqual([]);
  });

  it.each([
    ['officerCertificates.command.number', { number: '99/GCN' }],
    ['officerCertificates.command.number', { unit: '00002' as UnitCode }],
    ['officerCertificates.command.ground', { ground: 'whim' }],
    ['officerCertificates.command.ground', { ground: 'other' }],
    ['officerCertificates.noDecision', { decision: '' }],
    ['officerCertificates.noDay', { on: '31/11/2026' }],
    ['officerCertificates.future', { on: '22/11/2026' }],
    ['officerCertificates.command.state', { what: 'restore', reason: 'nhầm' }],
  ] as const)('refuses with %s: %o', async (code, change) => {
    expect(await run(change)).toMatchObject({ ok: false, code });
    expect((await town.view()).revokedOn).toBeNull();
  });
});
