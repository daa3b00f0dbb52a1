/** Pure: which choice a percentage means, where choices are ranges written out ("50% đến dưới 75%"). */
import { fold } from './vietnamese.ts';

/** A percentage as people type it: `80%`, `80 phần trăm`, `khoảng 80%`; `null` when it is none or more than one. */
export function percentIn(text: string): number | null {
  const found = [
    ...fold(text.replaceAll('%', ' phan tram ')).matchAll(/(?:^| )(\d{1,3}) (?:phan tram|percent)(?= |$)/g),
  ];
  const [only, ...others] = found.map(([, number]) => Number(number));
  return only === undefined || others.length > 0 || only > 100 ? null : only;
}

/** Whether a range in the words of a choice holds the percentage; `null` when the words name no range. */
export function holdsPercent(words: string, percent: number): boolean | null {
  const [, from, below] = /(\d{1,3})% đến (?:dưới )?(\d{1,3})%/u.exec(words) ?? [];
  if (from !== undefined && below !== undefined)
    return (
      percent >= Number(from) &&
      (words.includes('đến dưới') ? percent < Number(below) : percent <= Number(below))
    );
  const under = /dưới (\d{1,3})%/u.exec(words)?.[1];
  if (under !== undefined) return percent < Number(under) && percent > 0;
  const over = /trên (\d{1,3})%/u.exec(words)?.[1];
  if (over !== undefined) return percent > Number(over);
  const least = /(?:từ|ít nhất) (\d{1,3})%/u.exec(words)?.[1];
  return least === undefined ? null : percent >= Number(least);
}
