/**
 * Pure: lays the names of communes, old districts and provinces over a typed address and keeps the readings that
 * explain it best. A reading costs what it leaves unexplained; equal costs are a tie and never decided here.
 */
import type { AdminUnit, UnitCode } from './model.ts';
import { type AddressWord, type KindWord, kindsAt, splitOfficialName } from './unit-address.ts';
import { type CommunePiece, type DistrictPiece, isNumber, type Piece, piecesAt } from './unit-piece.ts';
import type { CommuneName, ProvinceName, UnitTable } from './unit-table.ts';

/** `exact`: every word explained. `slips`: the same, names may be misspelt. `partly`: words may be left over. */
export type SearchMode = 'exact' | 'slips' | 'partly';

export interface SearchTask {
  readonly table: UnitTable;
  readonly address: readonly AddressWord[];
  readonly mode: SearchMode;
  /** Known otherwise; then a province in the text only narrows. */
  readonly province: UnitCode | undefined;
}

/** A name that fits, with what the person wrote for it. */
export interface Found {
  readonly name: CommuneName;
  /** The words of the commune's name as typed; empty when only an old district was named. */
  readonly typed: string;
  /** Kind words typed before commune and district, folded. */
  readonly communeKind: string | null;
  readonly districtKind: string | null;
}

export interface SearchResult {
  readonly found: readonly Found[];
  /** The whole text is explained, but names a province only. */
  readonly provinceOnly: AdminUnit | null;
}

interface Reading {
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

type PiecesAt = (start: number) => readonly Piece[];

/** Looks each place up once. */
function rememberPieces({ table, address, mode }: SearchTask): PiecesAt {
  const known = new Map<number, readonly Piece[]>();
  return (start) => {
    const pieces = known.get(start) ?? piecesAt(table, address, start, mode === 'slips');
    known.set(start, pieces);
    return pieces;
  };
}

/** Over the whole address. */
const maxSlips = 2;

/**
 * Only the order matters: a word left over is dearer than slips, slips dearer than a wrong kind of unit. A wrong old
 * district costs as much as a slip, so that "Ia Mơ" and "Ia Me" tie.
 */
const price = {
  left: 40,
  slip: 10,
  wrongDistrict: 10,
  wrongKind: 4,
  districtOnly: 2,
  provincePair: 3,
  commune: 1,
};

const nothing: Reading = {
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
function fitsKind(piece: Piece, { levels, kind }: KindWord): boolean {
  if (piece.level !== 'province') return levels.includes(piece.level);
  return splitOfficialName(piece.value.old ?? piece.value.unit.name).kind === kind;
}

/** Adds a name to a reading; `null` when its level is taken, or it is only digits and no kind word stands before. */
function take(reading: Reading, piece: Piece, kind: KindWord | null, digits: boolean): Reading | null {
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

/** Keeps the items that pass; when none does, all of them if `lenient`. */
function keep<T>(items: readonly T[], lenient: boolean, passes: (item: T) => boolean): readonly T[] {
  const kept = items.filter(passes);
  return kept.length === 0 && lenient ? items : kept;
}

/** The communes a reading points to. */
function settle({ table, province }: SearchTask, reading: Reading): readonly CommuneName[] {
  const { commune, district, provinces } = reading;
  const named = commune ? commune.value : (district?.value.flatMap((each) => each.communes) ?? []);
  const allowed = named.filter((name) => province === undefined || name.unit.provinceCode === province);
  const inProvinces = keep(allowed, province !== undefined, (name) =>
    provinces.every(({ key }) => table.isIn(name, 'province', key)),
  );
  if (!commune || !district) return inProvinces;
  if (!reading.ignoresDistrict)
    return inProvinces.filter((name) => table.isIn(name, 'district', district.value[0]?.key ?? ''));
  const near = new Set(
    district.value.flatMap(({ communes }) => communes.map(({ unit }) => unit.provinceCode)),
  );
  return inProvinces.filter((name) => near.has(name.unit.provinceCode));
}

/** Slips that a name bears standing alone; beside a kind word, a district or a province the piece's own limit holds. */
const slipsAlone = (letters: number): number => (letters <= 5 ? 0 : letters <= 9 ? 1 : 2);

/** Everyday words ("chưa biết") lie near some commune; without anything else that speaks of a place they are none. */
function isFarFetched({ address, province }: SearchTask, reading: Reading): boolean {
  const piece = reading.commune ?? reading.district;
  const kind = reading.commune ? reading.communeKind : reading.districtKind;
  if (!piece || piece.slips === 0 || kind || province !== undefined || reading.provinces.length > 0)
    return false;
  if (reading.commune && reading.district) return false;
  const letters = address.slice(piece.start, piece.end).reduce((sum, word) => sum + word.key.length, 0);
  return piece.slips > slipsAlone(letters);
}

const width = { commune: 0, district: 1, province: 2 };
const isWider = (a: Piece['level'], b: Piece['level']): boolean => width[a] > width[b];
const overlaps = (a: Piece, b: Piece): boolean => a.start < b.end && b.start < a.end;

/**
 * Words left over must not be names themselves ("Tân Cương Bắc Giang" is a contradiction, not Tân Cương), and what is
 * found beside them must not be the name of a wider unit too ("Vĩnh Tường" after words we do not know is the district).
 * A kind word before the name lifts this, but for provinces.
 */
function leavesNames({ address }: SearchTask, at: PiecesAt, reading: Reading): boolean {
  const { left } = reading;
  const main = reading.commune ?? reading.district;
  if (left.length === 0 || !main) return false;
  const kind = reading.commune ? reading.communeKind : reading.districtKind;
  const anchored = kind !== null && fitsKind(main, kind);
  if (main.level === 'commune' && !anchored && main.end - main.start === 1) return true;
  const isLeft = (piece: Piece): boolean =>
    left.filter((place) => place >= piece.start && place < piece.end).length === piece.end - piece.start;
  const names = address.flatMap((_, start) => at(start));
  return names.some((piece) => {
    if (isLeft(piece)) return piece.level === 'province' || (!anchored && piece.end - piece.start > 1);
    return !anchored && overlaps(piece, main) && isWider(piece.level, main.level);
  });
}

/** What it costs to name no more than this; a bare "Thái Nguyên" is the province, not some old commune. */
function closing(reading: Reading, province: UnitCode | undefined): number {
  if (reading.commune) return price.commune;
  if (reading.district) return price.districtOnly;
  return province === undefined && reading.provinces.length === 1 ? 0 : price.provincePair;
}

type Step = readonly [next: number, reading: Reading];

/** How a reading may go on at a word: with a name, a kind word and a name, or by leaving the word over. */
function stepsFrom({ address, mode }: SearchTask, at: PiecesAt, start: number, reading: Reading): Step[] {
  const steps: Step[] =
    mode === 'partly'
      ? [[start + 1, { ...reading, cost: reading.cost + price.left, left: [...reading.left, start] }]]
      : [];
  for (const kind of [null, ...kindsAt(address, start)]) {
    for (const piece of at(start + (kind?.length ?? 0))) {
      const digits = address.slice(piece.start, piece.end).every((word) => isNumber(word.key));
      const next = take(reading, piece, kind, digits);
      if (next) steps.push([piece.end, next]);
    }
  }
  return steps;
}

/** What a reading that reached the end leads to; `null` when it contradicts itself or explains nothing. */
function conclude(task: SearchTask, at: PiecesAt, reading: Reading): SearchResult | null {
  if (leavesNames(task, at, reading) || isFarFetched(task, reading)) return null;
  if (reading.commune || reading.district) {
    const found = settle(task, reading).map((name) => describe(task, reading, name));
    return found.length > 0 ? { found, provinceOnly: null } : null;
  }
  const provinceOnly = reading.left.length === 0 ? reading.provinces[0]?.unit : undefined;
  return provinceOnly ? { found: [], provinceOnly } : null;
}

/** Runs through every reading of the address and keeps the cheapest that lead somewhere. */
export function search(task: SearchTask): SearchResult {
  const at = rememberPieces(task);
  const open: Step[] = [[0, nothing]];
  let lowest = Number.POSITIVE_INFINITY;
  let best: SearchResult = { found: [], provinceOnly: null };
  for (let step = open.pop(); step; step = open.pop()) {
    const [start, reading] = step;
    const cost = reading.cost + (start < task.address.length ? 0 : closing(reading, task.province));
    if (cost > lowest) continue;
    if (start < task.address.length) {
      open.push(...stepsFrom(task, at, start, reading));
      continue;
    }
    if (task.mode === 'slips' && reading.commune && reading.district && !reading.ignoresDistrict)
      open.push([start, { ...reading, cost: reading.cost + price.wrongDistrict, ignoresDistrict: true }]);
    const result = conclude(task, at, reading);
    if (!result) continue;
    best = cost < lowest ? result : { ...best, found: [...best.found, ...result.found] };
    lowest = cost;
  }
  return best;
}

function describe({ address }: SearchTask, reading: Reading, name: CommuneName): Found {
  const words = reading.commune ? address.slice(reading.commune.start, reading.commune.end) : [];
  return {
    name,
    typed: words.map((word) => word.marked).join(' '),
    communeKind: reading.communeKind?.kind ?? null,
    districtKind: reading.districtKind?.kind ?? null,
  };
}
