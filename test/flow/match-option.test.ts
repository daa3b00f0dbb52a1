/** Mistyped answers to a question that shows what it takes: understood where only one can be meant, never a consent. */
import { describe, expect, it } from 'vitest';
import type { Option } from '../../src/flow/define.ts';
import { plainYesNo, yesNo } from '../../src/flow/flows/consent-question.ts';
import { matchOption, namedOption, slippedOption } from '../../src/flow/match-option.ts';
import { book } from '../scenarios/toy-library.ts';

const read = (options: readonly Option[], typed: string, language: 'vi' | 'en' = 'vi') =>
  (matchOption(options, typed, book, language) ?? slippedOption(options, typed, book, language))?.value ??
  null;
const slipped = (options: readonly Option[], typed: string) =>
  slippedOption(options, typed, book, 'vi')?.value ?? null;

const noes = [
  'khônng',
  'kgông',
  'khôgn',
  'khog',
  'khôngggg',
  'ko',
  'hông',
  'hk',
  'hok',
  'hem',
  'dạ k',
  'khoong',
];
const plainYeses = ['dồng ý', 'ddoongf ys', 'uhm', 'okie', 'dạ ok', 'vâng ạ'];
const slippedYeses = ['đồngý', 'đồnng ý', 'đồgn ý', 'vâg', 'vâgn', 'vânggg', 'chính xacs', 'okkk'];

describe('a question for yes or no', () => {
  it.each(noes)('reads %s as no, consent or not', (typed) => {
    expect(read(yesNo, typed)).toBe('no');
    expect(read(plainYesNo, typed)).toBe('no');
  });

  it.each(plainYeses)('reads %s as yes: nothing is guessed', (typed) => {
    expect(read(yesNo, typed)).toBe('yes');
    expect(read(plainYesNo, typed)).toBe('yes');
  });

  it.each(slippedYeses)('reads %s as yes, but never as a consent', (typed) => {
    expect(read(yesNo, typed)).toBe('yes');
    expect(read(plainYesNo, typed)).not.toBe('no');
  });

  it.each(['đồngý', 'vâg', 'vâgn', 'okkk'])('guesses no consent from %s', (typed) => {
    expect(read(plainYesNo, typed)).toBeNull();
  });

  it.each([
    'để xem đã',
    'khoai',
    'vắng',
    'văn',
    'thơi',
    'hmm',
    'Vang',
    '😀',
    '',
    'có không',
    'quayy lại',
    'menuu',
    'dạ đôngg',
  ])('reads no slip in %j', (typed) => {
    expect(slipped(yesNo, typed)).toBeNull();
  });

  it('in English, too', () => {
    expect(read(yesNo, 'agre', 'en')).toBe('yes');
    expect(read(plainYesNo, 'agre', 'en')).toBeNull();
    expect(read(plainYesNo, 'disagre', 'en')).toBe('no');
  });
});

describe('a list of choices', () => {
  const named = (...labels: readonly string[]): readonly Option[] =>
    labels.map((plain) => ({ value: plain, label: { plain } }));

  it('is read with a slip where one choice only is near', () => {
    const options = named('Mới là ý tưởng', 'Đang làm rồi', 'Tự chấm điểm');
    expect(read(options, 'ddang lafm rooif')).toBe('Đang làm rồi');
    expect(read(options, 'đangg làmm rồi')).toBe('Đang làm rồi');
    expect(read(options, 'tự chẫm đieerm')).toBe('Tự chấm điểm');
    expect(read(options, 'tự chấmm đỉm')).toBe('Tự chấm điểm');
  });

  it('takes no other name and no other number for a slip', () => {
    expect(slipped(named('Xã Tân Cương', 'Xã La Bằng'), 'xã Tân Dương')).toBeNull();
    expect(slipped(named('LH1008', 'LH2210'), 'LH1007')).toBeNull();
    expect(slipped(named('Năm sau', 'Năm sâu', 'Nămm'), 'nămm sauu')).toBeNull();
  });

  it('leaves choices that are words for everywhere to those words', () => {
    const putOff: Option = { value: '@later', label: { plain: 'Gửi phiếu sau' } };
    expect(read([putOff], 'gửi phiếu sau')).toBe('@later');
    expect(slipped([putOff], 'gửi phiếuu sau')).toBeNull();
  });

  it('beside an open question is never read with a slip: names stay names', () => {
    expect(namedOption(named('Vâng', 'Không'), 'Vâgn', book, 'vi')).toBeNull();
  });
});
