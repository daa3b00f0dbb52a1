/**
 * Writes xlsx books row by row, whatever their length: at 25,000 rows of 20 columns a library took 400 MB, this takes
 * the packed bytes. Strings stand in their cells.
 */
import type { Bytes } from '../ports/document.ts';
import { type Look, stylesXml } from './xlsx-style.ts';
import { escapeXml } from './xml.ts';
import { type NewPart, zip } from './zip-writer.ts';

export interface BookCell {
  readonly value: string | number | Date | null;
  /** A key of the book's looks. */
  readonly look: string;
}

export interface BookRow {
  /** From 0; rows come in rising order. */
  readonly at: number;
  readonly cells: readonly BookCell[];
  /** Points. */
  readonly height?: number;
}

export interface NewBook {
  readonly sheet: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly looks: ReadonlyMap<string, Look>;
  readonly rows: AsyncIterable<BookRow> | Iterable<BookRow>;
  /** Rows that stay when scrolling, from the top; the last of them comes again on every printed page. */
  readonly fixedRows: number;
  /** `A1:F1`. */
  readonly merges: readonly string[];
  readonly landscape: boolean;
}

/** `27` → `AB`. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

const forbiddenInNames = /[\\/*?:[\]']/g;

/** At most 31 signs, without those that Excel forbids. */
export const sheetName = (name: string): string =>
  name.normalize('NFC').replaceAll(forbiddenInNames, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 31) ||
  'OCOP';

const dayMs = 86_400_000;
const zero = Date.UTC(1899, 11, 30);

function cellXml({ value }: BookCell, reference: string, style: number): string {
  const start = `<c r="${reference}" s="${style}"`;
  if (value === null || value === '') return `${start}/>`;
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  if (value instanceof Date) return `${start}><v>${(value.getTime() - zero) / dayMs}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function sheetHead(book: NewBook): string {
  const below = book.fixedRows + 1;
  const pane = `<pane ySplit="${book.fixedRows}" topLeftCell="A${below}" activePane="bottomLeft" state="frozen"/>`;
  const widths = book.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0">${book.fixedRows > 0 ? pane : ''}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="16"/><cols>${widths.join('')}</cols><sheetData>`,
  ].join('');
}

function sheetTail({ merges, landscape }: NewBook): string {
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const orientation = landscape ? 'landscape' : 'portrait';
  return [
    `</sheetData>${merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`}`,
    '<pageMargins left="0.6" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    // Paper 9 is A4; as wide as one page, as long as it takes.
    `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>',
  ].join('');
}

const lineHeight = 16;

/** Lines a text takes in a column, broken between words as a spreadsheet breaks it. */
function linesOf(text: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const needed = used === 0 ? word.length : used + 1 + word.length;
    if (needed > width && used > 0) lines += 1;
    used = needed > width ? word.length : needed;
  }
  return lines;
}

/** Points a row with borders needs whose texts are longer than their columns; programs that do not fit rows by themselves would print lines over each other. */
function heightFor(cells: readonly BookCell[], { widths, looks }: NewBook): number | null {
  const lines = cells.map(({ value, look }, at) => {
    const width = (widths[at] ?? 10) + 1;
    const isWrapped = typeof value === 'string' && value.length > width && looks.get(look)?.bordered === true;
    return isWrapped ? linesOf(value, width) : 1;
  });
  const most = Math.max(1, ...lines);
  return most === 1 ? null : 4 + lineHeight * most;
}

/** A height somebody asked for stays; one that was worked out is fitted again when the text changes. */
function heightXml({ cells, height }: BookRow, book: NewBook): string {
  if (height !== undefined) return ` ht="${height}" customHeight="1"`;
  const fitting = heightFor(cells, book);
  return fitting === null ? '' : ` ht="${fitting}"`;
}

async function* sheetXml(book: NewBook): AsyncGenerator<string> {
  const styles = new Map([...book.looks.keys()].map((look, at) => [look, at + 1]));
  yield sheetHead(book);
  let piece = '';
  for await (const row of book.rows) {
    const { at, cells } = row;
    const inner = cells.map((cell, column) =>
      cellXml(cell, `${columnName(column)}${at + 1}`, styles.get(cell.look) ?? 0),
    );
    piece += `<row r="${at + 1}"${heightXml(row, book)}>${inner.join('')}</row>`;
    if (piece.length < 64_000) continue;
    yield piece;
    piece = '';
  }
  yield piece + sheetTail(book);
}

function bookXml({ sheet, fixedRows }: NewBook): string {
  const name = escapeXml(sheetName(sheet));
  const titles = `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name}'!$${fixedRows}:$${fixedRows}</definedName></definedNames>`;
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets>${fixedRows > 0 ? titles : ''}</workbook>`;
}

const relations = (...targets: readonly (readonly [string, string])[]): string =>
  `${declaration}<Relationships xmlns="${packageNs}/relationships">${targets
    .map(
      ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const typeOf = (path: string, kind: string) =>
  `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;

const contentTypes = [
  `${declaration}<Types xmlns="${packageNs}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  typeOf('xl/workbook.xml', 'sheet.main'),
  typeOf('xl/worksheets/sheet1.xml', 'worksheet'),
  typeOf('xl/styles.xml', 'styles'),
  '</Types>',
].join('');

/** Writes a book of one sheet. */
export async function writeBook(book: NewBook): Promise<Bytes> {
  const part = (path: string, text: string): NewPart => ({ path, text: [text] });
  return zip([
    part('[Content_Types].xml', contentTypes),
    part('_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])),
    part('xl/workbook.xml', bookXml(book)),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    ),
    part('xl/styles.xml', stylesXml([...book.looks.values()])),
    { path: 'xl/worksheets/sheet1.xml', text: sheetXml(book) },
  ]);
}
