/** Figures of the registry, counted by the database, and sums that units report of themselves. */
import { Conflict } from '../core/error.ts';
import { figureDay, lastDayOf } from '../core/figure-year.ts';
import type { Figures, LedReport } from '../core/figures.ts';
import type { ContactId, Day, UnitCode } from '../core/model.ts';
import type { FigureStore, FigureTx } from '../ports/figures.ts';
import type { Sql, Statement } from './database.ts';

const one: Statement = { name: 'registry-figures', text: 'SELECT registry_figures($1, $2, $3) AS figures' };
const own: Statement = {
  name: 'own-figures',
  text: `SELECT registry_figures(u.unit_code, $2, $3) AS figures, registry_figures(u.unit_code, $2 - 1, $5) AS before,
      (SELECT jsonb_build_object('women', women, 'minority', minority) FROM figure_led l WHERE l.unit_code = u.unit_code AND l.year = $2) AS led
    FROM officer_unit u WHERE u.contact_id = $1 AND ($4::text IS NULL OR u.unit_code = $4) ORDER BY u.unit_code LIMIT 1`,
};
const led: Statement = {
  name: 'figure-led',
  text: 'SELECT women, minority FROM figure_led WHERE unit_code = $1 AND year = $2',
};
const report: Statement = {
  name: 'figure-led-report',
  text: `INSERT INTO figure_led (unit_code, year, women, minority, changed_by, changed_at)
    SELECT unit_code, $2, $3, $4, contact_id, at_ms($6) FROM officer_unit WHERE unit_code = $1 AND contact_id = $5
    ON CONFLICT (unit_code, year) DO UPDATE SET women = excluded.women, minority = excluded.minority,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at RETURNING year`,
};

interface OwnFigures {
  readonly figures: Figures | null;
  readonly before: Figures | null;
  readonly led: LedReport | null;
}

const nothing: OwnFigures = { figures: null, before: null, led: null };

/** Of a unit the officer looks after: the one named, else the first; of a year that was, or the running one. */
export async function findFigures(
  sql: Sql,
  officer: ContactId,
  asked: { readonly unit?: string | undefined; readonly year?: number | undefined },
  today: Day,
): Promise<OwnFigures> {
  const day = figureDay(asked.year ?? null, today);
  if (day === null) return nothing;
  const year = Number(day.slice(0, 4));
  const values = [officer, year, day, asked.unit ?? null, lastDayOf(year - 1)];
  return (await sql.rows<OwnFigures>(own, values))[0] ?? nothing;
}

export function figuresTx(sql: Sql): FigureTx {
  return {
    reportLed: async ({ unit, year, led: { women, minority }, officer, at }) => {
      const done = await sql.rows(report, [unit, year, women, minority, officer, at]);
      if (done.length === 0) throw new Conflict(`${unit} is no unit of the officer`);
    },
  };
}

export function createFigures(sql: Sql): FigureStore {
  return {
    figuresOf: async (unit: UnitCode, year, day) => {
      const [row] = await sql.rows<{ figures: Figures }>(one, [unit, year, day]);
      if (row === undefined) throw new Error('registry_figures gave nothing');
      return row.figures;
    },
    ledOf: async (unit, year) => (await sql.rows<LedReport>(led, [unit, year]))[0] ?? null,
  };
}
