/**
 * Pure: Vietnamese text from the time before Unicode, as old spreadsheets still hold it: TCVN3 (ABC, fonts `.Vn…`) and
 * VNI-Windows (fonts `VNI-…`). Such text arrives as Latin-1 signs: `Hîp t¸c x·`, `Hôïp taùc xaõ`.
 */
import { isSyllable } from './syllable.ts';

/** TCVN 5712:1993 (VN3), 0xA1 to 0xFF in order; 0xB0–0xB4 are combining tones. */
const tcvn3Signs = [
  ...'ĂÂÊÔƠƯĐăâêôơưđẰ',
  ...['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'],
  ...'àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ',
];
const tcvn3 = new Map(tcvn3Signs.map((sign, at) => [String.fromCodePoint(0xa1 + at), sign]));

/** The code has no capitals with tones: fonts for headlines drew `S¸CH` as `SÁCH`. */
const isHeadline = (text: string): boolean =>
  !/[a-z]/.test(text) && text.split(/\s+/).some((word) => /[A-Z].*[A-Z]/.test(word));

const raise = (raw: string, read: string): string => (isHeadline(raw) ? read.toUpperCase() : read);

/** Reads TCVN3 text; signs that are not its own stay. */
export function decodeTcvn3(text: string): string {
  const read = (raw: string) =>
    raise(
      raw,
      [...raw]
        .map((sign) => tcvn3.get(sign) ?? sign)
        .join('')
        .normalize('NFC'),
    );
  return isHeadline(text) ? read(text) : text.split(/(\s+)/).map(read).join('');
}

/** VNI writes a vowel and, behind it, a sign for its marks: grave, acute, hook, tilde, dot, alone or on â and ă. */
const vniMarks = new Map<string, string>([
  ['ø', '\u0300'],
  ['ù', '\u0301'],
  ['û', '\u0309'],
  ['õ', '\u0303'],
  ['ï', '\u0323'],
  ['â', '\u0302'],
  ['à', '\u0302\u0300'],
  ['á', '\u0302\u0301'],
  ['å', '\u0302\u0309'],
  ['ã', '\u0302\u0303'],
  ['ä', '\u0302\u0323'],
  ['ê', '\u0306'],
  ['è', '\u0306\u0300'],
  ['é', '\u0306\u0301'],
  ['ú', '\u0306\u0309'],
  ['ü', '\u0306\u0303'],
  ['ë', '\u0306\u0323'],
]);

const vniSingles = new Map<string, string>([
  ['ñ', 'đ'],
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
]);

function inCaseOf(model: string, text: string): string {
  return model === model.toLowerCase() ? text : text.toUpperCase();
}

const vniPair = /([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ñôöæóòî]/giu;

/** Reads VNI-Windows text; signs that are not its own stay. */
export function decodeVni(text: string): string {
  const read = text.replace(vniPair, (whole: string, vowel?: string, mark?: string) => {
    if (vowel === undefined || mark === undefined) {
      return inCaseOf(whole, vniSingles.get(whole.toLowerCase()) ?? whole);
    }
    const base = vniSingles.get(vowel.toLowerCase()) ?? vowel.toLowerCase();
    return inCaseOf(vowel, base) + (vniMarks.get(mark.toLowerCase()) ?? '');
  });
  return read.normalize('NFC');
}

/** `plain` has no sign beyond ASCII and is the same in all; `unsure` looks old and reads as Vietnamese in neither. */
export type TextEncoding = 'plain' | 'unicode' | 'tcvn3' | 'vni' | 'unsure';

const readings = {
  unicode: (text: string) => text.normalize('NFC'),
  tcvn3: decodeTcvn3,
  vni: decodeVni,
} as const;

type Reading = keyof typeof readings;

/** Letters that only Unicode has. */
const surelyUnicode = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]|\p{Mn}/u;
/** Signs of Latin-1 that stand inside words of old text and hardly in any other. */
const suspicious = /[a-z][¡-©ª-\u00af¸-¼¾¿]|[¡-©ª-\u00af¸-¼¾¿][a-z]|[åäæëïñöøûüÿ]/iu;
const beyondAscii = /[\u0080-\uffff]/;
const inLatin1 = /[\u00a1-\u00ff]/;

const wordsOf = (text: string) => text.split(/[\s!-@[-`{-~]+/).filter((word) => inLatin1.test(word));

/** How many of the words with signs beyond ASCII read as Vietnamese. */
const scoreOf = (words: readonly string[], reading: Reading): number =>
  words.filter((word) => isSyllable(readings[reading](word))).length;

/**
 * Guesses how a text was stored. `likely` is what the rest of the file looks like; it decides where a text alone could
 * be read both ways.
 */
export function guessEncoding(text: string, likely: TextEncoding = 'unicode'): TextEncoding {
  if (!beyondAscii.test(text)) return 'plain';
  if (surelyUnicode.test(text)) return 'unicode';
  const words = wordsOf(text);
  const order: readonly Reading[] =
    likely === 'tcvn3' || likely === 'vni' ? [likely, 'unicode'] : ['unicode'];
  const scored = [...new Set<Reading>([...order, 'unicode', 'tcvn3', 'vni'])].map((reading) => ({
    reading,
    score: scoreOf(words, reading),
  }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score * 2 > words.length) return best.reading;
  return suspicious.test(text) ? 'unsure' : 'unicode';
}

/** Reads a text stored in an encoding; `unsure` and `plain` come back as they are, in NFC. */
export function decodeText(text: string, encoding: TextEncoding): string {
  return encoding === 'tcvn3' || encoding === 'vni' ? readings[encoding](text) : text.normalize('NFC');
}

/** Tells what most of many texts are stored in, `unicode` when nothing speaks against it. */
export function guessAll(texts: Iterable<string>): TextEncoding {
  const counts = new Map<TextEncoding, number>();
  for (const text of texts) {
    const guess = guessEncoding(text);
    counts.set(guess, (counts.get(guess) ?? 0) + 1);
  }
  const telling = (['unicode', 'tcvn3', 'vni', 'unsure'] as const).map((encoding) => ({
    encoding,
    count: counts.get(encoding) ?? 0,
  }));
  return telling.reduce((a, b) => (b.count > a.count ? b : a)).encoding;
}
