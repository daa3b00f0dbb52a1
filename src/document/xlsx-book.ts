/**
 * Reads xlsx books row by row. Our own, since the libraries tried hold all strings of a book several times over: 450 MB
 * for a registry of 25,000 lines, where this takes a tenth.
 */

import { type CellContext, readCellXml, readDateStyles, textsOf, type XlsxValue } from './xlsx-cell.ts';
import { attribute, type Element, elements, elementsIn } from './xml.ts';
import { readZipDirectory, unpack, unpackText, type ZipPart } from './zip-directory.ts';

export interface XlsxRow {
  /** From 0. */
  readonly at: number;
  readonly values: readonly XlsxValue[];
}

export interface XlsxSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Where it lies inside the file. */
  readonly part: ZipPart;
}

export interface XlsxBook {
  readonly sheets: readonly XlsxSheet[];
  rows(sheet: XlsxSheet): AsyncIterable<XlsxRow>;
  /** Bytes of all parts unpacked, as the file says. */
  readonly unpacked: number;
}

const tags = (xml: string, name: string) => xml.match(new RegExp(`<(?:\\w+:)?${name} [^>]*>`, 'g')) ?? [];

type Parts = ReadonlyMap<string, ZipPart>;

async function readSheets(bytes: Uint8Array, parts: Parts, book: string): Promise<XlsxSheet[]> {
  const relations = parts.get('xl/_rels/workbook.xml.rels');
  const links = relations === undefined ? [] : tags(await unpackText(bytes, relations), 'Relationship');
  const targets = new Map(links.map((link) => [attribute(link, 'Id'), attribute(link, 'Target') ?? '']));
  return tags(book, 'sheet').flatMap((tag) => {
    const target = targets.get(attribute(tag, 'id')) ?? '';
    const part = parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    const hidden = /hidden/i.test(attribute(tag, 'state') ?? '');
    return part === undefined ? [] : [{ name: attribute(tag, 'name') ?? '', hidden, part }];
  });
}

async function readStrings(bytes: Uint8Array, part: ZipPart | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  for await (const { inner } of elements(unpack(bytes, part), 'si')) strings.push(textsOf(inner));
  return strings;
}

/** Wider tables are nobody's list. */
const mostColumns = 500;

const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
};

function readRow(row: Element, before: number, context: CellContext): XlsxRow {
  const number = Number(attribute(row.attributes, 'r') ?? before + 2);
  const values: XlsxValue[] = [];
  for (const cell of elementsIn(row.inner, 'c')) {
    const reference = attribute(cell.attributes, 'r');
    const column = reference === undefined ? values.length : columnOf(reference);
    if (column < 0 || column >= mostColumns) continue;
    while (values.length < column) values.push(null);
    values[column] = readCellXml(cell, context);
  }
  return { at: number - 1, values };
}

/** Opens a book; `null` when this is no xlsx file. */
export async function openBook(bytes: Uint8Array): Promise<XlsxBook | null> {
  const parts = readZipDirectory(bytes);
  const bookPart = parts?.get('xl/workbook.xml');
  if (!parts || !bookPart) return null;
  const book = await unpackText(bytes, bookPart);
  const styles = parts.get('xl/styles.xml');
  let context: Promise<CellContext> | undefined;
  const load = async (): Promise<CellContext> => ({
    strings: await readStrings(bytes, parts.get('xl/sharedStrings.xml')),
    dateStyles: styles === undefined ? new Set() : readDateStyles(await unpackText(bytes, styles)),
    from1904: /date1904="(1|true)"/.test(book),
  });
  return {
    sheets: await readSheets(bytes, parts, book),
    unpacked: [...parts.values()].reduce((sum, { size }) => sum + size, 0),
    async *rows({ part }) {
      context ??= load();
      const known = await context;
      let before = -1;
      for await (const element of elements(unpack(bytes, part), 'row')) {
        const row = readRow(element, before, known);
        before = row.at;
        yield row;
      }
    },
  };
}
