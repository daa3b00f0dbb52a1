import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import { type FilingId, filingStates, statusOf } from '../../src/core/certificate.ts';
import type { Day } from '../../src/core/model.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const end = '2027-06-30' as Day;
const days = Array.from({ length: 460 }, (_, at) => addDays(end, at - 260));

describe('certificate_status in the database', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it.each([null, ...filingStates])(
    'says the same as statusOf, day by day, with a filing %s',
    async (state) => {
      for (const revokedOn of [null, addDays(end, -3)]) {
        for (const renewed of [false, true]) {
          const { rows } = await client.query<{ status: string }>(
            `SELECT certificate_status($1::date, $2::date, $3, $4, d::date) AS status
           FROM unnest($5::text[]) WITH ORDINALITY t (d, n) ORDER BY n`,
            [end, revokedOn, renewed, state, days],
          );
          const none = { filedOn: null, forwardedOn: null, decidedOn: null, reason: null, version: 1 };
          const filing = state === null ? null : { id: 'f' as FilingId, state, ...none };
          const expected = days.map((today) =>
            statusOf({ validUntil: end, revokedOn, renewed, filing }, today),
          );
          expect(rows.map(({ status }) => status)).toEqual(expected);
        }
      }
    },
  );
});
