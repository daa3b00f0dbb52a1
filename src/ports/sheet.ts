/** Plain data of spreadsheets: what is written out, what is asked of a file that a person sent, what was found in it. */
import type { Result } from '../core/error.ts';
import type { Day } from '../core/model.ts';

// ---------------------------------------------------------------- writing

/** `phone` takes E.164 and keeps the zero as text, `day` a calendar day shown dd/mm/yyyy. */
export type ColumnKind = 'text' | 'number' | 'day' | 'phone';

export interface TableColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly width: number;
}

/** A row's values in the order of the columns; days as `yyyy-mm-dd`, phones as `+84…`. */
export type TableRow = readonly (string | number | null)[];

export interface Table {
  /** At most 31 characters are kept, signs that Excel forbids are dropped. */
  readonly sheet: string;
  /** Lines above the header: title, class, day. */
  readonly title: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
  /** Lines below the table, for notes. */
  readonly notes?: readonly string[];
  readonly landscape?: boolean;
}

// ---------------------------------------------------------------- reading

export interface SheetColumn<K extends string> {
  readonly key: K;
  readonly kind: ColumnKind;
  /** What people call this column; compared folded, whole or inside a longer heading. The first is the official one. */
  readonly headers: readonly string[];
  /** Heading that spans several columns above it (`Đánh giá lần 1`), when the own heading is not enough. */
  readonly within?: readonly string[];
  readonly required?: boolean;
  /** Key of the column beside it, when the heading is merged over both (`Họ và tên` over họ đệm and tên). */
  readonly beside?: K;
}

export interface SheetSpec<K extends string> {
  readonly columns: readonly SheetColumn<K>[];
  /** Default 25,000 data rows; more is refused with `sheet.tooManyRows`. */
  readonly maxRows?: number;
  /** Default 20 MB; more is refused with `sheet.tooBig`. */
  readonly maxBytes?: number;
}

export interface SheetCell {
  /** Cleaned text, legacy encodings converted, days as dd/mm/yyyy. */
  readonly text: string;
  /** Only for columns of that kind, and only when it could be read. */
  readonly day?: Day;
  /** E.164. */
  readonly phone?: string;
  readonly number?: number;
  /** Code of a text that says why the cell could not be read: `sheet.day`, `sheet.number`, `sheet.encoding`, `phone.…`. */
  readonly doubt?: string;
}

export interface SheetRow<K extends string> {
  /** Row number as the spreadsheet program shows it, from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<K, SheetCell>>>;
  /** Text of the last heading row inside the data (a commune's name across all columns), if any. */
  readonly section: string | null;
}

/** How the text was stored; `unsure` rows carry `sheet.encoding` as their doubt. */
export type SheetEncoding = 'unicode' | 'tcvn3' | 'vni' | 'unsure';

export interface SheetHead<K extends string> {
  readonly sheet: string;
  /** From 1; the last one when the header has two rows. */
  readonly headerLine: number;
  /** Headings as they are written, by key. */
  readonly found: Readonly<Partial<Record<K, string>>>;
  /** Columns of the spec that the file does not have. */
  readonly missing: readonly K[];
  /** Headings that belong to no column of the spec. */
  readonly unknown: readonly string[];
  readonly encoding: SheetEncoding;
}

export interface SheetReading<K extends string> {
  readonly head: SheetHead<K>;
  /** Can be walked more than once; rows without any required value are not given. */
  readonly rows: () => AsyncIterable<SheetRow<K>>;
}

/** Refusals: `sheet.notASheet`, `sheet.empty`, `sheet.tooBig`, `sheet.tooManyRows`, `sheet.locked`, `sheet.noHeader`. */
export type SheetResult<K extends string> = Result<SheetReading<K>>;

// ---------------------------------------------------------------- the coloured copy

export interface RowVerdict {
  readonly level: 'good' | 'changed' | 'warning' | 'fault';
  /** What to tell about the row, in the officer's language. */
  readonly text: string;
}

export interface ErrorCopy extends Pick<SheetHead<string>, 'sheet' | 'headerLine' | 'encoding'> {
  /** Name of the column with the verdicts. */
  readonly heading: string;
  /** By row number of the sent file. */
  readonly verdicts: ReadonlyMap<number, RowVerdict>;
}
