/** Figures of the registry, counted by the database. */
import type { Figures } from '../core/figures.ts';
import type { ContactId, Day, UnitCode } from '../core/model.ts';
import type { FigureStore } from '../ports/figures.ts';
import type { Sql, Statement } from './database.ts';

const one: Statement = { name: 'registry-figures', text: 'SELECT registry_figures($1, $2, $3) AS figures' };
const own: Statement = {
  name: 'own-figures',
  text: `SELECT registry_figures(unit_code, $2, $3) AS figures FROM officer_unit
    WHERE contact_id = $1 AND ($4::text IS NULL OR unit_code = $4) ORDER BY unit_code LIMIT 1`,
};

/** Of a unit the officer looks after: the one named, else the first. */
export async function findFigures(
  sql: Sql,
  officer: ContactId,
  unit: string | null,
  day: Day,
): Promise<Figures | null> {
  const values = [officer, Number(day.slice(0, 4)), day, unit];
  return (await sql.rows<{ figures: Figures }>(own, values))[0]?.figures ?? null;
}

export function createFigures(sql: Sql): FigureStore {
  return {
    figuresOf: async (unit: UnitCode, year, day) => {
      const [row] = await sql.rows<{ figures: Figures }>(one, [unit, year, day]);
      if (row === undefined) throw new Error('registry_figures gave nothing');
      return row.figures;
    },
  };
}
