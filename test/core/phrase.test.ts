/** Texts as words, and the phrases of a table found in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhraseFinder, parsePhrase, tokenise } from '../../src/core/phrase.ts';

const typed = (text: string) => tokenise(text).map((token) => token.typed);
const clauses = (text: string) => tokenise(text).map(({ clause }) => clause);

describe('a text as words', () => {
  it('is cut where there is neither letter nor digit', () => {
    expect(typed('Xã Đồng-Tâm: 500kg, “mật ong”… 2×3_4')).toEqual([
      'Xã',
      'Đồng',
      'Tâm',
      '500kg',
      'mật',
      'ong',
      '2',
      '3',
      '4',
    ]);
    expect(typed('')).toEqual([]);
    expect(typed('?! –')).toEqual([]);
  });

  it('counts a clause up once where something divides it from the last word', () => {
    expect(clauses('một hai, ba (bốn): năm - sáu')).toEqual([0, 0, 1, 2, 3, 3]);
    expect(clauses('(một')).toEqual([1]);
  });

  it('is the same words beside a sign that is seldom met', () => {
    const signs = fc.constantFrom(...'aZđếỹÀɏ09 ,;.:()!?-–“…•×÷_\u0301');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 30 }), (some) => {
        const text = some.join('');
        expect(tokenise(`${text} ☆`)).toEqual(tokenise(text));
      }),
    );
  });

  it('keeps letters of other scripts', () => {
    expect(typed('chè 中国, ½ 😂 ok')).toEqual(['chè', '中国', '½', 'ok']);
  });
});

describe('phrases of a table', () => {
  const finder = (...phrases: string[]) => {
    const find = createPhraseFinder(
      phrases.map((phrase) => ({ phrase: parsePhrase(phrase), value: phrase })),
    );
    return (text: string) => find(tokenise(text)).map(({ value }) => value);
  };

  it('are found where their words stand, the longer instead of those inside it', () => {
    const find = finder('mật ong', 'mật', 'ong', 'ong rừng', 'mật ong rừng thật');
    expect(find('bán mật ong')).toEqual(['mật ong']);
    expect(find('mật ong rừng')).toEqual(['mật ong', 'ong rừng']);
    expect(find('ong, mật ong rừng thật')).toEqual(['ong', 'mật ong rừng thật']);
    expect(find('rượu')).toEqual([]);
  });

  it('are told apart by the diacritics that were typed; of the same words the better typed counts', () => {
    const find = finder('chè', 'che', 'tre già!');
    expect(find('chè xanh')).toEqual(['chè']);
    expect(find('che nắng cho chè')).toEqual(['che', 'chè']);
    expect(find('tre gia')).toEqual([]);
    expect(find('tre già')).toEqual(['tre già!']);
  });
});
