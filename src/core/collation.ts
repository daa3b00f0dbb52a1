/** Pure: the order of the Vietnamese alphabet, for lists that people read. */
const alphabet = [...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'];
const rank = new Map(alphabet.map((letter, index) => [letter, index + 10]));
/** Dictionary order of tones: none, huyền, hỏi, ngã, sắc, nặng. */
const toneOrder = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

const letters = (word: string): string => word.normalize('NFD').replace(tones, '').normalize('NFC');
const toneOf = (word: string): number => {
  const tone = word.normalize('NFD').match(tones)?.[0];
  return tone === undefined ? 0 : toneOrder.indexOf(tone) + 1;
};

function compareLetters(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const difference = weight(x[at]) - weight(y[at]);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** Digits and signs come before letters, letters of other alphabets after. */
function weight(letter = ''): number {
  const known = rank.get(letter);
  if (known !== undefined) return known;
  return /\p{L}/u.test(letter) ? 100 + (letter.codePointAt(0) ?? 0) : (letter.codePointAt(0) ?? 0) / 0x110000;
}

/**
 * Compares two texts word by word as a Vietnamese dictionary does: letters first (a ă â … d đ … u ư), then the tone.
 * Upper and lower case, NFC and NFD, `hoà` and `hòa` are equal.
 */
export function compareVietnamese(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => text.toLowerCase().normalize('NFC').trim().split(/\s+/)) as [
    string[],
    string[],
  ];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const [left = '', right = ''] = [x[at], y[at]];
    const difference = compareLetters(letters(left), letters(right)) || toneOf(left) - toneOf(right);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
