import { describe, expect, it } from 'vitest';
import { createIntentModel } from '../../src/core/intent-model.ts';
import { trainIntentModel } from '../../src/core/intent-training.ts';
import { asTyped } from '../../src/core/intent-typing.ts';

const sentences = {
  classes: ['cho tôi học lớp bán hàng', 'có lớp nào không', 'xem lớp tập huấn', 'tôi muốn đi học lớp này'],
  stop: ['đừng gửi tin nữa', 'đừng nhắn tin cho tôi nữa', 'thôi gửi tin cho tôi', 'không nhận tin nữa'],
  events: ['xem hội chợ', 'cho tôi đi hội chợ', 'có hội chợ nào không', 'đăng ký gian hàng hội chợ'],
};
const examples = Object.entries(sentences).flatMap(([meaning, texts]) =>
  [...texts, ...texts].flatMap((text) => asTyped({ text, meaning })),
);
const model = createIntentModel(trainIntentModel(examples));
const first = (text: string) => model.guess(text)[0]?.meaning;

describe('a model learnt from examples', () => {
  it('recognises sentences nobody gave it', () => {
    expect(first('bác muốn học một lớp')).toBe('classes');
    expect(first('tui không muốn nhận tin nữa đâu')).toBe('stop');
    expect(first('hội chợ sắp tới')).toBe('events');
  });

  it('reads them without diacritics, in telex left as typed, and with a slip', () => {
    expect(first('dung gui tin cho tui nua')).toBe('stop');
    expect(first('ddi hooij chowj')).toBe('events');
    expect(first('cho tui xem hội hcợ')).toBe('events');
  });

  it('believes less in what it has never met', () => {
    const share = (text: string) => model.guess(text)[0]?.share ?? 0;
    expect(share('trời mưa quá trời')).toBeLessThan(share('đừng gửi tin cho tôi nữa'));
  });

  it('guesses nothing from a text without words', () => {
    expect(model.guess('?! 😂')).toEqual([]);
  });

  it('learns the same from the same examples', () => {
    expect(trainIntentModel(examples)).toEqual(trainIntentModel(examples));
  });
});
