/** Pure: which names of communes, old districts and provinces may stand at a place of a typed address. */
import type { Lexicon, Near } from './spelling.ts';
import { type AddressWord, countWords, kindsAt } from './unit-address.ts';
import type { CommuneName, DistrictName, ProvinceName, UnitTable } from './unit-table.ts';

interface Place {
  /** First word, and the word after the last one. */
  readonly start: number;
  readonly end: number;
  /** Typing slips between what was typed and the name. */
  readonly slips: number;
}
export type CommunePiece = Place & { readonly level: 'commune'; readonly value: readonly CommuneName[] };
export type DistrictPiece = Place & { readonly level: 'district'; readonly value: readonly DistrictName[] };
export type ProvincePiece = Place & { readonly level: 'province'; readonly value: ProvinceName };
export type Piece = CommunePiece | DistrictPiece | ProvincePiece;

/** Longest name in words: `Nông trường Mộc Châu`, with room for minority names split at apostrophes. */
const maxNameWords = 6;

/** Slips borne by letters: one from `one` on, two from `two` on. */
const bearable: Readonly<Record<Piece['level'], { readonly one: number; readonly two: number }>> = {
  commune: { one: 4, two: 8 },
  district: { one: 5, two: 9 },
  province: { one: 4, two: 9 },
};

/** Digits only, as in `Phường 12`. */
export const isNumber = (key: string): boolean => /^\d+$/.test(key);

/** A word that is a name as it stands is hardly another name with two slips. */
function look<T>(lexicon: Lexicon<T>, key: string, max: number): readonly Near<T>[] {
  const same = lexicon.get(key);
  if (same === undefined) return max === 0 ? [] : lexicon.near(key, max);
  const exact = { value: same, slips: 0 };
  return max === 0 ? [exact] : [exact, ...lexicon.near(key, 1)];
}

/** The official name behind a piece, for counting its words. */
function officialName(piece: Piece): string {
  switch (piece.level) {
    case 'commune':
      return piece.value[0]?.old?.oldName ?? piece.value[0]?.unit.name ?? '';
    case 'district':
      return piece.value[0]?.name ?? '';
    case 'province':
      return piece.value.old ?? piece.value.unit.name;
  }
}

/** A slip may join two words but adds none: "my Phú Vang" is not Phú Vang. */
const addsNoWord = (piece: Piece): boolean =>
  piece.slips === 0 || countWords(officialName(piece)) >= piece.end - piece.start;

/** All names that the words from `start` to `end` make. */
function piecesOver(
  table: UnitTable,
  key: string,
  at: Omit<Place, 'slips'>,
  misspelt: boolean,
): readonly Piece[] {
  const max = (level: Piece['level']): number =>
    misspelt ? Number(key.length >= bearable[level].one) + Number(key.length >= bearable[level].two) : 0;
  const pieces: readonly Piece[] = [
    ...look(table.communeNames, key, max('commune')).map((near) => ({
      ...at,
      ...near,
      level: 'commune' as const,
    })),
    ...look(table.districtNames, key, max('district')).map((near) => ({
      ...at,
      ...near,
      level: 'district' as const,
    })),
    ...look(table.provinceNames, key, max('province')).map((near) => ({
      ...at,
      ...near,
      level: 'province' as const,
    })),
  ];
  return pieces.filter(addsNoWord);
}

/**
 * Gives all names that may start at a word; with `slips` also misspelt ones. Numbers are never misspelt, nor is a name
 * sought over a kind word: "xa Binh" is no slip of "Sa Bình".
 */
export function piecesAt(
  table: UnitTable,
  address: readonly AddressWord[],
  start: number,
  slips: boolean,
): readonly Piece[] {
  const pieces: Piece[] = [];
  const mayBeMisspelt = slips && kindsAt(address, start).length === 0;
  const first = address[start];
  let key = '';
  for (let end = start + 1; end <= Math.min(address.length, start + maxNameWords); end++) {
    const word = address[end - 1];
    // "Phường 2 8" is not Phường 28.
    if (!word || word.segment !== first?.segment || (isNumber(key) && isNumber(word.key))) break;
    key += word.key;
    pieces.push(...piecesOver(table, key, { start, end }, mayBeMisspelt && !isNumber(key)));
  }
  return pieces;
}
