/** Reminders in the database beside the slow, plain reading of the rules (core/reminder.ts), day by day over years. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminders } from '../../src/content/reminders.ts';
import { addDays, startOf } from '../../src/core/calendar.ts';
import type { Day } from '../../src/core/model.ts';
import { dueReminders } from '../../src/core/reminder.ts';
import { addWorkingDays } from '../../src/core/working-day.ts';
import { fc } from '../support/chance.ts';
import { day, openTown, type Town } from './reminder-town.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const rules = loadReminders(content('reminders.yaml')).rules;
const holidays = loadHolidays(content('holidays'));
const ofCertificates = rules.filter(({ about }) => about === 'certificate');
const noon = (on: Day) => startOf(on) + 12 * 3_600_000;

let town: Town;
beforeEach(async () => {
  town = await openTown();
  await town.store.loadReminders(rules, holidays, 0);
});
afterEach(() => town.close());

/** One pass as the service does it, without words. */
async function pass(on: Day): Promise<number> {
  const due = await town.store.findReminders(on, noon(on));
  if (due > 0) await town.store.addressReminders(on, noon(on));
  return due;
}

const chain = (certificate: string) =>
  town.query<{ rule: string; state: string; reason: string | null; anchor: string }>(
    `SELECT rule, state, reason, anchor::text FROM reminder WHERE certificate_id = $1 ORDER BY anchor, due_on, rule`,
    [certificate],
  );
const told = async (certificate: string) =>
  (await chain(certificate)).filter(({ state }) => state === 'told').map(({ rule }) => rule);

describe('the chain of one certificate', () => {
  it('is told whole when somebody looks every day', async () => {
    const owner = await town.person();
    const certificate = await town.certificate('2027-10-01', [owner]);
    for (let on = day('2027-01-01'); on <= '2027-11-01'; on = addDays(on, 1)) await pass(on);
    expect(await told(certificate)).toEqual(ofCertificates.map(({ id }) => id));
  });

  it('is the same whenever the machine slept, as the plain reading says', { timeout: 120_000 }, async () => {
    const owner = await town.person();
    const naps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 25 });
    const last = fc.integer({ min: 0, max: 500 });
    await fc.assert(
      fc.asyncProperty(naps, last, async (sleeps, offset) => {
        await town.forget();
        const certificate = await town.certificate(addDays(day('2027-01-01'), offset), [owner]);
        const expires = addDays(day('2027-01-01'), offset);
        const expected = new Map<string, string>();
        let on = day('2026-12-01');
        for (const sleep of sleeps) {
          on = addDays(on, sleep);
          const { tell, missed } = dueReminders(ofCertificates, expires, new Set(expected.keys()), {
            today: on,
            holidays,
          });
          for (const { rule, why } of missed) expected.set(rule.id, why);
          if (tell !== null) expected.set(tell.id, 'told');
          await pass(on);
        }
        const found = (await chain(certificate)).map(({ rule, state, reason }) => [rule, reason ?? state]);
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 25 },
    );
  });

  it('is found once, however often and on whatever clock somebody looks', async () => {
    const owner = await town.person();
    const certificate = await town.certificate('2027-10-01', [owner]);
    await Promise.all(['2027-04-04', '2027-04-04', '2027-04-04'].map((on) => pass(day(on))));
    await pass(day('2027-03-01'));
    await pass(day('2027-04-04'));
    expect(await told(certificate)).toEqual(['before-180']);
  });

  it('begins anew when the date is corrected, with the latest only', async () => {
    const owner = await town.person();
    const certificate = await town.certificate('2027-10-01', [owner]);
    await pass(day('2027-04-04'));
    await town.changed(certificate, `valid_until = '2027-09-01'`, noon(day('2027-04-10')));
    await pass(day('2027-04-10'));
    const anew = (await chain(certificate)).filter(({ anchor }) => anchor === '2027-09-01');
    expect(anew.filter(({ state }) => state === 'told').map(({ rule }) => rule)).toEqual(['before-150']);
    expect(anew.filter(({ state }) => state === 'missed')).toHaveLength(3);
  });

  it('stops when filed, renewed, refused or revoked, and says why', async () => {
    const owner = await town.person();
    const stops = {
      filed: (id: string) =>
        town.query(
          `INSERT INTO renewal_filing (certificate_id, state, said_at, filed_on) VALUES ($1, 'confirmed', 'epoch', '2027-04-01')`,
          [id],
        ),
      declined: (id: string) =>
        town.query(`UPDATE certificate SET declined_on = '2027-04-01' WHERE id = $1`, [id]),
      revoked: (id: string) =>
        town.query(`UPDATE certificate SET revoked_on = '2027-04-01' WHERE id = $1`, [id]),
      renewed: (id: string) => town.query('UPDATE certificate SET successor_id = id WHERE id = $1', [id]),
    };
    for (const [reason, stop] of Object.entries(stops)) {
      const certificate = await town.certificate('2027-10-01', [owner]);
      await stop(certificate);
      await pass(day('2027-04-04'));
      expect((await chain(certificate)).at(-1)).toMatchObject({
        rule: 'before-180',
        state: 'stopped',
        reason,
      });
      await town.forget();
    }
  });

  it('does not tell of what ended long ago', async () => {
    const certificate = await town.certificate('2024-10-01', [await town.person()]);
    await pass(day('2027-04-04'));
    expect(await told(certificate)).toEqual([]);
    expect((await chain(certificate)).at(-1)).toMatchObject({ rule: 'expired', reason: 'too_late' });
  });
});

describe('who is told', () => {
  const digests = () => town.store.digests(100);

  it('is one message for everything a person owns', async () => {
    const owner = await town.person();
    for (let count = 0; count < 3; count += 1) await town.certificate('2027-10-01', [owner]);
    await pass(day('2027-04-04'));
    const found = await digests();
    expect(found).toHaveLength(1);
    expect(found[0]?.items).toHaveLength(3);
    expect(found[0]).toMatchObject({ contactId: owner, channel: 'telegram', language: 'vi' });
  });

  it('names why an owner cannot be told, and puts them on the call list', async () => {
    const away = await town.person({ service: true });
    const certificate = await town.certificate('2027-10-01', [away]);
    const nobody = await town.certificate('2027-10-02', []);
    await pass(day('2027-04-05'));
    expect((await chain(certificate)).at(-1)).toMatchObject({ state: 'unreachable', reason: 'no_consent' });
    expect((await chain(nobody)).at(-1)).toMatchObject({ state: 'unreachable', reason: 'no_owner' });
    const calls = await town.store.reminderCalls(['05503'] as never, 10);
    expect(calls.map(({ certificateId, reason }) => [certificateId, reason])).toEqual([
      [certificate, 'no_consent'],
      [nobody, 'no_owner'],
    ]);
    expect(await town.store.reminderCalls(['00001'] as never, 10)).toEqual([]);
  });

  it('tells the commune’s officers where the rule says so, the province’s where it has none', async () => {
    const [owner, commune, province] = [await town.person(), await town.person(), await town.person()];
    const told = async () => {
      const people = (await digests()).map(({ contactId }) => contactId);
      return [people.length, new Set(people)];
    };
    await town.officer(province, '19');
    await town.certificate('2027-10-01', [owner]);
    await pass(day('2027-04-04'));
    expect(await told()).toEqual([2, new Set([owner, province])]);
    await town.forget();
    await town.officer(commune, '05503');
    await pass(day('2027-04-04'));
    expect(await told()).toEqual([2, new Set([owner, commune])]);
  });

  it('waits out a snooze and then tells the latest', async () => {
    const owner = await town.person();
    const certificate = await town.certificate('2027-10-01', [owner]);
    await town.query(`INSERT INTO certificate_snooze VALUES ($1, $2, '2027-04-20')`, [certificate, owner]);
    await pass(day('2027-04-04'));
    expect((await chain(certificate)).at(-1)).toMatchObject({ rule: 'before-180', reason: 'snoozed' });
    await pass(day('2027-04-20'));
    expect(await told(certificate)).toEqual(['before-165']);
  });

  it('tries the other account when the first is blocked, then gives up to the call list', async () => {
    const owner = await town.person();
    const certificate = await town.certificate('2027-10-01', [owner]);
    await town.query(
      `INSERT INTO address (channel, external_id, contact_id, last_used_at) VALUES ('zalo', 'z1', $1, '1969-01-01')`,
      [owner],
    );
    const on = day('2027-04-04');
    await pass(on);
    const [digest] = await digests();
    if (digest === undefined) throw new Error('no digest');
    const plan = { ...digest, id: digest.parcelId, class: 'reminder' as const, bubbles: [{ text: 'Nhắc' }] };
    await town.store.planDigests([plan], noon(on));
    expect(await digests()).toEqual([]);
    const fail = () =>
      town.store.settle(
        [{ id: plan.id, outcome: { state: 'failed', reason: 'blocked', externalIds: [] } }],
        noon(on),
      );
    await fail();
    expect(await town.store.escalateReminders(noon(on))).toEqual([plan.id]);
    expect(await town.query('SELECT channel, state FROM parcel')).toEqual([
      { channel: 'zalo', state: 'planned' },
    ]);
    await fail();
    expect(await town.store.escalateReminders(noon(on))).toEqual([]);
    expect((await chain(certificate)).at(-1)).toMatchObject({ state: 'unreachable', reason: 'blocked' });
  });
});

describe('deadlines of the authorities', () => {
  it('count working days as the calendar does', async () => {
    for (const from of ['2026-02-10', '2026-04-20', '2026-08-10', '2026-11-20', '2027-01-28'])
      for (const count of [1, 12, 15])
        expect(
          await town.query<{ d: string }>('SELECT add_working_days($1, $2)::text AS d', [from, count]),
        ).toEqual([{ d: addWorkingDays(day(from), count, holidays) }]);
  });

  it('reach the officer on the fifteenth working day, unless it was forwarded', async () => {
    const officer = await town.person();
    await town.officer(officer, '05503');
    const certificate = await town.certificate('2027-10-01', []);
    await town.query(
      `INSERT INTO renewal_filing (certificate_id, state, said_at, filed_on) VALUES ($1, 'confirmed', 'epoch', '2026-11-20')`,
      [certificate],
    );
    await pass(day('2026-12-10'));
    await pass(day('2026-12-11'));
    const mine = (await chain(certificate)).filter(({ anchor }) => anchor === '2026-11-20');
    expect(mine.map(({ rule, state }) => [rule, state])).toEqual([
      ['forward-soon', 'told'],
      ['forward-due', 'told'],
    ]);
  });
});
