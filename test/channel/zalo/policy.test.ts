/** The ladder as a table: window, hour, quota and price in, one value out. */

import { describe, expect, it } from 'vitest';
import { nightEnd, type PolicyFacts, permit, windowOf } from '../../../src/channel/zalo/policy.ts';
import { parcelClasses } from '../../../src/core/model.ts';
import type { Permit } from '../../../src/ports/permit.ts';
import { fc } from '../../support/chance.ts';

/** 10:00 in Vietnam on 21 November 2026. */
const now = Date.UTC(2026, 10, 21, 3);
const hour = 3_600_000;
const day = 24 * hour;
const night = now + 13 * hour;
const nextMorning = Date.UTC(2026, 10, 21, 23);

const unknown = { priceVnd: null, allowanceLeft: null, usedUpUntil: null };
const facts = (change: Partial<PolicyFacts> & { silentFor?: number } = {}): PolicyFacts => ({
  class: 'reminder',
  now,
  lastInteractionAt: change.silentFor === undefined ? null : (change.now ?? now) - change.silentFor,
  address: '246845883529197922',
  charged: unknown,
  template: null,
  phone: null,
  ...change,
});

const free: Permit = { ok: true, way: 'message', costVnd: 0 };
const call: Permit = { ok: false, why: 'out_of_window', notBefore: null };
const message = (costVnd: number | null): Permit => ({ ok: true, way: 'message', costVnd });

describe('the window', () => {
  it.each([
    [0, 'free'],
    [48 * hour, 'free'],
    [48 * hour + 1, 'charged'],
    [7 * day, 'charged'],
    [7 * day + 1, 'closed'],
    [-hour, 'free'],
  ] as const)('after %i ms of silence is %s', (silentFor, state) => {
    expect(windowOf(now - silentFor, now)).toBe(state);
  });

  it('of somebody who never did anything is closed', () => {
    expect(windowOf(null, now)).toBe('closed');
  });
});

describe('may it go, how, at what cost', () => {
  const priced = { ...unknown, priceVnd: 55 };
  const usedUp = { ...priced, usedUpUntil: now + hour };
  const template = { priceVnd: 200, left: null };
  const phone = { priceVnd: null, left: 10 };
  const none = { priceVnd: 1, left: 0 };
  it.each<[string, Partial<PolicyFacts> & { silentFor?: number }, Permit]>([
    ['within 48 hours: free', { silentFor: hour }, free],
    ['within 48 hours, at night: free all the same', { silentFor: hour, now: night }, free],
    ['within 48 hours, all used up: free all the same', { silentFor: hour, charged: usedUp }, free],
    [
      'within 48 hours, advertising at night: an ordinary message',
      { silentFor: hour, now: night, class: 'promotional' },
      free,
    ],
    [
      'after 48 hours, no price configured: cost unknown, never guessed',
      { silentFor: 3 * day },
      message(null),
    ],
    ['after 48 hours, price configured', { silentFor: 3 * day, charged: priced }, message(55)],
    [
      'after 48 hours, package with messages left',
      { silentFor: 3 * day, charged: { ...priced, allowanceLeft: 1 } },
      message(0),
    ],
    [
      'after 48 hours, package empty',
      { silentFor: 3 * day, charged: { ...priced, allowanceLeft: 0 } },
      message(55),
    ],
    [
      'after 48 hours, nothing left at all',
      { silentFor: 3 * day, charged: usedUp },
      { ok: false, why: 'quota', notBefore: now + hour },
    ],
    [
      'after 48 hours, it was used up but that is over',
      { silentFor: 3 * day, charged: { ...priced, usedUpUntil: now } },
      message(55),
    ],
    [
      'after 48 hours, nothing left, template there',
      { silentFor: 3 * day, charged: usedUp, template },
      { ok: true, way: 'template', costVnd: 200 },
    ],
    ['after 7 days, nothing configured: somebody calls', { silentFor: 8 * day }, call],
    ['never interacted, nothing configured: somebody calls', {}, call],
    [
      'after 7 days, template',
      { silentFor: 8 * day, template, phone },
      { ok: true, way: 'template', costVnd: 200 },
    ],
    [
      'after 7 days, template used up, phone there',
      { silentFor: 8 * day, template: none, phone },
      { ok: true, way: 'phone', costVnd: null },
    ],
    ['after 7 days, phone only', { silentFor: 8 * day, phone }, { ok: true, way: 'phone', costVnd: null }],
    [
      'after 7 days, all used up: tomorrow',
      { silentFor: 8 * day, template: none, phone: none },
      { ok: false, why: 'quota', notBefore: Date.UTC(2026, 10, 21, 17) },
    ],
    [
      'template at night: without a sound',
      { silentFor: 8 * day, template, now: night },
      { ok: true, way: 'template', costVnd: 200, silent: true },
    ],
    ['phone at night', { silentFor: 8 * day, phone, now: night }, { ok: true, way: 'phone', costVnd: null }],
  ])('%s', (_, change, wanted) => {
    expect(permit(facts(change))).toEqual(wanted);
  });

  it('advertising by template waits for the morning, spread over ten minutes', () => {
    const at = (address: string) => {
      const answer = permit(facts({ class: 'promotional', template, now: night, address }));
      if (answer.ok || answer.notBefore === null) throw new Error('it may go');
      expect(answer.why).toBe('quiet_hours');
      return answer.notBefore;
    };
    const moments = Array.from({ length: 200 }, (_, n) => at(`24684588352919${n}`));
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(nextMorning);
    expect(Math.max(...moments)).toBeLessThan(nextMorning + 10 * 60_000);
    expect(new Set(moments).size).toBeGreaterThan(100);
    expect(at('one')).toBe(at('one'));
  });

  it('always gives an answer, and waiting until it says so is never in vain', () => {
    const offer = fc.option(fc.record({ priceVnd: fc.option(fc.nat(1000)), left: fc.option(fc.nat(3)) }));
    const anything = fc.record({
      class: fc.constantFrom(...parcelClasses),
      now: fc.integer({ min: now, max: now + 30 * day }),
      lastInteractionAt: fc.option(fc.integer({ min: now - 30 * day, max: now + 30 * day })),
      address: fc.string(),
      charged: fc.record({
        priceVnd: fc.option(fc.nat(1000)),
        allowanceLeft: fc.option(fc.nat(3)),
        usedUpUntil: fc.option(fc.integer({ min: now - day, max: now + 40 * day })),
      }),
      template: offer,
      phone: offer,
    });
    fc.assert(
      fc.property(anything, (given) => {
        const answer = permit(given);
        if (!answer.ok) {
          expect(answer.notBefore ?? Infinity).toBeGreaterThan(given.now);
          expect(answer.notBefore === null).toBe(answer.why === 'out_of_window');
        } else if (answer.way === 'message') {
          expect(windowOf(given.lastInteractionAt, given.now)).not.toBe('closed');
        }
      }),
    );
  });
});

describe('the night', () => {
  it.each([
    ['21:59', Date.UTC(2026, 10, 21, 14, 59, 59), null],
    ['22:00', Date.UTC(2026, 10, 21, 15), Date.UTC(2026, 10, 21, 23)],
    ['00:00', Date.UTC(2026, 10, 21, 17), Date.UTC(2026, 10, 21, 23)],
    ['05:59', Date.UTC(2026, 10, 21, 22, 59, 59), Date.UTC(2026, 10, 21, 23)],
    ['06:00', Date.UTC(2026, 10, 21, 23), null],
  ])('at %s in Vietnam ends at', (_, at, end) => {
    expect(nightEnd(at)).toBe(end);
  });
});
