/** The administrative units: loaded into the database once per edition, read at every start. */
import { createHash } from 'node:crypto';
import type { AdminUnit, UnitAlias } from '../core/model.ts';
import type { Store } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';

/** What the package of units was read to. */
export interface UnitData {
  readonly units: readonly AdminUnit[];
  readonly aliases: readonly UnitAlias[];
  /** Counts and faults met while reading, kept beside the data. */
  readonly report: object;
}

const edition: Statement = {
  name: 'unit-edition',
  text: 'SELECT version FROM unit_edition ORDER BY loaded_at DESC LIMIT 1',
};

/** One statement, so that several processes may load at once: the lock makes the later ones find it done. */
const load: Statement = { name: 'load-units', text: 'SELECT load_units($1, $2, $3, $4, $5)' };

const units: Statement = {
  name: 'units',
  text: `SELECT u.code, u.level, u.name, u.province_code AS "provinceCode", p.name AS "provinceName"
    FROM admin_unit u JOIN admin_unit p ON p.code = u.province_code WHERE u.retired_at IS NULL ORDER BY u.code`,
};
const aliases: Statement = {
  name: 'unit-aliases',
  text: `SELECT old_name AS "oldName", old_district AS "oldDistrict", old_province AS "oldProvince", new_code AS "newCode"
    FROM unit_alias ORDER BY id`,
};

function versionOf(data: UnitData): string {
  return createHash('sha256')
    .update(JSON.stringify([data.units, data.aliases]))
    .digest('hex');
}

/**
 * Puts an edition of the units into the database unless it is the loaded one. Units of an older edition that are gone
 * are retired, not deleted: records name them.
 * @returns whether anything was loaded
 */
export async function loadUnits(sql: Sql, data: UnitData, at: number): Promise<boolean> {
  const version = versionOf(data);
  const [loaded] = await sql.rows<{ version: string }>(edition);
  if (loaded?.version === version) return false;
  const parts = [data.units, data.aliases, data.report].map(toJson);
  await sql.rows(load, [version, ...parts, at]);
  return true;
}

export function createUnits(sql: Sql): Pick<Store, 'units'> {
  return {
    units: async () => {
      const [unitRows, aliasRows] = await Promise.all([
        sql.rows<AdminUnit>(units),
        sql.rows<UnitAlias>(aliases),
      ]);
      return { units: unitRows, aliases: aliasRows };
    },
  };
}
