/** The same words as they come out of hurried fingers: keyboard program switched off, a letter wrong or missing. */

/** Tone marks as telex keys, typed at the end of the word. */
const toneKeys: Readonly<Record<string, string>> = {
  '\u0300': 'f',
  '\u0301': 's',
  '\u0303': 'x',
  '\u0309': 'r',
  '\u0323': 'j',
};
/** Breve and horn; a circumflex doubles its letter. */
const letterKeys: Readonly<Record<string, string>> = { '\u0306': 'w', '\u031b': 'w', đ: 'dd', Đ: 'Dd' };
const circumflex = '\u0302';

/** Types a text in telex without the program that understands it: `đăng ký` → `ddawng kys`. */
export const telexed = (text: string): string =>
  text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const signs = [...word.normalize('NFD')];
    const tone = signs.map((sign) => toneKeys[sign] ?? '').join('');
    const keys = signs.filter((sign) => !(sign in toneKeys)).map((sign, at, all) => keyOf(sign, all[at - 1]));
    return keys.join('') + tone;
  });

const keyOf = (sign: string, before = ''): string =>
  sign === circumflex ? before : (letterKeys[sign] ?? sign);

/** Every third word of at least four letters gets one slip; which one depends on the word alone. */
export function slipped(text: string): string {
  let seen = 0;
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    if ([...word].length < 4) return word;
    seen += 1;
    return seen % 3 === 1 ? slip(word) : word;
  });
}

/** Two neighbours swapped, one letter left out, or one typed twice. */
function slip(word: string): string {
  const letters = [...word];
  const sum = letters.reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const at = 1 + (sum % (letters.length - 2));
  const [here = '', next = ''] = letters.slice(at, at + 2);
  const ways = [[next, here], [here], [here, here, next]] as const;
  return [...letters.slice(0, at), ...(ways[sum % ways.length] ?? []), ...letters.slice(at + 2)].join('');
}
