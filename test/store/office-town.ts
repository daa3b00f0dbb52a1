/** An officer, one of elsewhere, and a certificate nobody owns yet, for the tests of calls and letters. Everybody is made up. */
import pg from 'pg';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminders } from '../../src/content/reminders.ts';
import { startOf } from '../../src/core/calendar.ts';
import type { CertificateId } from '../../src/core/certificate.ts';
import type { ContactId, Day, UnitCode } from '../../src/core/model.ts';
import { type Sql, sqlOf } from '../../src/store/database.ts';
import { day, openTown, type Town } from './reminder-town.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const rules = loadReminders(content('reminders.yaml')).rules;
const holidays = loadHolidays(content('holidays'));

export const commune = '05503' as UnitCode;
/** Last day of the certificate. */
export const ends = day('2027-05-20');
export const noon = (on: Day) => startOf(on) + 12 * 3_600_000;

export interface Office {
  readonly town: Town;
  readonly pool: pg.Pool;
  readonly sql: Sql;
  readonly officer: ContactId;
  readonly stranger: ContactId;
  readonly certificate: CertificateId;
  /** One pass of the reminders on a day. */
  pass(on: Day): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const town = await openTown();
  const pool = new pg.Pool({ connectionString: town.url, max: 4 });
  await town.store.loadReminders(rules, holidays, 0);
  const officer = (await town.person()) as ContactId;
  const stranger = (await town.person()) as ContactId;
  await town.officer(officer, commune);
  await town.officer(stranger, '00001');
  const certificate = (await town.certificate(ends, [])) as CertificateId;
  return {
    ...{ town, pool, sql: sqlOf(pool), officer, stranger, certificate },
    async pass(on) {
      if ((await town.store.findReminders(on, noon(on))) > 0) await town.store.addressReminders(on, noon(on));
    },
    async close() {
      await pool.end();
      await town.close();
    },
  };
}
