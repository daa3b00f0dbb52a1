/**
 * Merged cells of a sheet. They stand behind all rows in the file, while we want to know them before the first one; so
 * the part is run through once for them alone.
 */
import { attribute, elements } from './xml.ts';
import { unpack, type ZipPart } from './zip-directory.ts';

/** Rows and columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** `AB` → 27. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Gives the merged cells, top to bottom as the file has them. */
export async function readMerges(bytes: Uint8Array, part: ZipPart): Promise<Merge[]> {
  const merges: Merge[] = [];
  for await (const { attributes } of elements(unpack(bytes, part), 'mergeCell')) {
    const range = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attribute(attributes, 'ref') ?? '');
    if (range === null) continue;
    const [, left = 'A', top, right = 'A', bottom] = range;
    merges.push({
      top: Number(top) - 1,
      bottom: Number(bottom) - 1,
      left: columnOf(left),
      right: columnOf(right),
    });
  }
  return merges;
}
