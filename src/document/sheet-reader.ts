/**
 * Reads a list that a person sent (xlsx, xls, CSV) by the names of its columns. Rows are streamed: 25,000 of them never
 * lie in memory together.
 */
import { ok, refuse } from '../core/error.ts';
import { guessAll, type TextEncoding } from '../core/legacy-encoding.ts';
import type { SheetEncoding, SheetHead, SheetReading, SheetResult, SheetSpec } from '../ports/sheet.ts';
import { textOf } from './sheet-cell.ts';
import { findHeader, type Header, type TextRow } from './sheet-header.ts';
import { type Walk, walkRows } from './sheet-rows.ts';
import { openSheets, type RawRow, type RawSheet } from './sheet-source.ts';

const defaultRows = 25_000;
const defaultBytes = 20_000_000;

/** The header stands among the first lines; the encoding shows in the first hundreds. */
const headRows = 40;
const sampleRows = 300;

interface Found<K extends string> {
  readonly sheet: RawSheet;
  readonly header: Header<K>;
  readonly encoding: TextEncoding;
}

async function take(sheet: RawSheet, count: number): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length >= count) break;
  }
  return rows;
}

async function look<K extends string>(sheet: RawSheet, spec: SheetSpec<K>): Promise<Found<K> | null> {
  const rows = await take(sheet, sampleRows);
  const strings = rows.flatMap(({ values }) => values.filter((value) => typeof value === 'string'));
  const encoding = guessAll(strings);
  const head: TextRow[] = rows.slice(0, headRows).map(({ at, values }) => ({
    at,
    texts: values.map((value) => textOf(value, encoding).text),
  }));
  const header = findHeader(head, spec);
  if (header === null) return null;
  return { sheet, header: await withBeside(header, sheet, spec), encoding };
}

/** Adds the columns that stand beside another under one merged heading. The merges are read only where a spec asks. */
async function withBeside<K extends string>(
  header: Header<K>,
  sheet: RawSheet,
  spec: SheetSpec<K>,
): Promise<Header<K>> {
  const open = spec.columns.flatMap(({ key, beside }) => {
    const at = header.columns.get(key);
    if (at === undefined || beside === undefined || header.columns.has(beside)) return [];
    return (header.titles[at + 1] ?? '') === '' ? [{ at, beside }] : [];
  });
  if (open.length === 0) return header;
  const merges = await sheet.merges();
  const spanned = open.filter(({ at }) =>
    merges.some(
      ({ top, bottom, left, right }) =>
        top <= header.at && bottom >= header.at && left === at && right === at + 1,
    ),
  );
  const columns = new Map([...header.columns, ...spanned.map(({ at, beside }) => [beside, at + 1] as const)]);
  return { ...header, columns };
}

/** The sheet whose header names most of the columns asked for; the first among equals. */
async function choose<K extends string>(
  sheets: readonly RawSheet[],
  spec: SheetSpec<K>,
): Promise<Found<K> | null> {
  let best: Found<K> | null = null;
  for (const sheet of sheets) {
    const found = await look(sheet, spec);
    if (found && found.header.columns.size > (best?.header.columns.size ?? 0)) best = found;
  }
  return best;
}

function headOf<K extends string>({ sheet, header, encoding }: Found<K>, spec: SheetSpec<K>): SheetHead<K> {
  const found: Partial<Record<K, string>> = {};
  for (const [key, at] of header.columns) found[key] = header.titles[at] ?? '';
  const used = new Set(header.columns.values());
  return {
    sheet: sheet.name,
    headerLine: header.at + 1,
    found,
    missing: spec.columns.map(({ key }) => key).filter((key) => !header.columns.has(key)),
    unknown: header.titles.filter((title, at) => title !== '' && !used.has(at)),
    encoding: (encoding === 'plain' ? 'unicode' : encoding) satisfies SheetEncoding,
  };
}

/** True as soon as there are more data rows than allowed. */
async function isTooLong<K extends string>(walk: Walk<K>, most: number): Promise<boolean> {
  let count = 0;
  for await (const _ of walkRows(walk)) if (++count > most) return true;
  return false;
}

/**
 * Reads a file whatever its name says. Refuses with `sheet.tooBig` (bytes, or unpacked size), `sheet.notASheet`,
 * `sheet.locked` (password), `sheet.empty`, `sheet.noHeader` (no row names the columns) or `sheet.tooManyRows`.
 */
export async function readSheet<K extends string>(
  bytes: Uint8Array,
  spec: SheetSpec<K>,
): Promise<SheetResult<K>> {
  if (bytes.length > (spec.maxBytes ?? defaultBytes)) return refuse('sheet.tooBig');
  const sheets = await openSheets(bytes);
  if (!sheets.ok) return sheets;
  try {
    return await readOpened(sheets.value, spec);
  } catch {
    // The table of contents was fine and a part inside is not: a file cut off or made by hand.
    return refuse('sheet.notASheet');
  }
}

async function readOpened<K extends string>(
  sheets: readonly RawSheet[],
  spec: SheetSpec<K>,
): Promise<SheetResult<K>> {
  const found = await choose(sheets, spec);
  if (found === null) {
    const filled = await Promise.all(sheets.map(async (sheet) => (await take(sheet, 1)).length > 0));
    return filled.some(Boolean) ? refuse('sheet.noHeader') : refuse('sheet.empty');
  }
  const walk: Walk<K> = { ...found, spec, merges: await found.sheet.merges() };
  const most = spec.maxRows ?? defaultRows;
  if (await isTooLong(walk, most)) return refuse('sheet.tooManyRows', { most });
  const reading: SheetReading<K> = { head: headOf(found, spec), rows: () => walkRows(walk) };
  return ok(reading);
}
