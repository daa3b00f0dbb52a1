/** Walks the data rows below a header: merged cells filled down, headings inside the data kept, empty rows left out. */
import type { TextEncoding } from '../core/legacy-encoding.ts';
import type { SheetCell, SheetRow, SheetSpec } from '../ports/sheet.ts';
import { readCell, textOf } from './sheet-cell.ts';
import { type Header, numbersColumns } from './sheet-header.ts';
import type { Merge } from './sheet-merges.ts';
import type { RawRow, RawSheet } from './sheet-source.ts';
import type { XlsxValue } from './xlsx-cell.ts';

export interface Walk<K extends string> {
  readonly sheet: RawSheet;
  readonly header: Header<K>;
  readonly merges: readonly Merge[];
  readonly spec: SheetSpec<K>;
  readonly encoding: TextEncoding;
}

/** Puts the value of a cell that is merged downwards into the rows below it. */
function createFill(merges: readonly Merge[]): (row: RawRow) => readonly XlsxValue[] {
  const tall = merges.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
  let next = 0;
  let open: { readonly merge: Merge; readonly value: XlsxValue }[] = [];
  return ({ at, values }) => {
    open = open.filter(({ merge }) => merge.bottom >= at);
    for (let merge = tall[next]; merge && merge.top <= at; merge = tall[++next]) {
      if (merge.top === at) open.push({ merge, value: values[merge.left] ?? null });
    }
    const filled = [...values];
    for (const { merge, value } of open) filled[merge.left] = value;
    return filled;
  };
}

/** `I`, `II.`, `A`: the number of a heading inside the data. */
const ordinal = /^(?:[IVXLC]+|[A-Z])[.)]?$/;

/** The text of a row that is a heading inside the data, `null` for any other. */
function sectionOf<K extends string>(
  texts: readonly string[],
  { header, spec }: Walk<K>,
  isWide: boolean,
): string | null {
  const filled = texts.flatMap((text, at) => (text === '' ? [] : [{ text, at }]));
  const [first, second] = filled;
  if (first === undefined || filled.length > 2) return null;
  const key = [...header.columns].find(([, at]) => at === first.at)?.[0];
  const isAnswer = spec.columns.some((column) => column.key === key && column.required);
  if (second !== undefined) return !isAnswer && ordinal.test(first.text) ? second.text : null;
  return isWide || !isAnswer ? first.text : null;
}

function readRow<K extends string>(
  values: readonly XlsxValue[],
  walk: Walk<K>,
): Partial<Record<K, SheetCell>> {
  const cells: Partial<Record<K, SheetCell>> = {};
  for (const { key, kind } of walk.spec.columns) {
    const at = walk.header.columns.get(key);
    const cell = at === undefined ? null : readCell(values[at], kind, walk.encoding);
    if (cell !== null) cells[key] = cell;
  }
  return cells;
}

const filledOf = (values: readonly XlsxValue[]) =>
  values.filter((value) => value !== null && value !== '').length;

/** What a row is that holds no data: the numbers of the columns, or a heading; `null` for a row of data. */
function headingOf<K extends string>(
  row: RawRow,
  walk: Walk<K>,
  isWide: boolean,
): 'numbers' | { readonly section: string } | null {
  const isFirst = row.at === walk.header.at + 1;
  if (!isFirst && filledOf(row.values) > 2) return null;
  const texts = row.values.map((value) => textOf(value, walk.encoding).text);
  if (isFirst && numbersColumns({ at: row.at, texts })) return 'numbers';
  const section = sectionOf(texts, walk, isWide);
  return section === null ? null : { section };
}

/** Gives the data rows one by one. */
export async function* walkRows<K extends string>(walk: Walk<K>): AsyncGenerator<SheetRow<K>> {
  const required = walk.spec.columns.filter(
    (column) => column.required && walk.header.columns.has(column.key),
  );
  const asked = required.length > 0 ? required : walk.spec.columns;
  const wide = new Set(walk.merges.filter(({ left, right }) => right - left >= 2).map(({ top }) => top));
  const fill = createFill(walk.merges);
  let section: string | null = null;
  for await (const row of walk.sheet.rows()) {
    const values = fill(row);
    if (row.at <= walk.header.at || filledOf(row.values) === 0) continue;
    const heading = headingOf(row, walk, wide.has(row.at));
    if (heading === 'numbers') continue;
    if (heading !== null) {
      section = heading.section;
      continue;
    }
    const cells = readRow(values, walk);
    if (asked.some(({ key }) => cells[key] !== undefined)) yield { line: row.at + 1, cells, section };
  }
}
