/**
 * Pure: lays the names of communes, old districts and provinces over a typed address and keeps the readings that
 * explain it best. Ties are never decided here.
 */
import type { AdminUnit, UnitCode } from './model.ts';
import { type AddressWord, kindsAt } from './unit-address.ts';
import { isFarFetched, leavesNames } from './unit-doubt.ts';
import { isNumber, type Piece, piecesAt } from './unit-piece.ts';
import { closing, nothing, price, type Reading, take } from './unit-reading.ts';
import type { CommuneName, UnitTable } from './unit-table.ts';

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
  const { address, province } = task;
  const names = () => address.flatMap((_, start) => at(start));
  if (reading.left.length > 0 && leavesNames(address, names(), reading)) return null;
  if (province === undefined && isFarFetched(address, reading)) return null;
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
