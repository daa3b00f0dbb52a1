import { describe, expect, it } from 'vitest';
import { layOut, type ShownChoice } from '../../src/service/choices.ts';

const choice = (text: string, payload: string, rest: Partial<ShownChoice> = {}): ShownChoice => ({
  label: { plain: text },
  text,
  payload,
  ...rest,
});
const sentences = [
  choice('Nhãn ghi đầy đủ theo quy định', 'f:q1:2.3=1p1'),
  choice('Nhãn đầy đủ, có hình hoặc lời kể', 'f:q1:2.3=2p2'),
  choice('Chưa rõ', 'f:q1:@skip'),
  choice('Quay lại', 'f:q1:@back', { nav: true }),
];
const labels = (layout: ReturnType<typeof layOut>) => layout.buttons?.map(({ label }) => label) ?? null;

describe('choices that are sentences', () => {
  it('stand in the text by number; buttons carry the numbers, short answers keep their words', () => {
    const layout = layOut(sentences, true, 30);
    expect(layout.list).toEqual([
      '1. Nhãn ghi đầy đủ theo quy định',
      '2. Nhãn đầy đủ, có hình hoặc lời kể',
      '3. Chưa rõ',
    ]);
    expect(labels(layout)).toEqual(['1', '2', 'Chưa rõ', 'Quay lại']);
    expect(layout.buttons?.[0]?.payload).toBe('f:q1:2.3=1p1');
  });

  it('are the same list where there is no room for buttons', () => {
    expect(layOut(sentences, true, 0)).toEqual({ buttons: null, list: layOut(sentences, true, 30).list });
  });
});

describe('other choices', () => {
  it('are buttons and nothing else where they fit', () => {
    expect(layOut(sentences, false, 30).list).toEqual([]);
    expect(labels(layOut(sentences, false, 30))).toEqual(sentences.map(({ text }) => text));
  });

  it('lose navigation first, then become a list', () => {
    expect(labels(layOut(sentences, false, 3))).toEqual([
      'Nhãn ghi đầy đủ theo quy định',
      'Nhãn đầy đủ, có hình hoặc lời kể',
      'Chưa rõ',
    ]);
    expect(layOut(sentences, false, 2).buttons).toBeNull();
  });
});

describe('choices that the text numbers itself', () => {
  it('are buttons by name where there is room, and not said again where there is none', () => {
    expect(layOut(sentences, 'told', 30)).toEqual({ ...layOut(sentences, false, 30) });
    expect(layOut(sentences, 'told', 0)).toEqual({ buttons: null, list: [] });
  });
});
