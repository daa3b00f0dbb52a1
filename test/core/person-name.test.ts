import { describe, expect, it } from 'vitest';
import { compareVietnamese } from '../../src/core/collation.ts';
import { compareByGivenName } from '../../src/core/person-name.ts';
import { fc } from '../support/chance.ts';

/** All people here are made up. */
const sorted = (names: readonly string[]): readonly string[] => names.toSorted(compareByGivenName);

describe('compareByGivenName', () => {
  it('orders by the given name, which stands last', () => {
    expect(sorted(['Trần Văn Bình', 'Lê Thị Ánh', 'Nguyễn Văn An'])).toEqual([
      'Nguyễn Văn An',
      'Lê Thị Ánh',
      'Trần Văn Bình',
    ]);
  });

  it('orders equal given names by họ, then đệm', () => {
    expect(sorted(['Trần Văn An', 'Lê Thị An', 'Lê Đức An'])).toEqual([
      'Lê Đức An',
      'Lê Thị An',
      'Trần Văn An',
    ]);
  });

  it('takes a single word as the given name', () => {
    expect(sorted(['Bình', 'Lê An'])).toEqual(['Lê An', 'Bình']);
  });
});

describe('compareVietnamese', () => {
  it.each([
    ['letters', ['a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']],
    ['tones', ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']],
    ['tones of marked vowels', ['cân', 'cần', 'cẩn', 'cẫn', 'cấn', 'cận']],
    ['letters before tones', ['Hà', 'Hải', 'Hạnh', 'Hằng']],
    ['whole words first', ['An Bình', 'An Phú', 'Anh Đào']],
    ['numbers before letters', ['Phường 1', 'Phường An Hội']],
  ])('orders %s as a Vietnamese dictionary does', (_, inOrder) => {
    expect(inOrder.toReversed().toSorted(compareVietnamese)).toEqual(inOrder);
  });

  it('sees no difference in case, in NFC and NFD, in old and new tone placement', () => {
    expect(compareVietnamese('Hoà', 'HÒA')).toBe(0);
    expect(compareVietnamese('Nguyễn'.normalize('NFD'), 'nguyễn')).toBe(0);
  });

  it('is an order: turning the question round turns the sign', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aăâdđeêuưy ạảã1z?'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(Math.sign(compareVietnamese(a, b))).toBe(-Math.sign(compareVietnamese(b, a)) || 0);
        if (compareVietnamese(a, b) <= 0 && compareVietnamese(b, c) <= 0)
          expect(compareVietnamese(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
