/** Pure: which province a person means: today's name, a name from before 1 July 2025, an everyday name, an old district. */
import type { AdminUnit } from './model.ts';
import { type AddressWord, kindsAt, readAddress } from './unit-address.ts';
import { type Piece, piecesAt } from './unit-piece.ts';
import type { UnitTable } from './unit-table.ts';

export interface ProvinceHit {
  readonly unit: AdminUnit;
  /** The old unit the person named, in full. */
  readonly via: string | null;
}

function toHits(table: UnitTable, pieces: readonly Piece[]): readonly ProvinceHit[] {
  const hits = new Map<string, ProvinceHit>();
  for (const piece of pieces) {
    if (piece.level === 'province')
      hits.set(piece.value.unit.code, { unit: piece.value.unit, via: piece.value.old });
    if (piece.level !== 'district') continue;
    for (const { name, communes } of piece.value) {
      const unit = table.byCode.get(communes[0]?.unit.provinceCode ?? '');
      if (unit) hits.set(unit.code, { unit, via: name });
    }
  }
  return [...hits.values()];
}

/** Where names may begin: at each word, and behind each kind word. */
function starts(address: readonly AddressWord[]): readonly number[] {
  const behind = kindsAt(address, 0).map((kind) => kind.length);
  return [0, ...behind];
}

const coversAll = (address: readonly AddressWord[], piece: Piece): boolean => piece.end === address.length;

const fewestSlips = (pieces: readonly Piece[]): readonly Piece[] => {
  const least = Math.min(...pieces.map((piece) => piece.slips));
  return pieces.filter((piece) => piece.slips === least);
};

/** The ways to look, most trusted first; the first that finds anything decides. */
const looks: readonly ((table: UnitTable, address: readonly AddressWord[]) => readonly Piece[])[] = [
  (table, address) => whole(table, address, 'province', false),
  (table, address) => inside(table, address, 'province'),
  (table, address) => whole(table, address, 'district', false),
  (table, address) => whole(table, address, 'province', true),
];

function whole(
  table: UnitTable,
  address: readonly AddressWord[],
  level: Piece['level'],
  slips: boolean,
): readonly Piece[] {
  const pieces = starts(address).flatMap((start) => piecesAt(table, address, start, slips));
  return fewestSlips(pieces.filter((piece) => piece.level === level && coversAll(address, piece)));
}

/** Names anywhere in a sentence; the last one counts, for the province stands last in an address. */
function inside(table: UnitTable, address: readonly AddressWord[], level: Piece['level']): readonly Piece[] {
  const all = address.flatMap((_, start) => piecesAt(table, address, start, false));
  const named = all.filter((piece) => piece.level === level);
  const last = Math.max(...named.map((piece) => piece.end));
  return named.filter((piece) => piece.end === last);
}

/** Finds the provinces a text may mean; several only when the text does not decide. */
export function findProvinces(table: UnitTable, text: string): readonly ProvinceHit[] {
  const addresses = readAddress(text);
  for (const look of looks) {
    for (const address of addresses) {
      const hits = toHits(table, look(table, address));
      if (hits.length > 0) return hits;
    }
  }
  return [];
}
