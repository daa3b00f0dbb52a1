/** Pure: administrative units and how people name them: new and old names, with slips, with or without diacritics. */
import { compareVietnamese } from './collation.ts';
import type { AdminUnit, UnitAlias, UnitCode } from './model.ts';
import { type AddressWord, readAddress, splitOfficialName, withoutLead } from './unit-address.ts';
import { findProvinces } from './unit-province.ts';
import { type Found, type SearchMode, search } from './unit-search.ts';
import { createUnitTable, type UnitTable } from './unit-table.ts';
import { foldKeepingMarks, hasMarks } from './vietnamese.ts';

export type UnitMatch =
  /** One unit fits. Still confirmed by name before use. `via` is the old unit the person named, if it was an old one. */
  | { readonly kind: 'one'; readonly unit: AdminUnit; readonly via?: string }
  | {
      readonly kind: 'several';
      /** At most 8, units of that very name first. */
      readonly units: readonly AdminUnit[];
      /** The old unit the person named, when all came through it. */
      readonly via?: string;
      /** How many fit in all; more than `units` shows means: ask for the province first. */
      readonly total: number;
      /** The old name by unit code, for units that came through one. */
      readonly oldNames: Readonly<Record<string, string>>;
    }
  /** `province` is set when the text names a province and nothing more. */
  | { readonly kind: 'none'; readonly province?: AdminUnit };

export interface UnitIndex {
  byCode(code: string): AdminUnit | undefined;
  /** Resolves what a person typed to communes; `province` narrows the search when it is known. Never guesses: a tie is `several`. */
  findCommune(text: string, province?: UnitCode): UnitMatch;
  /** Resolves the name of a province of today or before the merger, or of a well-known old district in it. */
  findProvince(text: string): UnitMatch;
}

const shown = 8;

/** Names a unit as people say it: `Xã Tân Cương, tỉnh Thái Nguyên`; a province by its name alone. */
export function unitTitle(unit: AdminUnit): string {
  if (unit.level === 'province') return unit.name;
  const [first = '', ...rest] = unit.provinceName;
  return `${unit.name}, ${first.toLowerCase()}${rest.join('')}`;
}

interface Hit {
  readonly unit: AdminUnit;
  readonly via: string | null;
}

/** Keeps the items that pass, unless none does: what a person wrote narrows a tie but never empties it. */
function narrow<T>(items: readonly T[], passes: (item: T) => boolean): readonly T[] {
  const kept = items.filter(passes);
  return kept.length > 0 ? kept : items;
}

const bareName = (officialName: string): string => splitOfficialName(officialName).rest;
const ownName = ({ name }: Found): string => (name.old ? name.old.oldName : name.unit.name);

/** Settles ties by what the person did write: diacritics first, then the kind of commune, then the kind of district. */
function narrowTies(found: readonly Found[], text: string): readonly Found[] {
  const sameMarks = hasMarks(text)
    ? narrow(found, (each) => foldKeepingMarks(bareName(ownName(each))) === each.typed)
    : found;
  const sameKind = narrow(
    sameMarks,
    ({ communeKind, name }) => communeKind === null || communeKind === name.kind,
  );
  return narrow(
    sameKind,
    ({ districtKind, name }) =>
      districtKind === null || !name.old || splitOfficialName(name.old.oldDistrict).kind === districtKind,
  );
}

/** One hit per unit; a unit found by its own name came through no old one. */
function toHits(found: readonly Found[]): readonly Hit[] {
  const hits = new Map<UnitCode, Hit>();
  for (const { name, typed } of found) {
    const via = name.old && (typed === '' ? name.old.oldDistrict : name.old.oldName);
    const known = hits.get(name.unit.code);
    if (!known || via === null) hits.set(name.unit.code, { unit: name.unit, via });
  }
  return [...hits.values()];
}

function toMatch(hits: readonly Hit[]): UnitMatch {
  const [first] = hits;
  if (!first) return { kind: 'none' };
  const shared = hits.every((hit) => hit.via === first.via) && first.via !== null ? { via: first.via } : {};
  if (hits.length === 1) return { kind: 'one', unit: first.unit, ...shared };
  const sorted = hits.toSorted(
    (a, b) =>
      Number(a.via !== null) - Number(b.via !== null) ||
      compareVietnamese(bareName(a.unit.provinceName), bareName(b.unit.provinceName)) ||
      compareVietnamese(a.unit.name, b.unit.name),
  );
  const units = sorted.slice(0, shown).map((hit) => hit.unit);
  const oldNames = sorted
    .slice(0, shown)
    .flatMap((hit) => (hit.via === null ? [] : [[hit.unit.code, hit.via]]));
  return { kind: 'several', units, total: hits.length, oldNames: Object.fromEntries(oldNames), ...shared };
}

/** The order of trust: the whole text first, then the text without hamlet and house, at last with words left over. */
function* plan(
  text: string,
): Generator<{ readonly address: readonly AddressWord[]; readonly mode: SearchMode }> {
  const full = readAddress(text);
  const cut = full.map(withoutLead).filter((address) => address !== null);
  for (const addresses of [full, cut]) {
    for (const address of addresses) yield { address, mode: 'exact' };
    for (const address of addresses.toReversed()) yield { address, mode: 'slips' };
  }
  for (const address of full) yield { address, mode: 'partly' };
}

function findCommune(table: UnitTable, text: string, province: UnitCode | undefined): UnitMatch {
  for (const { address, mode } of plan(text)) {
    const result = search({ table, address, mode, province });
    if (result.provinceOnly) return { kind: 'none', province: result.provinceOnly };
    if (result.found.length > 0) return toMatch(toHits(narrowTies(result.found, text)));
  }
  return { kind: 'none' };
}

/** Builds the index over all units and aliases: about 0.1 s once, then 0.1–1 ms a question. */
export function createUnitIndex(units: readonly AdminUnit[], aliases: readonly UnitAlias[]): UnitIndex {
  const table = createUnitTable(units, aliases);
  return {
    byCode: (code) => table.byCode.get(code),
    findCommune: (text, province) => findCommune(table, text, province),
    findProvince: (text) => toMatch(findProvinces(table, text)),
  };
}
