/** Pure: an example sentence in the forms people type it: as written, without diacritics, and in a hurry. */
import type { IntentExample } from './intent-training.ts';

/** Gives the sentence in every form it is learnt in. */
export function asTyped({ text, meaning }: IntentExample): readonly IntentExample[] {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return [text, bare, hurried(text, 0), hurried(bare, 1)].map((typed) => ({ text: typed, meaning }));
}

/** Every third word with a slip, beginning with another word each time. */
const hurried = (text: string, from: number): string =>
  text
    .split(' ')
    .map((word, at) => (at % 3 === from ? slip(word, at) : word))
    .join(' ');

/** Two letters inside the word change places, one is left out, or one is typed twice. */
function slip(word: string, turn: number): string {
  const letters = [...word];
  if (letters.length < 4) return word;
  const at = 1 + ((letters[1]?.codePointAt(0) ?? 0) % (letters.length - 2));
  const [here = '', next = ''] = letters.slice(at, at + 2);
  const ways = [[next, here], [here], [here, here, next]] as const;
  return [...letters.slice(0, at), ...(ways[turn % ways.length] ?? []), ...letters.slice(at + 2)].join('');
}
