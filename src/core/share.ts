/** Pure: shares as people say them ("70%", "hơn nửa", "toàn bộ"), in the bands of the score sheet (criteria 1.1, 3.3). */
import type { ShareBand } from './model.ts';
import { createPhraseFinder, parsePhrase, tokenise } from './phrase.ts';

/** What a word says: a share in percent, or that the next number is not quite reached. */
type Meaning = { readonly percent: number } | 'less' | 'unsure';

const said = (meaning: Meaning, words: string) =>
  words.split(', ').map((word) => ({ phrase: parsePhrase(word), value: meaning }));

/** Words people use; a vague majority counts as just over half, because the lower claim is the safe one. */
const table = [
  ...said({ percent: 100 }, 'toàn bộ, tất cả, hết, hết cả, hoàn toàn, trọn vẹn, một trăm phần trăm'),
  ...said({ percent: 90 }, 'gần như toàn bộ, gần như tất cả, gần hết, hầu hết, đại đa số, gần như hết'),
  ...said({ percent: 75 }, 'ba phần tư, bảy lăm, bảy mươi lăm'),
  ...said(
    { percent: 60 },
    'hơn nửa, hơn một nửa, quá nửa, trên nửa, trên một nửa, già nửa, phần lớn, phần nhiều, đa số, chủ yếu, đa phần',
  ),
  ...said({ percent: 66 }, 'hai phần ba'),
  ...said({ percent: 50 }, 'nửa, một nửa, phân nửa, phân nữa, năm mươi'),
  ...said(
    { percent: 25 },
    'chưa đến nửa, chưa tới nửa, chưa đến một nửa, chưa tới một nửa, chưa được một nửa, dưới nửa, dưới một nửa, ít hơn nửa, gần nửa, gần một nửa, một phần ba, một phần tư, một phần, một ít, ít, rất ít, số ít, không có, không, không đáng kể',
  ),
  ...said('unsure', 'không biết, không rõ, không chắc, không nhớ, chưa biết, chưa rõ, chưa tính, khó nói'),
  ...said(
    'less',
    'dưới, gần, chưa đến, chưa tới, chưa được, không đến, không tới, xấp xỉ dưới, ít hơn, nhỏ hơn',
  ),
];
const find = createPhraseFinder<Meaning>(table);

/** Lower ends of the bands, in percent. */
const half = 50;
const threeQuarters = 75;

/** Reads a share. Of a range ("60–80%") the lower end counts. Gives `null` when none is said. */
export function parseShare(text: string): ShareBand | null {
  const found = find(tokenise(text)).map(({ value }) => value);
  if (found.includes('unsure')) return 'unsure';
  const number = numberIn(text);
  if (number !== null) return bandOf(found.includes('less') ? number - 1 : number);
  const percents = found.flatMap((value) => (typeof value === 'object' ? [value.percent] : []));
  return percents.length === 0 ? null : bandOf(Math.min(...percents));
}

function bandOf(percent: number): ShareBand {
  if (percent >= threeQuarters) return 'from75';
  return percent >= half ? 'from50to75' : 'under50';
}

/** The percentage written in digits: `70%`, `2/3`, `7 phần 10`, `7 phần` (of ten), `0,7`; a bare number from 0 to 100 is a percentage. */
function numberIn(text: string): number | null {
  const [, part, whole] = /(\d{1,3})\s*(?:\/|phần|phan)\s*(\d{1,3})/iu.exec(text.normalize('NFC')) ?? [];
  if (part !== undefined && Number(whole) > 0 && Number(part) <= Number(whole))
    return (100 * Number(part)) / Number(whole);
  const tenths = /^\D*(\d{1,2})\s*phần(?!\s*trăm)/iu.exec(text.normalize('NFC'))?.[1];
  if (tenths !== undefined && Number(tenths) <= 10) return Number(tenths) * 10;
  const first = /\d+(?:[.,]\d+)?/.exec(text)?.[0];
  if (first === undefined) return null;
  const value = Number(first.replace(',', '.'));
  if (/^0[.,]/.test(first)) return value * 100;
  return value <= 100 ? value : null;
}
