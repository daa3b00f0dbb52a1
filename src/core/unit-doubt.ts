/** Pure: readings of an address that explain the words but cannot be meant. */
import { type AddressWord, endsName } from './unit-address.ts';
import type { Piece } from './unit-piece.ts';
import { fitsKind, type Reading } from './unit-reading.ts';

/** Slips that a name bears standing alone; beside a kind word, a district or a province the piece's own limit holds. */
const slipsAlone = (letters: number): number => (letters <= 5 ? 0 : letters <= 9 ? 1 : 2);

/** Everyday words ("chưa biết") lie near some commune; without anything else that speaks of a place they are none. */
export function isFarFetched(address: readonly AddressWord[], reading: Reading): boolean {
  const piece = reading.commune ?? reading.district;
  const kind = reading.commune ? reading.communeKind : reading.districtKind;
  if (!piece || piece.slips === 0 || kind || reading.provinces.length > 0) return false;
  if (reading.commune && reading.district) return false;
  const letters = address.slice(piece.start, piece.end).reduce((sum, word) => sum + word.key.length, 0);
  return piece.slips > slipsAlone(letters);
}

const width = { commune: 0, district: 1, province: 2 };
const isWider = (a: Piece['level'], b: Piece['level']): boolean => width[a] > width[b];
const overlaps = (a: Piece, b: Piece): boolean => a.start < b.end && b.start < a.end;

/** An unknown word right behind a name is its rest: "Ban Mê Thuột" is not Bản Mế. */
function isCutShort(address: readonly AddressWord[], name: Piece, left: readonly number[]): boolean {
  const next = address[name.end];
  if (!next || !left.includes(name.end)) return false;
  return next.segment === address[name.start]?.segment && !endsName(next);
}

/**
 * Words left over must not be names themselves ("Tân Cương Bắc Giang" is a contradiction, not Tân Cương), and what is
 * found beside them must not be the name of a wider unit too ("Vĩnh Tường" after words we do not know is the district).
 * A kind word before the name lifts this, but for provinces.
 */
export function leavesNames(
  address: readonly AddressWord[],
  names: readonly Piece[],
  reading: Reading,
): boolean {
  const { left } = reading;
  const main = reading.commune ?? reading.district;
  if (!main) return false;
  const kind = reading.commune ? reading.communeKind : reading.districtKind;
  const anchored = kind !== null && fitsKind(main, kind);
  if (!anchored && (main.end - main.start === 1 || isCutShort(address, main, left))) return true;
  const isLeft = (piece: Piece): boolean =>
    left.filter((place) => place >= piece.start && place < piece.end).length === piece.end - piece.start;
  return names.some((piece) => {
    if (isLeft(piece)) return piece.level === 'province' || (!anchored && piece.end - piece.start > 1);
    return !anchored && overlaps(piece, main) && isWider(piece.level, main.level);
  });
}
