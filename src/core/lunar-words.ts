/** Pure: days named by the moon ("rằm tháng chạp", "mùng 6 tháng giêng", "15/8 âm lịch"). */

import { dayOfLunar, lunarOf } from './lunar.ts';
import type { Day } from './model.ts';
import { fold } from './vietnamese.ts';

const months: Readonly<Record<string, number>> = {
  gieng: 1,
  hai: 2,
  ba: 3,
  tu: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  mot: 11,
  chap: 12,
};

const named = /(?:^| )(ram|(?:mung |mong |ngay )?\d{1,2}) (?:thang )?(\d{1,2}|[a-z]+)(?= |$)/;

/** Days of the moon are asked for by name only: a full moon, the first and last month, or "âm". */
const isLunar = (words: string): boolean =>
  /(?:^| )ram (?:thang )?|thang (?:gieng|chap)(?= |$)|(?:^| )am(?: lich)?(?= |$)/.test(words);

/** Reads the next such day from today on; `wrong` for a day no month has, `null` when the text names none by the moon. */
export function readLunarDay(text: string, today: Day): Day | 'wrong' | null {
  const words = fold(text.replaceAll(/(\d)\s*[/-]\s*(\d)/gu, '$1 $2'));
  const found = isLunar(words) ? named.exec(words) : null;
  if (found === null) return null;
  const [, dayWord = '', monthWord = ''] = found;
  const day = dayWord === 'ram' ? 15 : Number(dayWord.replace(/\D/g, ''));
  const month = months[monthWord] ?? Number(monthWord);
  if (!(day >= 1 && day <= 30 && month >= 1 && month <= 12)) return 'wrong';
  const { year } = lunarOf(today);
  const next = [year, year + 1].map((one) => dayOfLunar(one, month, day)).find((one) => one >= today);
  // A month of twenty-nine days has no thirtieth.
  return next === undefined || lunarOf(next).day !== day ? 'wrong' : next;
}
