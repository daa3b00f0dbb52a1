import { describe, expect, it } from 'vitest';
import { inRows } from '../../../src/channel/telegram/keyboard.ts';
import { planParts } from '../../../src/channel/telegram/outgoing.ts';
import type { MediaId } from '../../../src/core/model.ts';

const media = 'made-up' as MediaId;
const buttons = [
  { label: 'Đúng', payload: 'profile:unit:yes' },
  { label: 'Không', payload: 'profile:unit:no' },
];
const inline = {
  inline_keyboard: [
    [
      { text: 'Đúng', callback_data: 'profile:unit:yes' },
      { text: 'Không', callback_data: 'profile:unit:no' },
    ],
  ],
};

describe('a bubble', () => {
  it('goes as plain text and takes an open reply keyboard away', () => {
    expect(planParts({ text: '<b>1 < 2</b> & _*[' })).toEqual([
      { kind: 'text', text: '<b>1 < 2</b> & _*[', markup: { remove_keyboard: true } },
    ]);
  });

  it('carries its buttons under the last part only', () => {
    const parts = planParts({ text: `${'a'.repeat(4000)}\n${'b'.repeat(4000)}`, buttons });
    expect(parts.map((part) => part.markup)).toEqual([undefined, inline]);
  });

  it('asks for the phone with a key of its own and its choices as plain keys', () => {
    expect(planParts({ text: 'Số?', ask: 'phone', askLabel: 'Chia sẻ số', buttons })[0]?.markup).toEqual({
      keyboard: [[{ text: 'Chia sẻ số', request_contact: true }], [{ text: 'Đúng' }, { text: 'Không' }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    });
    expect(planParts({ text: 'Ở đâu?', ask: 'location' })[0]?.markup).toMatchObject({
      keyboard: [[{ text: '📍', request_location: true }]],
    });
  });

  it('puts a short text under its photo and a long one after it', () => {
    expect(planParts({ text: 'Hũ mật ong', photo: media, buttons })).toEqual([
      { kind: 'photo', media, caption: 'Hũ mật ong', markup: inline },
    ]);
    const long = planParts({ text: 'x'.repeat(1025), photo: media });
    expect(long.map(({ kind }) => kind)).toEqual(['photo', 'text']);
    expect(planParts({ text: '', photo: media })).toEqual([
      { kind: 'photo', media, markup: { remove_keyboard: true } },
    ]);
  });

  it('cannot break a multipart header with a document name, nor the wire with half an emoji', () => {
    const [part] = planParts({ text: 'a\uD83D', document: { media, name: 'x"\r\nA: b/../c.pdf' } });
    expect(part).toMatchObject({ name: 'x___A: b_.._c.pdf', caption: 'a\uFFFD' });
  });
});

describe('keys in rows', () => {
  it.each([
    ['short ones in pairs', ['Có', 'Không', 'Chưa biết'], [2, 1]],
    ['a long one alone', ['Có', 'Hợp tác xã nông nghiệp', 'Không'], [1, 1, 1]],
    ['numbers by five', ['1', '2', '3', '4', '5', '6'], [5, 1]],
    ['numbers by five above words', ['1', '2', '3', '4', 'Chưa rõ', 'Giải thích', 'Quay lại'], [4, 2, 1]],
  ])('%s', (_, labels, lengths) => {
    expect(inRows(labels.map((text) => ({ text }))).map((row) => row.length)).toEqual(lengths);
  });
});
