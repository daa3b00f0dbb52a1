import { describe, expect, it } from 'vitest';
import {
  decideSend,
  hoursWithin,
  lawfulHours,
  nextOpening,
  type SendFacts,
  usualCaps,
  usualHours,
} from '../../src/core/announcement-policy.ts';
import { finishOf, previewOf } from '../../src/core/announcement-preview.ts';
import { fc } from '../support/chance.ts';

/** A time of 21 November 2026 in Vietnam. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 21, hour - 7, minute);
const hour = 3_600_000;

const facts: SendFacts = {
  class: 'official_notice',
  kind: 'livestream',
  contact: { consents: { service: true, announcements: true, promotions: true }, optedOut: [] },
  now: at(10),
  hours: usualHours,
  spread: 0,
  skipAfter: null,
  caps: usualCaps,
  recent: [],
};
const oneLivestream = { ...usualCaps, perDayByKind: { livestream: 1 } };
const decide = (change: Partial<SendFacts>) => decideSend({ ...facts, ...change });
const got = (count: number, when: number, kind: SendFacts['class'] = 'official_notice') =>
  Array.from({ length: count }, (_, no) => ({ class: kind, kind: 'fair' as const, at: when + no }));

describe('may it go now', () => {
  it.each<readonly [string, Partial<SendFacts>, object]>([
    ['by day', {}, { go: true }],
    ['at 08:00 sharp', { now: at(8) }, { go: true }],
    ['at 07:59', { now: at(7, 59) }, { why: 'quiet_hours', notBefore: at(8) }],
    ['at 20:00', { now: at(20) }, { why: 'quiet_hours', notBefore: at(8) + 24 * hour }],
    ['urgent at 21:59', { now: at(21, 59), hours: lawfulHours }, { go: true }],
    [
      'urgent at 22:00',
      { now: at(22), hours: lawfulHours },
      { why: 'quiet_hours', notBefore: at(7) + 24 * hour },
    ],
    ['at night, for those enrolled', { now: at(3), class: 'transactional' }, { go: true }],
    [
      'without consent',
      { contact: { consents: { service: true }, optedOut: [] } },
      { why: 'no_consent', notBefore: null },
    ],
    [
      'after an opt-out',
      { contact: { ...facts.contact, optedOut: ['official_notice'] } },
      { why: 'opted_out' },
    ],
    ['too late', { skipAfter: at(9, 59) }, { why: 'too_late', notBefore: null }],
    [
      'at night, too late in the morning',
      { now: at(21), skipAfter: at(23) },
      { why: 'too_late', notBefore: null },
    ],
    ['as the fourth of a day', { recent: got(3, at(9)) }, { why: 'over_cap', notBefore: at(9) + 24 * hour }],
    ['as the third of a day', { recent: got(2, at(9)) }, { go: true }],
    ['as the fourth, the first a day ago', { recent: got(3, at(10) - 24 * hour - 10) }, { go: true }],
    [
      'as the second advertisement',
      { class: 'promotional', recent: got(1, at(9), 'promotional') },
      { why: 'over_kind_cap', notBefore: at(9) + 24 * hour },
    ],
    [
      'as the second livestream where one is the most',
      { caps: oneLivestream, recent: [{ class: 'official_notice', kind: 'livestream', at: at(9) }] },
      { why: 'over_kind_cap', notBefore: at(9) + 24 * hour },
    ],
    ['as the first livestream after a fair', { caps: oneLivestream, recent: got(1, at(9)) }, { go: true }],
    [
      'as a livestream too many, the day full for longer',
      {
        caps: oneLivestream,
        recent: [{ class: 'official_notice', kind: 'livestream', at: at(8) }, ...got(3, at(9))],
      },
      { why: 'over_cap', notBefore: at(9) + 24 * hour },
    ],
    [
      'as the second livestream, never later',
      {
        caps: oneLivestream,
        recent: [{ class: 'official_notice', kind: 'livestream', at: at(9) }],
        skipAfter: at(11),
      },
      { why: 'over_kind_cap', notBefore: null },
    ],
    [
      'as the fourth, never later',
      { recent: got(3, at(9)), skipAfter: at(11) },
      { why: 'over_cap', notBefore: null },
    ],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toMatchObject(expected);
  });

  it('never names a moment outside the hours or in the past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (offset, spread) => {
          const now = at(0) + offset;
          const opening = nextOpening(now, usualHours, spread);
          if (opening === null) return true;
          return opening > now && nextOpening(opening, usualHours, 0) === null;
        },
      ),
    );
  });

  it.each([
    [{ from: 6 * 60, to: 23 * 60 }, lawfulHours],
    [
      { from: 9 * 60, to: 17 * 60 },
      { from: 9 * 60, to: 17 * 60 },
    ],
    [{ from: 23 * 60, to: 5 * 60 }, usualHours],
  ])('hours %j are held to the law as %j', (asked, held) => {
    expect(hoursWithin(asked)).toEqual(held);
  });
});

describe('the preview', () => {
  it('rests at night', () => {
    expect(finishOf(at(19), 2 * hour, usualHours)).toBe(at(9) + 24 * hour);
    expect(finishOf(at(10), hour, usualHours)).toBe(at(11));
    expect(finishOf(at(22), 25 * hour, usualHours)).toBe(at(9) + 3 * 24 * hour);
  });

  it('counts cost, what nobody has priced, and who is beyond a window', () => {
    const preview = previewOf({
      count: {
        total: 100,
        reached: [
          { channel: 'telegram', silence: 'within48h', count: 30 },
          { channel: 'zalo', silence: 'within48h', count: 10 },
          { channel: 'zalo', silence: 'within7d', count: 20 },
          { channel: 'zalo', silence: 'longer', count: 5 },
        ],
        leftOut: [{ reason: 'no_consent', count: 35 }],
      },
      rates: {
        telegram: { everyMs: 1_000, fee: { within48h: 0, within7d: 0, longer: 0 } },
        zalo: { everyMs: 0, fee: { within48h: 0, within7d: 55, longer: 'refused' } },
      },
      beginsAt: at(10),
      hours: usualHours,
    });
    expect(preview).toMatchObject({
      total: 100,
      reached: 60,
      costVnd: 1_100,
      unpriced: 0,
      finishAt: at(10) + 30_000,
    });
    expect(preview.channels[1]).toMatchObject({ channel: 'zalo', count: 35, refused: 5, costVnd: 1_100 });
  });
});
