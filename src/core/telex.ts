/**
 * Pure: telex and VNI leftovers, i.e. Vietnamese typed with the keyboard program switched off
 * (`ddawng kys`, `d9ang8 ky1`). Only words that are no plain syllable and become one are touched.
 */
const initials = new Set(' b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' '));

/** Every rime of Vietnamese without its diacritics. */
const rimes = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu ' +
    'i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong op ot ' +
    'u ua uac uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu ' +
    'uy uya uych uyen uyet uyn uynh uyp uyt uyu y ych yem yen yeng yet yeu ynh yt'
  ).split(' '),
);

/** A syllable that ends in a stop bears only sắc or nặng. */
const endsInStop = /(?:c|ch|p|t)$/;

/**
 * Foreign words whose letters also spell a telex syllable (`gas` = `gá`). They are read as telex only beside a word
 * that certainly is.
 */
const foreignWords = new Set(
  (
    'as is us of if or ox ax his has gas bus max box mix car bar her how now low too see bee room moon teen ' +
    'door keep this thus tax sex six fix law saw raw row cow tar'
  ).split(' '),
);

interface Decoded {
  readonly base: string;
  /** False for one letter plus a key and for foreign words: too little to decide alone. */
  readonly certain: boolean;
}

/** Tells whether letters without diacritics make a syllable; `gi` and `qu` swallow the vowel they end in. */
export function isBareSyllable(base: string): boolean {
  for (let cut = Math.min(3, base.length - 1); cut >= 0; cut--) {
    if (initials.has(base.slice(0, cut)) && rimes.has(base.slice(cut))) return true;
  }
  return base === 'gi';
}

/** Takes the telex keys out: doubled letters, w, one tone key after the vowel. */
function fromTelex(word: string): Decoded | null {
  if (!/^[a-z]+$/.test(word) || !/[aeiouyw]/.test(word)) return null;
  const single = word.replace(/^dd/, 'd').replace(/([aeo])\1/g, '$1');
  const horned = single
    .replace(/([aou][a-z]*?)w/g, '$1')
    .replace(/([aou][a-z]*?)w/g, '$1')
    .replace('w', 'u');
  const tone = /[aeiouy][a-z]*?([sfrxj])/.exec(horned)?.[1];
  const base = tone ? dropLast(horned, tone) : horned;
  if (base === word || !isBareSyllable(base)) return null;
  if (tone && 'frx'.includes(tone) && endsInStop.test(base)) return null;
  return { base, certain: base.length > 1 && !foreignWords.has(word) };
}

function dropLast(word: string, letter: string): string {
  const at = word.lastIndexOf(letter);
  return word.slice(0, at) + word.slice(at + 1);
}

/** Which letter a VNI mark needs before it: 6 â ê ô, 7 ơ ư, 8 ă, 9 đ. */
const needs: readonly (readonly [string, RegExp])[] = [
  ['6', /[aeo].*6/],
  ['7', /[ou].*7/],
  ['8', /a.*8/],
  ['9', /^d.*9/],
];

/** Takes the VNI digits out: 1–5 tones, 6–9 marks. */
function fromVni(word: string): Decoded | null {
  const digits = word.replace(/[a-z]/g, '');
  if (!/^[a-z]+[1-9][a-z1-9]*$/.test(word) || digits.length > 4) return null;
  const base = word.replace(/\d/g, '');
  const toneDigits = digits.replace(/[6-9]/g, '');
  if (toneDigits.length > 1 || !isBareSyllable(base)) return null;
  if (needs.some(([digit, fits]) => digits.includes(digit) && !fits.test(word))) return null;
  if (/[234]/.test(toneDigits) && endsInStop.test(base)) return null;
  return { base, certain: base.length > 1 };
}

const decode = (word: string): Decoded | null =>
  isBareSyllable(word) ? null : (fromTelex(word) ?? fromVni(word));

/**
 * Replaces typing leftovers by their plain letters and leaves all else as it was: `Ddawng kys 500kg` → `dang ky 500kg`.
 * Diacritics are not rebuilt; the result is for matching only.
 */
export function decodeTyping(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const found = new Map<string, Decoded>();
  for (const word of words) {
    const decoded = decode(word.toLowerCase());
    if (decoded) found.set(word, decoded);
  }
  if (![...found.values()].some((each) => each.certain)) return text;
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => found.get(word)?.base ?? word);
}
