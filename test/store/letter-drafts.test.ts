/** Drafts of letters in the database: a register without gaps by unit and year, of the officer's own units only. */
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminderRules } from '../../src/content/reminders.ts';
import { addDays, startOf } from '../../src/core/calendar.ts';
import type { CertificateId } from '../../src/core/certificate.ts';
import { Conflict } from '../../src/core/error.ts';
import type { LetterHead } from '../../src/core/letter-draft.ts';
import type { ContactId, Day, UnitCode } from '../../src/core/model.ts';
import { type Sql, sqlOf } from '../../src/store/database.ts';
import { findLetterHead, findLetterScope, letterDraftsTx } from '../../src/store/letter-drafts.ts';
import { findCalls } from '../../src/store/owner-calls.ts';
import { day, openTown, type Town } from './reminder-town.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const rules = loadReminderRules(content('reminders.yaml'));
const holidays = loadHolidays(content('holidays'));
const noon = (on: Day) => startOf(on) + 12 * 3_600_000;
const commune = '05503' as UnitCode;
const ends = day('2027-05-20');
const today = addDays(ends, -180);

let town: Town;
let pool: pg.Pool;
let sql: Sql;
let officer: ContactId;
let stranger: ContactId;
let certificate: CertificateId;

beforeEach(async () => {
  town = await openTown();
  pool = new pg.Pool({ connectionString: town.url, max: 4 });
  sql = sqlOf(pool);
  await town.store.loadReminders(rules, holidays.days, 0);
  officer = (await town.person()) as ContactId;
  stranger = (await town.person()) as ContactId;
  await town.officer(officer, commune);
  await town.officer(stranger, '00001');
  certificate = (await town.certificate(ends, [])) as CertificateId;
  await town.certificate(ends, []);
  await town.store.findReminders(today, noon(today));
  await town.store.addressReminders(today, noon(today));
});
afterEach(async () => {
  await pool.end();
  await town.close();
});

const draft = (id: string, one: CertificateId | null = null, who = officer, on = today) =>
  letterDraftsTx(sql).draftLetter({
    ...{ id, kind: 'renewal', unit: commune, certificate: one, offering: null },
    ...{ subject: 'thử', on, officer: who, at: noon(on) },
  });

describe('drafts of letters', () => {
  it('are offered for what there is to write about', async () => {
    expect(await findLetterScope(sql, officer, noon(today))).toEqual([
      { unit: commune, kind: 'renewal', count: 2 },
      { unit: commune, kind: 'list', count: 2 },
    ]);
    expect(await findLetterScope(sql, stranger, noon(today))).toEqual([]);
  });

  it('are numbered without gaps, by many at once and from 1 each year, the same message once', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, (_, at) => draft(`i${at % 6}`)));
    expect([...new Set(numbers)].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await draft('next', null, officer, day('2027-01-05'))).toBe(1);
    const register = await town.store.letterRegister(commune, 2026);
    expect(register.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are refused for a unit or a certificate of others', async () => {
    await expect(draft('a', null, stranger)).rejects.toThrow(Conflict);
    await expect(draft('b', '999999' as CertificateId)).rejects.toThrow(Conflict);
    expect(await town.store.letterRegister(commune, 2026)).toEqual([]);
  });

  it('keep what they are about and take the head of their office', async () => {
    const head = { issuer: ['Ủy ban nhân dân', 'xã Thử'], numbered: true } as unknown as LetterHead;
    await town.store.saveLetterHead(commune, head, noon(today));
    await draft('a', certificate);
    expect(await town.store.letterDraft('a')).toMatchObject({
      ...{ number: 1, year: 2026, kind: 'renewal', head },
      certificates: [{ id: certificate }],
    });
    expect(await town.store.letterDraft('nothing')).toBeNull();
  });

  it('take the head that an officer of the unit set, and nobody else sets or sees it', async () => {
    const own = letterDraftsTx(sql);
    const head = { place: 'Mẫu' } as LetterHead;
    expect(await own.letterHead(commune, officer)).toBeNull();
    await own.setLetterHead(commune, head, officer, noon(today));
    await own.setLetterHead(commune, { ...head, signer: 'Trần Văn Mẫu' }, officer, noon(today));
    expect(await own.letterHead(commune, officer)).toEqual({ place: 'Mẫu', signer: 'Trần Văn Mẫu' });
    await expect(own.setLetterHead(commune, head, stranger, noon(today))).rejects.toThrow(Conflict);
    expect(await own.letterHead(commune, stranger)).toBeNull();
    expect(await findLetterHead(sql, commune, stranger)).toBeNull();
    expect(await findLetterHead(sql, '00001' as UnitCode, stranger)).toEqual({ unit: '00001', head: null });
  });

  it('once sent stand in the notice register and end the calls, those of the draft alone', async () => {
    await draft('a', certificate);
    expect(await letterDraftsTx(sql).postLetters('a', stranger, noon(today))).toBe(0);
    expect(await letterDraftsTx(sql).postLetters('a', officer, noon(today))).toBe(1);
    expect(await findCalls(sql, officer)).toHaveLength(1);
    expect((await town.store.noticesOf(certificate)).map(({ state }) => state)).toContain('letter');
  });
});
