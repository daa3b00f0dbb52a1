/** Pure: single cells of a registry file: stars, days, years, numbers, as officers type them. */
import { parseDay } from './calendar.ts';
import type { Star } from './certificate.ts';
import type { RawCell, RawLine, RegistryColumn, RowFault } from './certificate-row.ts';
import type { Day } from './model.ts';
import { fold, normalise } from './vietnamese.ts';

/** Signs people put where there is nothing. */
const nothing = /^(?:[-–—./\\x?]*|khong(?: co)?|chua(?: co)?|k)$/;

/** What a cell says; `null` when it is empty or says that there is nothing. */
export function textIn({ cells }: RawLine, column: RegistryColumn): string | null {
  const text = normalise(cells[column]?.text ?? '');
  const bare = fold(text);
  return text === '' || (bare === '' ? /^[-–—./\\?]*$/.test(text) : nothing.test(bare)) ? null : text;
}

/** Reads "4 sao", "4*", "****", "OCOP 4 sao", "4"; `low` for one or two stars, `null` for anything else. */
export function readStar(text: string): Star | 'low' | null {
  const signs = text.replace(/\s/g, '');
  const drawn = /^[*★⭐]+$/u.test(signs) ? [...signs].length : null;
  const found = /^(?:ocop |hang |dat |san pham )*([1-5])(?: sao)?(?: ocop)?$/.exec(fold(text));
  const count = drawn ?? (found === null ? null : Number(found[1]));
  if (count === 3 || count === 4 || count === 5) return count;
  return count === 1 || count === 2 ? 'low' : null;
}

/** Reads a year of the programme's time, also out of `năm 2023`. */
export function readYear(text: string): number | null {
  const found = /^(?:nam )?(20\d{2})(?: 0)?$/.exec(fold(text));
  return found === null ? null : Number(found[1]);
}

export type DayRead =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly code: RowFault };

const dayShape = /\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{4}-\d{1,2}-\d{1,2}/;

/** Reads a day; a bare year is a year, a day that does not exist (29/02/2027, 31/04) is a fault of its own. */
export function readDate(line: RawLine, column: RegistryColumn): DayRead {
  const text = textIn(line, column);
  if (text === null) return { kind: 'none' };
  const year = readYear(text);
  if (year !== null) return { kind: 'year', year };
  const day = line.cells[column]?.day ?? parseDay(text);
  if (day !== null) return { kind: 'day', day };
  return { kind: 'fault', code: dayShape.test(text) ? 'date.impossible' : 'date.unreadable' };
}

/** The day inside a decision as it is quoted: `123/QĐ-UBND ngày 12/5/2023`. */
export function dayInDecision(decision: string): Day | null {
  const quoted = /ng[àa]y\s+(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})/iu.exec(decision.normalize('NFC'));
  return quoted?.[1] === undefined ? null : parseDay(quoted[1]);
}

/** The number of a decision without its day, folded: what two files that quote it have in common. */
export function decisionKey(decision: string | null): string {
  if (decision === null) return '';
  const text = decision.normalize('NFC').replace(/[,;]?\s*ng[àa]y\s+.*$/iu, '');
  return fold(text).replace(/^(?:quyet dinh |qd )?(?:so )?/, '');
}

/** A cell whose letters were stored in an encoding the reader could not tell. */
export const isGarbled = ({ doubt }: RawCell): boolean => doubt === 'sheet.encoding';
