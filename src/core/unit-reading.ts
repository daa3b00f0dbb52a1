/**
 * Pure: one way to read a typed address, built up name by name, and what it costs: misspelt, mismatched or left-over
 * words. The cheapest readings win; equal costs are a tie.
 */
import type { UnitCode } from './model.ts';
import { type KindWord, splitOfficialName } from './unit-address.ts';
import type { CommunePiece, DistrictPiece, Piece } from './unit-piece.ts';
import type { ProvinceName } from './unit-table.ts';

export interface Reading {
  readonly cost: number;
  readonly commune: CommunePiece | null;
  readonly communeKind: KindWord | null;
  readonly district: DistrictPiece | null;
  readonly districtKind: KindWord | null;
  /** The commune lies elsewhere in the province: an older border, or a commune whose past the data does not know. */
  readonly ignoresDistrict: boolean;
  readonly provinces: readonly ProvinceName[];
  readonly slips: number;
  /** Places of the words left over. */
  readonly left: readonly number[];
}

/** Over the whole address. */
const maxSlips = 2;

/**
 * Only the order matters: a word left over is dearer than slips, slips dearer than a wrong kind of unit. A wrong old
 * district costs as much as a slip, so that "Ia Mơ" and "Ia Me" tie.
 */
export const price = {
  left: 40,
  slip: 10,
  wrongDistrict: 10,
  wrongKind: 4,
  districtOnly: 2,
  provincePair: 3,
  commune: 1,
};

/** The reading before the first word. */
export const nothing: Reading = {
  cost: 0,
  commune: null,
  communeKind: null,
  district: null,
  districtKind: null,
  ignoresDistrict: false,
  provinces: [],
  slips: 0,
  left: [],
};

/** "tp Thái Nguyên" is the old city, "tp Huế" the province: for a province the kind itself must agree. */
export function fitsKind(piece: Piece, { levels, kind }: KindWord): boolean {
  if (piece.level !== 'province') return levels.includes(piece.level);
  return splitOfficialName(piece.value.old ?? piece.value.unit.name).kind === kind;
}

/** Adds a name to a reading; `null` when its level is taken, or it is only digits and no kind word stands before. */
export function take(reading: Reading, piece: Piece, kind: KindWord | null, digits: boolean): Reading | null {
  const fits = kind !== null && fitsKind(piece, kind);
  const slips = reading.slips + piece.slips;
  if ((digits && !fits) || slips > maxSlips) return null;
  const cost = reading.cost + piece.slips * price.slip + (kind && !fits ? price.wrongKind : 0);
  const changed = { ...reading, slips, cost };
  switch (piece.level) {
    case 'commune':
      return reading.commune ? null : { ...changed, commune: piece, communeKind: kind };
    case 'district':
      return reading.district ? null : { ...changed, district: piece, districtKind: kind };
    case 'province':
      // An old and a new province may stand together: "Bắc Kạn, nay là Thái Nguyên".
      return reading.provinces.length > 1
        ? null
        : { ...changed, provinces: [...reading.provinces, piece.value] };
  }
}

/** What it costs to name no more than this; a bare "Thái Nguyên" is the province, not some old commune. */
export function closing(reading: Reading, province: UnitCode | undefined): number {
  if (reading.commune) return price.commune;
  if (reading.district) return price.districtOnly;
  return province === undefined && reading.provinces.length === 1 ? 0 : price.provincePair;
}
