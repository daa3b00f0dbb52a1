import { describe, expect, it } from 'vitest';
import { capEntries, readCaps, usualCapsText } from '../../src/core/announcement-caps.ts';
import { usualCaps } from '../../src/core/announcement-policy.ts';

describe('how many announcements a person gets within a day', () => {
  it('is what the law and the service are used to, unless told', () => {
    expect(readCaps(usualCapsText)).toEqual({ caps: usualCaps, faults: [] });
  });

  it('can be set for all, for a class and for a kind', () => {
    const { caps, faults } = readCaps('all=2, official_notice=2, livestream=1');
    expect(faults).toEqual([]);
    expect(caps).toEqual({
      perDay: 2,
      perDayByClass: { official_notice: 2 },
      perDayByKind: { livestream: 1 },
    });
    expect(capEntries(caps)).toEqual([
      ['all', 2],
      ['official_notice', 2],
      ['livestream', 1],
    ]);
  });

  it.each([
    ['all=4', 'gives all no number from 1 to 3'],
    ['fair=0', 'gives fair no number from 1 to 3'],
    ['fair', 'gives fair no number from 1 to 3'],
    ['fairs=1', 'names fairs, which is neither all, nor a class, nor a kind of announcement'],
    ['transactional=1', 'names transactional, which is neither all, nor a class, nor a kind of announcement'],
    ['', 'gives nothing no number from 1 to 3'],
  ])('is refused as %s', (text, fault) => {
    expect(readCaps(text).faults).toEqual([fault]);
  });
});
