/** What reports on a file that somebody sent have in common: the coloured copy, and the first rows named one by one. */
import type { Bytes, Documents } from '../ports/document.ts';
import type { RowVerdict, SheetHead } from '../ports/sheet.ts';

/** Rows named one by one in a message; all stand in the coloured copy. */
export const namedAtMost = 8;

/** The sent file again, each line coloured by what became of it. */
export function colouredCopy(
  documents: Pick<Documents, 'errorCopy'>,
  bytes: Bytes,
  { sheet, headerLine, encoding }: Pick<SheetHead<string>, 'sheet' | 'headerLine' | 'encoding'>,
  heading: string,
  verdicts: ReadonlyMap<number, RowVerdict>,
): Promise<Bytes> {
  return documents.errorCopy(bytes, { sheet, headerLine, encoding, heading, verdicts });
}

/** Collects what is said of each row. */
export function sayingsByRow<T extends { readonly row: number }>(
  all: readonly T[],
  textOf: (one: T) => string,
): ReadonlyMap<number, readonly string[]> {
  const said = new Map<number, string[]>();
  for (const one of all) {
    const texts = said.get(one.row);
    if (texts === undefined) said.set(one.row, [textOf(one)]);
    else texts.push(textOf(one));
  }
  return said;
}
