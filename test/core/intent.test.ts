import { describe, expect, it } from 'vitest';
import { createIntentIndex } from '../../src/core/intent.ts';

const index = createIntentIndex({
  polite: { before: ['dạ', 'cho em', 'tôi muốn', 'vâng'], after: ['ạ', 'đi', 'với'] },
  globals: {
    stop: ['dừng', 'dừng lại'],
    help: ['giúp', '?'],
    yes: ['đúng!', 'vâng', 'có'],
    back: ['quay lại'],
  },
  flows: {
    'register-idea': ['đăng ký ý tưởng', 'đăng ký * sản phẩm', 'đưa * vào chương trình', 'đăng ký'],
    stop: ['không nhận tin nữa'],
    'my-ideas': ['ý tưởng của tôi', 'sửa ý tưởng'],
    welcome: ['chào'],
    'my-products': ['=sản phẩm của tôi'],
  },
});

describe('global words', () => {
  it.each([
    ['Dừng', 'stop'],
    ['DUNG', 'stop'],
    ['dừng!', 'stop'],
    ['duwngf', 'stop'],
    ['dạ cho em quay lại với ạ', 'back'],
    ['?', 'help'],
    [' ? ', 'help'],
  ])('reads %j as %s', (text, word) => {
    expect(index.matchGlobal(text)).toBe(word);
  });

  it.each(['cửa hàng dừng chân', 'có 3 cửa hàng', 'chỗ dừng', 'quay lại vốn', '', '😀'])(
    'does not find one inside %j',
    (text) => {
      expect(index.matchGlobal(text)).toBeNull();
    },
  );

  it('never reads "đúng" as "dừng", and takes a bare "dung" for the word that is not strict', () => {
    expect(index.matchGlobal('đúng')).toBe('yes');
    expect(index.matchGlobal('dung')).toBe('stop');
    expect(index.matchGlobal('đựng')).toBeNull();
  });

  it('takes politeness off only while something is left', () => {
    expect(index.matchGlobal('vâng')).toBe('yes');
    expect(index.matchGlobal('dạ vâng ạ')).toBe('yes');
    expect(index.matchGlobal('dạ ạ')).toBeNull();
  });
});

describe('the flow a text asks for', () => {
  it('knows a whole phrase, with and without diacritics, and says that it is exact', () => {
    expect(index.match('Đăng ký ý tưởng')).toEqual({ intent: 'register-idea', exact: true });
    expect(index.match('dang ki y tuong')).toEqual({ intent: 'register-idea', exact: true });
    expect(index.match('ddawng kys ys tuwowngr')).toEqual({ intent: 'register-idea', exact: true });
    expect(index.match('tôi muốn đăng ký')).toEqual({ intent: 'register-idea', exact: true });
  });

  it('finds a phrase inside a longer text, the longest one', () => {
    expect(index.match('hôm qua tôi gửi, ý tưởng của tôi tới đâu rồi')).toEqual({
      intent: 'my-ideas',
      exact: false,
    });
    expect(index.match('sửa ý tưởng rồi đăng ký ý tưởng khác')?.intent).toBe('register-idea');
  });

  it('lets up to four words stand for a gap', () => {
    expect(index.match('đưa bưởi vào chương trình')?.intent).toBe('register-idea');
    expect(index.match('đưa con đi học buổi sáng rồi vào chương trình')).toBeNull();
  });

  it('does not find a one-word phrase inside a longer text', () => {
    expect(index.match('chào')?.intent).toBe('welcome');
    expect(index.match('cháo lươn, chào hàng')).toBeNull();
  });

  it('finds a phrase that counts only as the whole text nowhere else', () => {
    expect(index.match('san pham cua toi')).toEqual({ intent: 'my-products', exact: true });
    expect(index.match('dạ sản phẩm của tôi ạ')).toEqual({ intent: 'my-products', exact: true });
    expect(index.match('sản phẩm của tôi bán ở đâu')).toBeNull();
  });

  it('takes a global word for the flow of the same name, but only as the whole text', () => {
    expect(index.match('dừng lại đi')).toEqual({ intent: 'stop', exact: true });
    expect(index.match('quay lại')).toBeNull();
    expect(index.match('trạm dừng lại bên đường')).toBeNull();
  });

  it('lets typed diacritics contradict a phrase', () => {
    expect(index.match('đang ky y tuong')?.intent).toBeUndefined();
    expect(index.match('đăng kỳ ý tưởng')).toBeNull();
  });
});

it('looks at a very long text without delay', () => {
  const started = performance.now();
  expect(index.matchGlobal('dạ '.repeat(9_000))).toBeNull();
  expect(index.match('dạ '.repeat(9_000))).toBeNull();
  expect(performance.now() - started).toBeLessThan(2_000);
});
