import { describe, expect, it } from 'vitest';
import type { LetterHead } from '../../src/core/letter-draft.ts';
import { headFields, headLines, readHeadField, withHeadField } from '../../src/core/letter-head.ts';

const head: LetterHead = {
  ...{ superior: [], issuer: ['Ủy ban nhân dân', 'xã Mẫu'], place: 'Mẫu', signer: '' },
  ...{ symbols: { letter: 'UBND', invitation: 'GM-UBND' }, authority: ['Chủ tịch'], archive: 'VT' },
  ...{ forwardTo: '', contact: '', numbered: false },
};

describe('the head of letters, field by field', () => {
  it.each([
    ['issuer', 'Ủy ban nhân dân / xã Tân Cương', ['Ủy ban nhân dân', 'xã Tân Cương']],
    ['issuer', 'Ủy ban nhân dân\nxã Tân Cương', ['Ủy ban nhân dân', 'xã Tân Cương']],
    ['recipients', 'Phòng Kinh tế; Đài truyền thanh;', ['Phòng Kinh tế', 'Đài truyền thanh']],
    ['letterSymbol', ' ubnd - kt ', ['UBND-KT']],
    ['invitationSymbol', '/GM-UBND', ['GM-UBND']],
    ['signer', 'Trần Văn Mẫu', ['Trần Văn Mẫu']],
    ['signer', 'để trống', []],
    ['signer', '–', []],
    ['numbered', 'Có', ['yes']],
    ['numbered', 'không', []],
    ['contact', 'Xóm 3 / xã Mẫu; ĐT 0200', ['Xóm 3 / xã Mẫu; ĐT 0200']],
  ] as const)('%s: %s', (field, typed, value) => {
    expect(readHeadField(field, typed)).toEqual({ ok: true, value });
  });

  it.each([
    ['issuer', 'không có', 'wanted'],
    ['place', '-', 'wanted'],
    ['issuer', 'a;b;c;d', 'tooMany'],
    ['place', 'x'.repeat(121), 'tooLong'],
    ['letterSymbol', 'công văn xã', 'symbolWanted'],
    ['signer', 'Ông Trần Văn Mẫu', 'signerPlain'],
    ['signer', 'ThS. Trần Văn Mẫu', 'signerPlain'],
    ['numbered', 'chắc là có', 'yesOrNo'],
  ] as const)('refuses %s: %s', (field, typed, code) => {
    expect(readHeadField(field, typed)).toMatchObject({ ok: false, code: `letters.head.${code}` });
  });

  it('keeps a name that only looks like a title', () => {
    expect(readHeadField('signer', 'Chị Em').ok).toBe(false);
    expect(readHeadField('signer', 'Bành Văn Mẫu').ok).toBe(true);
  });

  it.each(headFields)('sets %s and leaves everything else', (field) => {
    const lines = field === 'numbered' ? ['yes'] : ['Một', 'Hai'];
    const set = withHeadField(head, field, lines);
    const one = ['issuer', 'superior', 'authority', 'recipients'].includes(field) ? lines : lines.slice(0, 1);
    expect(headLines(set, field)).toEqual(one);
    for (const other of headFields.filter((name) => name !== field))
      expect(headLines(set, other)).toEqual(headLines(head, other));
  });
});
