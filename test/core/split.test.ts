import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/core/split.ts';
import { fc } from '../support/chance.ts';

const bare = (text: string) => text.replaceAll(/\s+/gu, '');

describe('a long text', () => {
  it.each([
    ['fits', 'Xin chào bà con.', 20, ['Xin chào bà con.']],
    ['at a paragraph', 'Một hai ba bốn.\n\nNăm sáu bảy.', 20, ['Một hai ba bốn.', 'Năm sáu bảy.']],
    ['at a line', 'Một hai ba\nbốn năm sáu bảy', 20, ['Một hai ba', 'bốn năm sáu bảy']],
    ['at a sentence', 'Một hai ba. Bốn năm sáu bảy', 20, ['Một hai ba.', 'Bốn năm sáu bảy']],
    ['at a word', 'Một hai ba bốn năm sáu', 12, ['Một hai ba', 'bốn năm sáu']],
    ['in a word longer than the limit', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['exactly at the limit', 'abcd efgh', 4, ['abcd', 'efgh']],
  ] as const)('is cut %s', (_, text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  it('is never cut inside an emoji or between a letter and its mark', () => {
    expect(splitText('a👍👍', 4)).toEqual(['a👍', '👍']);
    expect(splitText('xye\u0302\u0301z', 4)).toEqual(['xy', 'e\u0302\u0301z']);
    expect(splitText('ab👩\u200D🌾', 5)).toEqual(['ab', '👩\u200D🌾']);
  });

  it('keeps every letter, every part within the limit and none empty', () => {
    const texts = fc.array(fc.constantFrom('a', 'ệ', '👍', ' ', '\n', '. ', 'từ'), { maxLength: 200 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 8, max: 60 }), (pieces, limit) => {
        const text = `x${pieces.join('')}`;
        const parts = splitText(text, limit);
        expect(parts.every((part) => part.length <= limit && part !== '')).toBe(true);
        expect(bare(parts.join(''))).toBe(bare(text));
      }),
    );
  });
});
