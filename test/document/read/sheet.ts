/** Sends files to the sheet reader in tests. */
import { writeXlsx } from 'hucre/xlsx';
import { readSheet } from '../../../src/document/sheet-reader.ts';
import type { SheetReading, SheetRow, SheetSpec } from '../../../src/ports/sheet.ts';

export type Key = 'name' | 'phone' | 'unit' | 'expires' | 'points';
/** What most tests ask for. */
export const people: SheetSpec<Key> = {
  columns: [
    { key: 'name', kind: 'text', headers: ['Họ và tên', 'họ tên', 'tên học viên'], required: true },
    { key: 'phone', kind: 'phone', headers: ['Số điện thoại', 'điện thoại', 'sđt', 'dđ'] },
    { key: 'unit', kind: 'text', headers: ['Xã, phường', 'xã', 'đơn vị'] },
    { key: 'expires', kind: 'day', headers: ['Ngày hết hạn', 'hết hạn'] },
    { key: 'points', kind: 'number', headers: ['Điểm'] },
  ],
};

export type Cell = string | number | boolean | Date | null;
interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
}
/** A book of one sheet, written by a library that is not ours. */
export const book = (rows: Cell[][], merges: Merge[] = []) =>
  writeXlsx({ sheets: [{ name: 'DS', rows, merges }] });
export const merge = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
  startRow,
  startCol,
  endRow,
  endCol,
});

export async function open<K extends string>(
  bytes: Uint8Array,
  asked: SheetSpec<K>,
): Promise<SheetReading<K>> {
  const result = await readSheet(bytes, asked);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
export async function rowsOf<K extends string>(reading: SheetReading<K>): Promise<SheetRow<K>[]> {
  const rows: SheetRow<K>[] = [];
  for await (const row of reading.rows()) rows.push(row);
  return rows;
}
/** The code a file is refused with, or null. */
export const fault = async (bytes: Uint8Array, asked: SheetSpec<Key> = people) => {
  const result = await readSheet(bytes, asked);
  return result.ok ? null : result.code;
};
