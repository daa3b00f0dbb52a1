import { describe, expect, it } from 'vitest';
import type { FilingId } from '../../src/core/certificate.ts';
import {
  mayRestore,
  mayRevoke,
  mayStop,
  readDecision,
  revokeDueOn,
  revokedBy,
  revokeReasonText,
} from '../../src/core/certificate-end.ts';
import { filingDue } from '../../src/core/filing-due.ts';
import type { Day } from '../../src/core/model.ts';
import { calendar } from '../scenarios/toy-calendar.ts';

const day = (text: string) => text as Day;
const today = day('2026-11-22');
const plain = {
  validUntil: day('2027-05-10'),
  revokedOn: null,
  renewed: false,
  filing: null,
  stoppedOn: null,
};

describe('ending a certificate before its day', () => {
  it('is possible once, also after it ran out, and not when a newer one replaced it', () => {
    expect(mayRevoke(plain, today)).toBe(true);
    expect(mayRevoke({ ...plain, validUntil: day('2026-01-01') }, today)).toBe(true);
    expect(mayRevoke({ ...plain, revokedOn: day('2026-11-01') }, today)).toBe(false);
    expect(mayRevoke({ ...plain, renewed: true }, today)).toBe(false);
    expect(mayStop({ ...plain, stoppedOn: day('2026-11-01') }, today)).toBe(false);
    expect(mayRevoke({ ...plain, stoppedOn: day('2026-11-01') }, today)).toBe(true);
  });

  it('is taken back only where there is an entry', () => {
    expect(mayRestore(plain)).toBe(false);
    expect(mayRestore({ ...plain, stoppedOn: today })).toBe(true);
    expect(mayRestore({ ...plain, revokedOn: today })).toBe(true);
  });

  it('follows within 15 days of the commune, across the end of the year', () => {
    expect(revokeDueOn(day('2026-12-20'))).toBe('2027-01-04');
  });

  it('is decided by the province, of five stars by the ministry', () => {
    expect([3, 4, 5].map((star) => revokedBy(star as 3 | 4 | 5))).toEqual([
      'province',
      'province',
      'minister',
    ]);
  });

  it('names the ground of the law, or gives the words of the decision', () => {
    expect(revokeReasonText('mark')).toEqual({ key: 'certificates.revokeWhy.mark' });
    expect(revokeReasonText('Sản phẩm đổi tên')).toBe('Sản phẩm đổi tên');
  });

  it.each([
    ['Quyết định số 2456/QĐ-UBND', '2456/QĐ-UBND'],
    ['số: 12/QĐ-BNNMT', '12/QĐ-BNNMT'],
    ['QĐ 77/QĐ-CTUBND', '77/QĐ-CTUBND'],
  ])('reads the number of a decision from “%s”', (typed, number) => {
    expect(readDecision(typed)).toEqual({ ok: true, value: number });
  });

  it.each(['không nhớ', '2026', '', `1/${'Q'.repeat(80)}`])('refuses “%s”', (typed) => {
    expect(readDecision(typed)).toMatchObject({ ok: false, code: 'officerCertificates.noDecision' });
  });
});

describe('the last days that start with a dossier', () => {
  const filing = { id: 'f' as FilingId, filedOn: day('2027-04-01'), forwardedOn: null };
  const due = (forwardedOn: Day | null) => filingDue({ ...filing, forwardedOn }, calendar.workingDaysAfter);

  it('leaves out weekends, Giỗ Tổ and the holidays of April and May', () => {
    // 16/04/2027 is Giỗ Tổ (10/3 lunar), so the 15th working day after Thursday 01/04 is Friday 23/04.
    expect(due(null)?.forwardBy).toBe('2027-04-23');
  });

  it('gives the province 45 days from the day it got the dossier', () => {
    expect(due(day('2027-04-10'))?.resultBy).toBe('2027-05-25');
    expect(due(null)?.resultBy).toBe('2027-06-07');
  });

  it('says nothing before the commune received it', () => {
    expect(filingDue({ filedOn: null, forwardedOn: null }, calendar.workingDaysAfter)).toBeNull();
    expect(filingDue(null, calendar.workingDaysAfter)).toBeNull();
  });
});
