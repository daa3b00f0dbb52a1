import { describe, expect, it } from 'vitest';
import { fold, foldKeepingMarks, hasMarks, normalise, readings } from '../../src/core/vietnamese.ts';
import { fc } from '../support/chance.ts';

/** Any text, with a good share of Vietnamese letters, combining marks and invisible characters. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'aăâđêôơưuyAĐƯ ỳỹ-,.1'),
    fc.constantFrom(
      '\u0300',
      '\u0323',
      '\u0302',
      '\u031b',
      '\u200b',
      '\u202e',
      '\u00ad',
      '\n',
      '\t',
      '\ud800',
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
  maxLength: 30,
});

describe('normalise', () => {
  it.each([
    ['composes', 'Tha\u0301i Nguye\u0302n', 'Thái Nguyên'],
    ['removes zero-width and bidi marks', 'Mật\u200b \u202eong\u202c\ufeff', 'Mật ong'],
    ['removes control characters', 'a\u0000b\u0007c', 'abc'],
    ['makes every run of white space one space', '  chè \t\n  Thái\u00a0\u3000Nguyên ', 'chè Thái Nguyên'],
    ['keeps tone placement, case, signs and emoji', 'Hoà Bình, HÒA 🍵 <b>', 'Hoà Bình, HÒA 🍵 <b>'],
    ['drops half a surrogate pair, which no database stores', 'a\ud83cb', 'ab'],
  ])('%s', (_, typed, kept) => expect(normalise(typed)).toBe(kept));

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });

  it('gives the same for NFC and NFD', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(text.normalize('NFD'))).toBe(normalise(text.normalize('NFC')));
      }),
    );
  });
});

describe('fold', () => {
  it.each([
    ['Hoà Bình, XÃ Đồng-Tâm!', 'hoa binh xa dong tam'],
    ['THUỶ, Thủy', 'thuy thuy'],
    ['quý / quí', 'quy qui'],
    ["Ea H'leo", 'ea h leo'],
    ['ĐƯỜNG ướt', 'duong uot'],
    ['2 tạ (500kg)', '2 ta 500kg'],
    ['🍵', ''],
  ])('%s → %s', (typed, folded) => expect(fold(typed)).toBe(folded));

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('gives the same for NFC and NFD, upper and lower case', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ếềểễệ ướừửữự') }),
        (text) => {
          expect(fold(text.normalize('NFD'))).toBe(fold(text));
          expect(fold(text.toUpperCase())).toBe(fold(text));
        },
      ),
    );
  });
});

describe('foldKeepingMarks', () => {
  it('treats old and new tone placement as equal', () => {
    expect(foldKeepingMarks('Hoà Thuỷ')).toBe(foldKeepingMarks('hòa thủy'));
  });

  it('keeps words apart that differ in a mark', () => {
    expect(foldKeepingMarks('Tân Lập')).not.toBe(foldKeepingMarks('Tấn Lập'));
    expect(foldKeepingMarks('đa')).not.toBe(foldKeepingMarks('da'));
  });
});

describe('hasMarks', () => {
  it.each([
    ['tan cuong', false],
    ['Tân Cương', true],
    ['dang', false],
    ['Đang', true],
  ])('%s: %s', (text, marked) => expect(hasMarks(text)).toBe(marked));
});

describe('readings', () => {
  it.each([
    ['ddawng kys', 'dang ky'],
    ['ddoongf ys', 'dong y'],
    ['quay laij', 'quay lai'],
    ['bor qua', 'bo qua'],
    ['huyr', 'huy'],
    ['giups', 'giup'],
    ['dduwowngf', 'duong'],
    ['nguwowif', 'nguoi'],
    ['ruwowuj', 'ruou'],
    ['nhw', 'nhu'],
    ['tieesng Vieejt', 'tieng viet'],
    ['DDAWNG KYS', 'dang ky'],
    ['đăng kys', 'dang ky'],
    ['dang1 ky1', 'dang ky'],
    ['d9ang8 ky1', 'dang ky'],
    ['d9o6ng2 y1', 'dong y'],
    ['so61', 'so'],
    ['quy1', 'quy'],
    ['ruou75', 'ruou'],
  ])('%s is also read %s', (typed, decoded) => {
    expect(readings(typed)).toEqual([fold(typed), decoded]);
  });

  it.each([
    ['as'],
    ['of'],
    ['ss'],
    ['1'],
    ['2 ta'],
    ['500kg'],
    ['1tr2'],
    ['30tr'],
    ['AS12'],
    ['A4'],
    ['b2'],
    ['YT-0007'],
    ['q1 p12'],
    ['ap2'],
    ['gas'],
    ['max 5'],
    ['zalo facebook ok'],
    ['stop help menu back skip'],
    ['quay lai'],
    ['thit lon 2 ta'],
    ['Đắk Lắk'],
    ['km7'],
  ])('%s has one reading, its own', (typed) => {
    expect(readings(typed)).toEqual([fold(typed)]);
  });

  it('reads a foreign word as telex only beside one that certainly is', () => {
    expect(readings('of')).toEqual(['of']);
    expect(readings('ddoongf of')).toEqual(['ddoongf of', 'dong o']);
  });

  it('keeps the literal reading first and leaves plain Vietnamese alone', () => {
    const syllable = fc.constantFrom(
      'xin',
      'chào',
      'bà',
      'con',
      'đăng',
      'ký',
      'mật',
      'ong',
      'rượu',
      'nếp',
      'thuyền',
      'quýt',
      'giếng',
      '20',
    );
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1 }), (words) => {
        expect(readings(words.join(' '))).toEqual([fold(words.join(' '))]);
        expect(readings(fold(words.join(' ')))).toEqual([fold(words.join(' '))]);
      }),
    );
  });
});
