/** Drafts of letters in the database: a register without gaps by unit and year, of the officer's own units only. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import type { CertificateId } from '../../src/core/certificate.ts';
import { Conflict } from '../../src/core/error.ts';
import type { LetterHead } from '../../src/core/letter-draft.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { findLetterHead, findLetterScope, letterDraftsTx } from '../../src/store/letter-drafts.ts';
import { findCalls } from '../../src/store/owner-calls.ts';
import { commune, ends, noon, type Office, openOffice } from './office-town.ts';
import { day } from './reminder-town.ts';

const today = addDays(ends, -180);

let office: Office;
let town: Office['town'];
let sql: Office['sql'];
let officer: Office['officer'];
let stranger: Office['stranger'];
let certificate: Office['certificate'];

beforeEach(async () => {
  office = await openOffice();
  ({ town, sql, officer, stranger, certificate } = office);
  await town.certificate(ends, []);
  await office.pass(today);
});
afterEach(() => office.close());

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
