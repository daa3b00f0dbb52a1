/** One cell of an xlsx file out of its XML: text, number, date or yes/no. */
import { attribute, type Element, elementsIn, unescapeXml } from './xml.ts';

export type XlsxValue = string | number | boolean | Date | null;

/** What cells need from the rest of the book. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  /** Counted from 1904, as old Macs did. */
  readonly from1904: boolean;
}

/** All text of a shared or inline string, its differently coloured runs together. */
export function textsOf(inner: string): string {
  let text = '';
  for (const part of elementsIn(withoutReadingAids(inner), 't')) text += unescapeXml(part.inner);
  return text;
}

/** Reading aids of East Asian scripts stand beside the text and are not part of it. */
function withoutReadingAids(inner: string): string {
  if (!inner.includes('rPh')) return inner;
  return [...elementsIn(inner, 'rPh')].reduce((rest, aid) => rest.replace(aid.inner, ''), inner);
}

/** Numbers of built-in formats that show a day (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Formats with a day or a year outside quotes and brackets. */
const showsDay = (code: string) => /[dy]|mmm/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Gives the numbers of the cell styles that show a date. */
export function readDateStyles(xml: string): ReadonlySet<number> {
  const own = new Map(
    [...elementsIn(xml, 'numFmt')].map(({ attributes }) => [
      Number(attribute(attributes, 'numFmtId')),
      attribute(attributes, 'formatCode') ?? '',
    ]),
  );
  const [list] = elementsIn(xml, 'cellXfs');
  const formats = [...elementsIn(list?.inner ?? '', 'xf')].map(({ attributes }) =>
    Number(attribute(attributes, 'numFmtId')),
  );
  const isDate = (id: number) => (own.has(id) ? showsDay(own.get(id) ?? '') : isBuiltInDate(id));
  return new Set(formats.flatMap((id, style) => (isDate(id) ? [style] : [])));
}

const dayMs = 86_400_000;
const zero1900 = Date.UTC(1899, 11, 30);
const zero1904 = Date.UTC(1904, 0, 1);

function dateOf(serial: number, from1904: boolean): Date {
  return new Date((from1904 ? zero1904 : zero1900) + Math.round(serial * dayMs));
}

function numberOrDate(raw: string, style: number, context: CellContext): XlsxValue {
  const number = Number(raw);
  if (Number.isNaN(number)) return raw;
  return context.dateStyles.has(style) && number >= 1 ? dateOf(number, context.from1904) : number;
}

/** Reads a cell from its attributes and what lies inside. */
export function readCellXml({ attributes, inner }: Element, context: CellContext): XlsxValue {
  const type = attribute(attributes, 't') ?? 'n';
  if (type === 'inlineStr') return textsOf(inner);
  const [value] = elementsIn(inner, 'v');
  if (value === undefined) return null;
  const raw = value.inner;
  if (type === 's') return context.strings[Number(raw)] ?? null;
  if (type === 'b') return raw === '1';
  if (type === 'd') return new Date(raw);
  if (type !== 'n') return unescapeXml(raw);
  return numberOrDate(raw, Number(attribute(attributes, 's') ?? -1), context);
}
