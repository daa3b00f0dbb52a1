/** How many announcements a person gets within a day, kept where preview and plan of all processes read the same. */
import { type AnnouncementKind, announcementKindNames } from '../../core/announcement.ts';
import { capEntries } from '../../core/announcement-caps.ts';
import { type Caps, usualCaps } from '../../core/announcement-policy.ts';
import { type ParcelClass, parcelClasses } from '../../core/model.ts';
import type { NewsStore } from '../../ports/announcement.ts';
import type { Sql, Statement } from '../database.ts';

const read: Statement = { name: 'caps', text: 'SELECT subject, per_day AS most FROM announcement_cap' };
const load: Statement = {
  name: 'load-caps',
  text: `WITH gone AS (DELETE FROM announcement_cap WHERE subject <> ALL ($1))
    INSERT INTO announcement_cap (subject, per_day) SELECT * FROM unnest($1::text[], $2::int[])
    ON CONFLICT (subject) DO UPDATE SET per_day = excluded.per_day`,
};

/** What is set; the usual caps where nothing is. */
export async function capsIn(sql: Sql): Promise<Caps> {
  const rows = await sql.rows<{ subject: string; most: number }>(read, []);
  if (rows.length === 0) return usualCaps;
  const most = new Map(rows.map((row) => [row.subject, row.most]));
  const of = <T extends string>(names: readonly T[]): Partial<Record<T, number>> =>
    Object.fromEntries(names.flatMap((name) => (most.has(name) ? [[name, most.get(name)]] : []))) as Partial<
      Record<T, number>
    >;
  return {
    perDay: most.get('all') ?? usualCaps.perDay,
    perDayByClass: of<ParcelClass>(parcelClasses),
    perDayByKind: of<AnnouncementKind>(announcementKindNames),
  };
}

export function capsPart(sql: Sql): Pick<NewsStore, 'loadCaps'> {
  return {
    loadCaps: async (caps) => {
      const entries = capEntries(caps);
      await sql.rows(load, [entries.map(([subject]) => subject), entries.map(([, most]) => most)]);
    },
  };
}
