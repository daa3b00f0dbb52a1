import { describe, expect, it } from 'vitest';
import { fold, foldKeepingMarks } from '../../src/core/vietnamese.ts';
import { wordOf } from '../../src/core/word.ts';

describe('a word made comparable', () => {
  it.each(['Đặng', 'hoà', 'HÒA', 'nguyễn', 'ươm', 'Ngã', 'quả', 'ẩm', 'thuở'])(
    'is as the whole text would be: %s',
    (word) => {
      expect(wordOf(word)).toEqual({ bare: fold(word), marked: foldKeepingMarks(word) });
    },
  );

  it('is the same wherever the tone was put, and with i or y at its end', () => {
    expect(wordOf('hoà')).toEqual(wordOf('hòa'));
    expect(wordOf('ký')).toEqual(wordOf('kí'));
    expect(wordOf('KY')).toEqual(wordOf('ki'));
  });

  it('keeps apart what only diacritics tell apart', () => {
    expect(wordOf('Tân').bare).toBe(wordOf('Tấn').bare);
    expect(wordOf('Tân').marked).not.toBe(wordOf('Tấn').marked);
  });
});
