/** Opens what a person sent as a spreadsheet: xlsx, old xls or CSV, told by its content and never by its name. */
import { parseCsv } from 'hucre/csv';
import { readXls } from 'hucre/xlsx';
import { ok, type Result, refuse } from '../core/error.ts';
import { type Merge, readMerges } from './sheet-merges.ts';
import { readText } from './sheet-text.ts';
import { openBook } from './xlsx-book.ts';
import type { XlsxValue } from './xlsx-cell.ts';

export interface RawRow {
  /** From 0. */
  readonly at: number;
  readonly values: readonly XlsxValue[];
}

export interface RawSheet {
  readonly name: string;
  /** Walks the rows, anew at each call; empty ones may be left out. */
  readonly rows: () => AsyncIterable<RawRow>;
  readonly merges: () => Promise<readonly Merge[]>;
}

/** All unpacked parts together; more is a zip bomb or a book nobody can work with. */
const mostUnpacked = 400_000_000;
/** Of a book with very many sheets only the first ones are looked at. */
const mostSheets = 20;

const startsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, at) => bytes[at] === byte);
const zipMark = [0x50, 0x4b] as const;
/** Compound files: xls of before 2007, and xlsx under a password. */
const compoundMark = [0xd0, 0xcf, 0x11, 0xe0] as const;

async function* walk(rows: readonly (readonly XlsxValue[])[]): AsyncGenerator<RawRow> {
  for (const [at, values] of rows.entries()) yield { at, values };
}

/** `locked` when a password keeps it shut; anything else that fails is no spreadsheet. */
function faultOf(error: unknown): Result<never> {
  const locked = error instanceof Error && error.name === 'EncryptedFileError';
  return locked ? refuse('sheet.locked') : refuse('sheet.notASheet');
}

async function openXlsx(bytes: Uint8Array): Promise<Result<readonly RawSheet[]>> {
  const book = await openBook(bytes);
  if (book === null) return refuse('sheet.notASheet');
  if (book.unpacked > mostUnpacked) return refuse('sheet.tooBig');
  const shown = book.sheets.filter(({ hidden }) => !hidden);
  return ok(
    shown.slice(0, mostSheets).map((sheet) => ({
      name: sheet.name,
      rows: () => book.rows(sheet),
      merges: () => readMerges(bytes, sheet.part),
    })),
  );
}

/** Name of the stream that holds an xlsx book under a password. */
const lockedMark = Buffer.from('EncryptedPackage', 'utf16le');

async function openXls(bytes: Uint8Array): Promise<Result<readonly RawSheet[]>> {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(lockedMark))
    return refuse('sheet.locked');
  const book = await readXls(bytes);
  return ok(
    book.sheets.slice(0, mostSheets).map((sheet) => ({
      name: sheet.name,
      rows: () => walk(sheet.rows),
      merges: async () =>
        (sheet.merges ?? []).map(({ startRow, endRow, startCol, endCol }) => ({
          top: startRow,
          bottom: endRow,
          left: startCol,
          right: endCol,
        })),
    })),
  );
}

function openCsv(bytes: Uint8Array): Result<readonly RawSheet[]> {
  const text = readText(bytes);
  if (text === null) return refuse('sheet.notASheet');
  const rows = parseCsv(text, { skipBom: true });
  return ok([{ name: '', rows: () => walk(rows), merges: async () => [] }]);
}

/** Opens a file; refuses with `sheet.notASheet`, `sheet.locked`, `sheet.empty` or `sheet.tooBig`. */
export async function openSheets(bytes: Uint8Array): Promise<Result<readonly RawSheet[]>> {
  if (bytes.length === 0) return refuse('sheet.empty');
  try {
    if (startsWith(bytes, zipMark)) return await openXlsx(bytes);
    if (startsWith(bytes, compoundMark)) return await openXls(bytes);
    return openCsv(bytes);
  } catch (error) {
    return faultOf(error);
  }
}
