import { describe, expect, it } from 'vitest';
import { countSlips, createLexicon } from '../../src/core/spelling.ts';
import { fc } from '../support/chance.ts';

/** The textbook table, slow and plain, to judge the fast one by. */
function textbook(a: string, b: string): number {
  const cost = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const swap =
      i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cost(i - 2, j - 2) + 1 : 99;
    return Math.min(
      cost(i - 1, j) + 1,
      cost(i, j - 1) + 1,
      cost(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      swap,
    );
  };
  return cost(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

describe('countSlips', () => {
  it.each([
    ['tancuong', 'tancuong', 0],
    ['tancuonh', 'tancuong', 1],
    ['tancung', 'tancuong', 1],
    ['tanncuong', 'tancuong', 1],
    ['tacnuong', 'tancuong', 1],
    ['tacnuonh', 'tancuong', 2],
    ['', 'ab', 2],
  ])('%s and %s differ by %i', (a, b, slips) => expect(countSlips(a, b, 2)).toBe(slips));

  it('stops counting above the bound', () => expect(countSlips('abcdef', 'uvwxyz', 2)).toBe(3));

  it('agrees with the textbook', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, max) => {
        expect(countSlips(a, b, max)).toBe(Math.min(textbook(a, b), max + 1));
      }),
    );
  });
});

describe('a lexicon', () => {
  it('finds the words a full comparison finds, and not the word itself', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 20 }),
        word,
        fc.integer({ min: 1, max: 2 }),
        (words, key, max) => {
          const lexicon = createLexicon(new Map(words.map((each) => [each, each])));
          const near = new Set(lexicon.near(key, max).map((each) => each.value));
          const expected = new Set(words.filter((each) => each !== key && textbook(each, key) <= max));
          expect(near).toEqual(expected);
        },
      ),
    );
  });

  it('gives the word itself on its own', () => {
    const lexicon = createLexicon(new Map([['a', 1]]));
    expect([lexicon.get('a'), lexicon.get('b')]).toEqual([1, undefined]);
  });
});
