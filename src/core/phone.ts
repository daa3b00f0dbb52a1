/** Pure: Vietnamese telephone numbers as people type them, kept as E.164 (`+84…`). */
import { ok, type Result, refuse } from './error.ts';
import { normalise } from './vietnamese.ts';

export interface Phone {
  /** E.164: `+84` and 9 digits (mobile) or 10 (landline). */
  readonly number: string;
  readonly kind: 'mobile' | 'landline';
}

/** Mobile prefixes of eleven digits, closed in 2018, and what took their place; the last seven digits stayed. */
const oldMobilePrefixes: Readonly<Record<string, string>> = {
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0186': '056',
  '0188': '058',
  '0199': '059',
};

const mobile = /^0[35789]\d{8}$/;
const landline = /^02\d{9}$/;
/** The letter o for zero, where it touches a digit and no letter. */
const letterZero = /(?<!\p{L})o(?=\d)|(?<=\d)o(?!\p{L})/giu;
/** Digits with what people put between them. */
const numberLike = /\+?\s*\(?\d(?:[\s.,\-–()/]*\d)*/g;

/** A longer text is no answer to "your number?"; what stands behind is not looked at. */
const maxLength = 200;

/** Brings country code, lost zero and closed prefixes into the national form `0…`; gives other digits back. */
function toNational(digits: string): string {
  const afterCode = /^(?:00)?84(0?\d{9,10})$/.exec(digits)?.[1] ?? digits;
  // Nine digits of a mobile, ten of a landline or of a closed prefix: the zero in front was lost.
  const withZero = /^(?:[35789]\d{8}|2\d{9}|1[2689]\d{8})$/.test(afterCode) ? `0${afterCode}` : afterCode;
  const renewed = withZero.length === 11 ? oldMobilePrefixes[withZero.slice(0, 4)] : undefined;
  return renewed ? renewed + withZero.slice(4) : withZero;
}

function judge(found: string): Result<Phone> {
  const written = found.replace(/[^+\d]/g, '');
  if (/^(?:\+|00)(?!84)/.test(written)) return refuse('phone.foreign');
  const national = toNational(written.replace('+', ''));
  if (mobile.test(national)) return ok({ number: `+84${national.slice(1)}`, kind: 'mobile' });
  if (landline.test(national)) return ok({ number: `+84${national.slice(1)}`, kind: 'landline' });
  if (national.length < 10) return refuse('phone.short');
  return refuse(national.length > 10 && !national.startsWith('02') ? 'phone.long' : 'phone.unknown');
}

/** Two numbers, or a year and a number, with no more between them than stands inside one. */
function judgeParts(found: string): readonly Result<Phone>[] {
  for (const gap of found.matchAll(/[\s.,\-–()/]+/g)) {
    const parts = [judge(found.slice(0, gap.index)), judge(found.slice(gap.index + gap[0].length))];
    if (parts.every((each) => each.ok)) return parts;
    if (gap[0].includes(',') && parts.some((each) => each.ok)) return parts;
  }
  return [];
}

/**
 * Reads the one telephone number in a text: `0912 345 678`, `84912345678`, `+84 (0)912.345.678`, a lost zero, the letter
 * o for zero, an eleven-digit number of before 2018. Refuses with `phone.missing` (no digits), `phone.short`,
 * `phone.long`, `phone.foreign`, `phone.unknown` (no such prefix) or `phone.several` (two different numbers).
 */
export function parsePhone(text: string): Result<Phone> {
  const typed = normalise(text.normalize('NFKC')).slice(0, maxLength).replace(letterZero, '0');
  const runs: readonly string[] = typed.match(numberLike) ?? [];
  const likely = runs.filter((run) => run.replace(/\D/g, '').length >= 5);
  const [first] = likely;
  if (first === undefined) return refuse(runs.length > 0 ? 'phone.short' : 'phone.missing');
  const judged = likely.flatMap((run) => (judge(run).ok ? [judge(run)] : judgeParts(run)));
  const numbers = new Map(judged.flatMap((each) => (each.ok ? [[each.value.number, each] as const] : [])));
  if (numbers.size > 1) return refuse('phone.several');
  return [...numbers.values()][0] ?? judge(first);
}

/** Shows a number as it is dialled at home: `0912 345 678`, `024 3825 1234`. Other text comes back as it is. */
export function formatPhone(number: string): string {
  if (!/^\+84\d{9,10}$/.test(number)) return number;
  const national = `0${number.slice(3)}`;
  if (national.length === 10) return national.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
  // Hà Nội and TP. Hồ Chí Minh have three-digit area codes, all others four.
  return /^02[48]/.test(national)
    ? national.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
    : national.replace(/^(\d{4})(\d{3})(\d{4})$/, '$1 $2 $3');
}

/** Hides all but the last three digits, for lists, logs and other people's eyes. */
export function maskPhone(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length < 6 ? '•••' : `•••••••${digits.slice(-3)}`;
}
