import { describe, expect, it } from 'vitest';
import { allowedBy, type Consents, endedBy, isGranted, purposeOf } from '../../src/core/consent.ts';
import { type ParcelClass, parcelClasses, purposes } from '../../src/core/model.ts';
import { maySend } from '../../src/core/policy.ts';

const all: Consents = { service: true, reminders: true, announcements: true, promotions: true };
const may = (parcelClass: ParcelClass, consents: Consents, optedOut: readonly ParcelClass[] = []) => {
  const result = maySend(parcelClass, { consents, optedOut });
  return result.ok ? 'yes' : result.code;
};

describe('what may be sent', () => {
  it('is everything agreed to', () => {
    expect(parcelClasses.map((name) => may(name, all))).toEqual(['yes', 'yes', 'yes', 'yes']);
  });

  it('is always an answer, even to who agreed to nothing or stopped everything', () => {
    expect(may('transactional', {})).toBe('yes');
    expect(may('transactional', { service: false }, parcelClasses)).toBe('yes');
  });

  it.each([
    ['reminder', 'reminders'],
    ['official_notice', 'announcements'],
    ['promotional', 'promotions'],
  ] as const)('needs for %s the purpose %s, asked and answered', (parcelClass, purpose) => {
    expect(may(parcelClass, { ...all, [purpose]: false })).toBe('policy.noConsent');
    const { [purpose]: _, ...silent } = all;
    expect(may(parcelClass, silent)).toBe('policy.noConsent');
    expect(may(parcelClass, { service: true, [purpose]: true })).toBe('yes');
  });

  it('stops at an opt-out of the class, whatever was agreed to', () => {
    expect(may('reminder', all, ['reminder'])).toBe('policy.optedOut');
    expect(may('promotional', all, ['reminder'])).toBe('yes');
  });

  it('is nothing more once the service itself is refused', () => {
    const without = { ...all, service: false };
    expect(parcelClasses.map((name) => may(name, without))).toEqual([
      'yes',
      'policy.noConsent',
      'policy.noConsent',
      'policy.noConsent',
    ]);
  });
});

describe('consent', () => {
  it('is never implied by silence or by another purpose', () => {
    expect(isGranted({}, 'service')).toBe(false);
    expect(isGranted({ service: true }, 'reminders')).toBe(false);
  });

  it('ends alone, but with the service everything ends', () => {
    expect(endedBy(all, 'reminders')).toEqual(['reminders']);
    expect(endedBy({ ...all, promotions: false }, 'service')).toEqual([
      'service',
      'reminders',
      'announcements',
    ]);
    expect(endedBy({ service: true }, 'reminders')).toEqual([]);
  });

  it('has one purpose for every class of messages', () => {
    for (const purpose of purposes)
      for (const parcelClass of allowedBy[purpose]) expect(purposeOf[parcelClass]).toBe(purpose);
    expect(purposes.flatMap((purpose) => allowedBy[purpose])).toEqual([...parcelClasses]);
  });
});
