/** Pure: is a word one that Vietnamese could have? Used to tell text stored in an old encoding from real text. */

const initial = '(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?';
/** Vowels without tone, longest first. */
const open =
  'uyêu|oai|oay|oeo|iêu|yêu|uôi|ươi|ươu|uây|uya|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oa|oe|uê|uơ|uy|uâ|oă|[aâeêioôơuưy]';
const closed = 'uyê|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|oo|[aăâeêioôơuưy]';
const shape = new RegExp(`^${initial}(?:(?:${open})|(?:${closed})(?:ng|nh|ch|[cmnpt]))$`, 'u');
const stopped = /(?:ch|[cpt])$/u;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Sắc and nặng: the only tones before -c, -ch, -p, -t. */
const sharp = /[\u0301\u0323]/;

/** All small, all capitals, or one capital in front. */
const evenCase = (word: string): boolean => {
  const [first = '', ...rest] = [...word];
  const tail = rest.join('');
  return tail === tail.toLowerCase() || (word === word.toUpperCase() && first !== first.toLowerCase());
};

/** Tells whether a word is built as a Vietnamese syllable is: sounds, one tone at most, and a tone its end allows. */
export function isSyllable(word: string): boolean {
  if (!evenCase(word)) return false;
  const spread = word.toLowerCase().normalize('NFD');
  const marks = spread.match(tones) ?? [];
  if (marks.length > 1) return false;
  const bare = spread.replace(tones, '').normalize('NFC');
  if (!shape.test(bare)) return false;
  return !stopped.test(bare) || sharp.test(marks[0] ?? '');
}
