/** Who wants no more messages is obeyed; what may mean something else is asked about. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readIntentModel } from '../../src/content/intent-model.ts';
import { loadIntents } from '../../src/content/intents.ts';
import { createIntentIndex } from '../../src/core/intent.ts';
import { createIntentModel } from '../../src/core/intent-model.ts';
import { type Meant, weigh } from '../../src/flow/meant.ts';
import { understandingOf } from '../../src/flow/understanding.ts';

const content = fileURLToPath(new URL('../../content/', import.meta.url));
const understanding = understandingOf(
  createIntentIndex(loadIntents(`${content}intents.yaml`)),
  createIntentModel(readIntentModel(`${content}intent-model.txt`).data),
);

function meant(text: string, officer = false): Meant {
  const intent = understanding.intent(text);
  if (intent?.exact === true && !officer)
    return intent.flow === 'stop'
      ? { kind: 'stop', clear: true }
      : { kind: 'flow', flow: intent.flow, plain: true, asks: false };
  return weigh({ guesses: understanding.guess(text), inside: intent?.flow ?? null, officer });
}

const bare = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

describe('a wish to stop', () => {
  const clear = [
    'dừng gửi tin cho tôi',
    'đừng có gửi mấy cái này nữa',
    'bỏ tên tôi ra khỏi danh sách',
    'tui hổng muốn nhận tin nữa',
    'hủy theo dõi',
    'làm ơn đừng nhắn vào số này nữa nha',
    'thôi thôi đừng có nhắn tin cho tui nữa nghen',
    'từ giờ không gửi tin gì cho nhà tôi nữa nhé',
    'please stop sending me these messages',
  ];

  it.each(clear)('is obeyed: %s', (text) => {
    expect(meant(text)).toEqual({ kind: 'stop', clear: true });
  });

  it.each(clear)('is never missed without diacritics: %s', (text) => {
    expect(meant(bare(text)).kind).toBe('stop');
  });

  it.each([
    'chỉ nhận tin nhắc hạn thôi, đừng gửi quảng cáo',
    'đừng gửi tin hội chợ cho tôi nữa, tin khác vẫn nhận',
    'bỏ mấy tin quảng cáo đi, tin của xã thì vẫn nhận',
  ])('that means only some messages is a matter of settings: %s', (text) => {
    expect(meant(text)).toMatchObject({ kind: 'flow', flow: 'settings' });
  });

  it.each([
    'tạm dừng thông báo đang gửi',
    'dừng gửi thông báo này lại',
    'ngừng gửi cái tin họp giúp tôi',
    'đừng gửi nữa, soạn sai rồi',
    'dừng gửi tin cho tôi',
  ])('of an officer never stops the officer’s own messages at once: %s', (text) => {
    expect(meant(text, true)).not.toEqual({ kind: 'stop', clear: true });
  });
});

it.each(['xóa hết những gì đã lưu về tôi', 'đừng giữ số của tôi trong đó nữa', 'xóa hết ảnh tôi đã gửi'])(
  'a wish to be forgotten leads to privacy, whatever the word for data: %s',
  (text) => {
    expect(meant(text)).toMatchObject({ kind: 'flow', flow: 'privacy' });
  },
);

it.each(['cây có nhiều hoa không đều', 'cho vay tiền không', 'nay rằm tháng mấy rồi'])(
  'what is no matter of ours is surely none, whatever words the handbook shares with it: %s',
  (text) => {
    expect(meant(text)).toEqual({ kind: 'nothing', surely: true });
  },
);

describe('who asks', () => {
  const guesses = [
    { meaning: 'officer-certificates', share: 0.8 },
    { meaning: 'certificates', share: 0.15 },
  ];

  it('decides between an officer’s conversation and everybody’s', () => {
    expect(weigh({ guesses, inside: null, officer: true })).toMatchObject({ flow: 'officer-certificates' });
    expect(weigh({ guesses, inside: null, officer: false })).toMatchObject({ flow: 'certificates' });
  });

  it('of officers’ work surely is told that it is for officers', () => {
    const sure = [{ meaning: 'announce', share: 0.99 }];
    expect(weigh({ guesses: sure, inside: null, officer: false })).toMatchObject({ flow: 'announce' });
  });
});

describe('a no in other words', () => {
  it.each(['không đâu em ạ', 'dạ không có ạ'])('is a no: %s', (text) => {
    expect(understanding.agreement(text)).toBe('no');
  });

  it.each(['để xem đã', 'cũng được thôi', 'chắc là vậy'])('a yes is never guessed: %s', (text) => {
    expect(understanding.agreement(text)).not.toBe('yes');
  });
});

describe('a question', () => {
  const asked = (...others: readonly (readonly [string, number])[]) => ({
    guesses: [['question', 0.6] as const, ...others].map(([meaning, share]) => ({ meaning, share })),
    officer: false,
  });

  it('names the conversation to begin should the handbook know no answer', () => {
    expect(weigh({ ...asked(['other', 0.2], ['certificates', 0.17]), inside: null })).toEqual({
      kind: 'question',
      or: 'certificates',
    });
    expect(weigh({ ...asked(['certificates', 0.3]), inside: 'dossier' })).toMatchObject({ or: 'dossier' });
  });

  it('names none that is hardly meant, or that is no conversation', () => {
    expect(weigh({ ...asked(['certificates', 0.1]), inside: null })).toEqual({ kind: 'question', or: null });
    expect(weigh({ ...asked(['global-later', 0.3]), inside: null })).toMatchObject({ or: null });
  });

  it('is none where a phrase and the words together name a conversation', () => {
    expect(weigh({ ...asked(['self-check', 0.07]), inside: 'self-check' })).toMatchObject({
      kind: 'flow',
      flow: 'self-check',
    });
    expect(weigh({ ...asked(['self-check', 0.02]), inside: 'self-check' })).toMatchObject({
      kind: 'question',
    });
  });
});
