import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import {
  computeValidUntil,
  type Filing,
  type FilingId,
  type FilingState,
  phaseOf,
  standingOf,
  statusOf,
} from '../../src/core/certificate.ts';
import type { Day } from '../../src/core/model.ts';

const day = (text: string) => text as Day;
const end = day('2027-06-30');
const plain = { validUntil: end, revokedOn: null, renewed: false, filing: null, declinedOn: null };
const daysToGo = (days: number) => addDays(end, -days);
const filed = (state: FilingState): Filing => ({
  id: 'f' as FilingId,
  state,
  filedOn: daysToGo(150),
  forwardedOn: null,
  decidedOn: null,
  reason: null,
  version: 1,
});

describe('the last day of a certificate', () => {
  it('is the same day of the 36th month when it must be computed', () => {
    expect(computeValidUntil(day('2024-05-22'))).toBe('2027-05-22');
  });

  it('is the last day of February for one issued on a 29 February', () => {
    expect(computeValidUntil(day('2024-02-29'))).toBe('2027-02-28');
  });
});

describe('the status of a certificate', () => {
  it('is the renewal window from day 180 to day 120 before the end, both included', () => {
    const days = [181, 180, 179, 121, 120, 119];
    expect(days.map((left) => statusOf(plain, daysToGo(left)))).toEqual([
      'valid',
      'renewal_window',
      'renewal_window',
      'renewal_window',
      'renewal_window',
      'valid',
    ]);
  });

  it('is valid on the last day and expired the day after', () => {
    expect(statusOf(plain, end)).toBe('valid');
    expect(statusOf(plain, addDays(end, 1))).toBe('expired');
  });

  it('does not change by what the owner only says', () => {
    expect(statusOf({ ...plain, filing: filed('said') }, daysToGo(150))).toBe('renewal_window');
    expect(statusOf({ ...plain, filing: filed('refused') }, addDays(end, 1))).toBe('expired');
  });

  it('follows a confirmed dossier past the end, but not longer than 180 days', () => {
    expect(statusOf({ ...plain, filing: filed('confirmed') }, daysToGo(150))).toBe('renewal_filed');
    expect(statusOf({ ...plain, filing: filed('forwarded') }, addDays(end, 180))).toBe('forwarded');
    expect(statusOf({ ...plain, filing: filed('forwarded') }, addDays(end, 181))).toBe('expired');
  });

  it('is revoked from the day of revocation whatever else was filed', () => {
    const revoked = { ...plain, revokedOn: daysToGo(10), filing: filed('forwarded') };
    expect(statusOf(revoked, daysToGo(11))).toBe('forwarded');
    expect(statusOf(revoked, daysToGo(10))).toBe('revoked');
  });

  it('is renewed when the product has a later certificate', () => {
    expect(statusOf({ ...plain, renewed: true }, daysToGo(5))).toBe('renewed');
    expect(statusOf({ ...plain, filing: filed('granted') }, daysToGo(5))).toBe('renewed');
  });

  it('goes back with a clock that was set back', () => {
    expect(statusOf(plain, daysToGo(300))).toBe('valid');
  });
});

describe('what a day means for renewing', () => {
  it('names the phases of the reminder plan', () => {
    const phases = [241, 240, 181, 180, 136, 135, 120, 119, 0, -1].map((left) =>
      phaseOf(end, daysToGo(left)),
    );
    expect(phases).toEqual([
      'early',
      'prepare',
      'prepare',
      'open',
      'open',
      'last_days',
      'last_days',
      'missed',
      'missed',
      'over',
    ]);
  });

  it('gives the days left and the window', () => {
    expect(standingOf(plain, daysToGo(200))).toMatchObject({
      daysLeft: 200,
      opensOn: '2027-01-01',
      closesOn: '2027-03-02',
      status: 'valid',
    });
  });
});
