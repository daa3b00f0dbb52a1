/**
 * Pure: the Vietnamese lunar calendar at UTC+7. New moons and the sun's longitude by the truncated series of J. Meeus,
 * Astronomical Formulae for Calculators (1982), ch. 32, and Astronomical Algorithms (1991), ch. 25; months as the rule
 * says: month 11 holds the winter solstice, and of thirteen months the first without a principal term is the leap one.
 */
import { addDays, daysBetween } from './calendar.ts';
import type { Day } from './model.ts';

export interface LunarDay {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly isLeap: boolean;
}

const radian = Math.PI / 180;
const epoch = '1970-01-01' as Day;
/** Julian day number of 1970-01-01. */
const epochJulian = 2_440_588;
const zone = 7 / 24;
/** Mean length of a lunar month in days, and the new moon that months are counted from (1 January 1900). */
const synodic = 29.530588853;
const firstNewMoon = 2_415_021.076998695;

const sine = (degrees: number): number => Math.sin(degrees * radian);
const julianOf = (day: Day): number => daysBetween(epoch, day) + epochJulian;
const dayOfJulian = (julian: number): Day => addDays(epoch, julian - epochJulian);
const polynomial = (x: number, ...terms: readonly number[]): number =>
  terms.reduceRight((sum, term) => sum * x + term, 0);

/** Periodic terms of a new moon: amplitude in days, then multiples of sun's anomaly, moon's anomaly, latitude argument. */
const moonTerms: readonly (readonly [number, number, number, number])[] = [
  [0.0021, 2, 0, 0],
  [-0.4068, 0, 1, 0],
  [0.0161, 0, 2, 0],
  [-0.0004, 0, 3, 0],
  [0.0104, 0, 0, 2],
  [-0.0051, 1, 1, 0],
  [-0.0074, 1, -1, 0],
  [0.0004, 1, 0, 2],
  [-0.0004, -1, 0, 2],
  [-0.0006, 0, 1, 2],
  [0.001, 0, -1, 2],
  [0.0005, 1, 2, 0],
];

/** Julian day number on which the k-th new moon since 1900 falls in Vietnam. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const mean = 2415020.75933 + 29.53058868 * k + polynomial(t, 0, 0, 0.0001178, -0.000000155);
  const sun = 359.2242 + 29.10535608 * k + polynomial(t, 0, 0, -0.0000333, -0.00000347);
  const moon = 306.0253 + 385.81691806 * k + polynomial(t, 0, 0, 0.0107306, 0.00001236);
  const latitude = 21.2964 + 390.67050646 * k + polynomial(t, 0, 0, -0.0016528, -0.00000239);
  const shift = 0.00033 * sine(polynomial(t, 166.56, 132.87, -0.009173));
  const periodic = moonTerms.reduce(
    (sum, [size, s, m, l]) => sum + size * sine(s * sun + m * moon + l * latitude),
    (0.1734 - 0.000393 * t) * sine(sun),
  );
  // Terrestrial time runs ahead of the clock.
  const clock = polynomial(t, -0.000278, 0.000265, 0.000262);
  return Math.floor(mean + shift + periodic - clock + 0.5 + zone);
}

/** Which twelfth of its way the sun is in when a day begins in Vietnam, 0 from the spring equinox on. */
function sunTwelfth(julian: number): number {
  const t = (julian - 2_451_545.5 - zone) / 36_525;
  const anomaly = polynomial(t, 357.5291, 35_999.0503, -0.0001559, -0.00000048);
  const longitude =
    polynomial(t, 280.46645, 36_000.76983, 0.0003032) +
    polynomial(t, 1.9146, -0.004817, -0.000014) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.00029 * sine(3 * anomaly);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

const indexOf = (julian: number): number => Math.floor((julian - firstNewMoon) / synodic);

/** Number of the new moon that begins month 11 of a solar year, the one with the winter solstice. */
function eleventhMonth(year: number): number {
  const k = indexOf(julianOf(`${year}-12-31` as Day));
  return sunTwelfth(newMoonDay(k)) >= 9 ? k - 1 : k;
}

/** Position of the leap month after month 11, when there are thirteen months; else `null`. */
function leapAfter(first: number, last: number): number | null {
  if (last - first < 13) return null;
  for (let n = 1; n < 14; n += 1)
    if (sunTwelfth(newMoonDay(first + n)) === sunTwelfth(newMoonDay(first + n + 1))) return n;
  return null;
}

/** Gives the lunar date of a day; right for 1900–2199. */
export function lunarOf(day: Day): LunarDay {
  const julian = julianOf(day);
  let k = indexOf(julian) + 1;
  while (newMoonDay(k) > julian) k -= 1;
  const solarYear = Number(day.slice(0, 4));
  const began = newMoonDay(eleventhMonth(solarYear)) > julian ? solarYear - 1 : solarYear;
  const [first, next] = [eleventhMonth(began), eleventhMonth(began + 1)];
  const leap = leapAfter(first, next);
  const since = k - first;
  const counted = leap !== null && since >= leap ? since - 1 : since;
  const month = ((counted + 10) % 12) + 1;
  return {
    day: julian - newMoonDay(k) + 1,
    month,
    year: counted >= 2 ? began + 1 : began,
    isLeap: since === leap,
  };
}

/** The day a lunar date falls on (the month itself, not its leap twin). */
export function dayOfLunar(year: number, month: number, day: number): Day {
  const first = eleventhMonth(month >= 11 ? year : year - 1);
  const leap = leapAfter(first, eleventhMonth((month >= 11 ? year : year - 1) + 1));
  const plain = month >= 11 ? month - 11 : month + 1;
  const since = leap !== null && plain >= leap ? plain + 1 : plain;
  return dayOfJulian(newMoonDay(first + since) + day - 1);
}

/** Tết Nguyên Đán, the first day of a lunar year. */
export const tetOf = (year: number): Day => dayOfLunar(year, 1, 1);
