/** Pure: all names of units, new and old, ready to be looked up. Built once from the rows, then only read. */
import type { AdminUnit, UnitAlias, UnitCode } from './model.ts';
import { createLexicon, type Lexicon } from './spelling.ts';
import { nameKey, splitOfficialName } from './unit-address.ts';

/** One way to name a commune: its own name, or the name of an old commune that went into it. */
export interface CommuneName {
  readonly unit: AdminUnit;
  /** Folded type word: `xa`, `phuong`, `thi tran`, `dac khu`. */
  readonly kind: string;
  /** The old commune; `null` for the unit's own name. */
  readonly old: UnitAlias | null;
}

export interface DistrictName {
  readonly key: string;
  readonly name: string;
  /** Folded type word: `huyen`, `quan`, `thi xa`, `thanh pho`. */
  readonly kind: string;
  readonly communes: readonly CommuneName[];
}

export interface ProvinceName {
  /** The same for all ways to write one province; old provinces have their own. */
  readonly key: string;
  readonly unit: AdminUnit;
  /** Name before 1 July 2025 when the province is gone; `null` for today's. */
  readonly old: string | null;
}

/** The names by key. */
export interface UnitTable {
  readonly provinces: readonly AdminUnit[];
  readonly byCode: ReadonlyMap<string, AdminUnit>;
  readonly communeNames: Lexicon<readonly CommuneName[]>;
  /** Districts of one name in several provinces stand together. */
  readonly districtNames: Lexicon<readonly DistrictName[]>;
  readonly provinceNames: Lexicon<ProvinceName>;
  /** Keys of the old districts and provinces, and of today's province, that a way to name a commune lies in. */
  isIn(name: CommuneName, level: 'district' | 'province', key: string): boolean;
}

/** Everyday names of provinces beside the official ones, by folded key. Only those with one meaning. */
const provinceNicknames: readonly (readonly [key: string, province: string])[] = [
  ['hcm', 'hochiminh'],
  ['tphcm', 'hochiminh'],
  ['hcmc', 'hochiminh'],
  ['saigon', 'hochiminh'],
  ['sg', 'hochiminh'],
  ['hn', 'hanoi'],
  ['tphn', 'hanoi'],
  ['thuathienhue', 'hue'],
  ['tthue', 'hue'],
  ['brvt', 'bariavungtau'],
  ['vungtaubaria', 'bariavungtau'],
  ['daclac', 'daklak'],
  ['daclak', 'daklak'],
  ['daklac', 'daklak'],
  ['dacnong', 'daknong'],
  ['congtum', 'kontum'],
];

const keyOf = (officialName: string): string => nameKey(splitOfficialName(officialName).rest);

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function nameCommunes(
  communes: readonly AdminUnit[],
  aliases: readonly UnitAlias[],
  byCode: ReadonlyMap<string, AdminUnit>,
): ReadonlyMap<string, CommuneName[]> {
  const names = new Map<string, CommuneName[]>();
  for (const unit of communes) {
    const { kind, rest } = splitOfficialName(unit.name);
    add(names, nameKey(rest), { unit, kind, old: null });
  }
  for (const old of aliases) {
    const unit = byCode.get(old.newCode);
    // Special zones that had no commune before carry no old name.
    if (!unit || old.oldName === '') continue;
    const { kind, rest } = splitOfficialName(old.oldName);
    add(names, nameKey(rest), { unit, kind, old });
  }
  return names;
}

function nameDistricts(
  communeNames: Iterable<readonly CommuneName[]>,
  keys: (name: string) => string,
): ReadonlyMap<string, DistrictName[]> {
  const groups = new Map<string, CommuneName[]>();
  for (const names of communeNames) {
    for (const name of names) {
      if (name.old) add(groups, `${name.old.oldDistrict}|${name.old.oldProvince}`, name);
    }
  }
  const districts = new Map<string, DistrictName[]>();
  for (const communes of groups.values()) {
    const name = communes[0]?.old?.oldDistrict ?? '';
    add(districts, keys(name), { key: keys(name), name, kind: splitOfficialName(name).kind, communes });
  }
  return districts;
}

function nameProvinces(
  provinces: readonly AdminUnit[],
  aliases: readonly UnitAlias[],
  byCode: ReadonlyMap<string, AdminUnit>,
): ReadonlyMap<string, ProvinceName> {
  const names = new Map<string, ProvinceName>();
  for (const unit of provinces) names.set(keyOf(unit.name), { key: keyOf(unit.name), unit, old: null });
  for (const old of new Map(aliases.map((alias) => [alias.oldProvince, alias])).values()) {
    const key = keyOf(old.oldProvince);
    const unit = byCode.get(byCode.get(old.newCode)?.provinceCode ?? '');
    if (unit && key !== '' && !names.has(key)) names.set(key, { key, unit, old: old.oldProvince });
  }
  for (const [nickname, key] of provinceNicknames) {
    const known = names.get(key);
    if (known && !names.has(nickname)) names.set(nickname, known);
  }
  return names;
}

/** Where the old communes of each new one lay: keys of old districts and old provinces by unit code. */
function collectOrigins(
  aliases: readonly UnitAlias[],
  keys: (name: string) => string,
): Record<'district' | 'province', ReadonlyMap<UnitCode, ReadonlySet<string>>> {
  const district = new Map<UnitCode, Set<string>>();
  const province = new Map<UnitCode, Set<string>>();
  for (const { newCode, oldDistrict, oldProvince } of aliases) {
    district.set(newCode, (district.get(newCode) ?? new Set()).add(keys(oldDistrict)));
    province.set(newCode, (province.get(newCode) ?? new Set()).add(keys(oldProvince)));
  }
  return { district, province };
}

/** Builds the table, about 0.1 s for all of Vietnam. An alias to a code that is not among the units is left out. */
export function createUnitTable(units: readonly AdminUnit[], aliases: readonly UnitAlias[]): UnitTable {
  const cache = new Map<string, string>();
  const keys = (name: string): string => {
    const known = cache.get(name) ?? keyOf(name);
    cache.set(name, known);
    return known;
  };
  const byCode = new Map<string, AdminUnit>(units.map((unit) => [unit.code, unit]));
  const provinces = units.filter((unit) => unit.level === 'province');
  const communes = units.filter((unit) => unit.level === 'commune');
  const communeNames = nameCommunes(communes, aliases, byCode);
  const origins = collectOrigins(aliases, keys);
  return {
    provinces,
    byCode,
    communeNames: createLexicon(communeNames),
    districtNames: createLexicon(nameDistricts(communeNames.values(), keys)),
    provinceNames: createLexicon(nameProvinces(provinces, aliases, byCode)),
    isIn({ unit, old }, level, key) {
      if (level === 'province' && keys(unit.provinceName) === key) return true;
      if (old) return keys(level === 'district' ? old.oldDistrict : old.oldProvince) === key;
      return origins[level].get(unit.code)?.has(key) ?? false;
    },
  };
}
