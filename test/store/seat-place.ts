/** Made-up classes and people on a database of their own. */
import pg from 'pg';
import { addDays, dayOf, startOf } from '../../src/core/calendar.ts';
import type { Offering, OfferingId, SessionId } from '../../src/core/class.ts';
import type { UnitCode } from '../../src/core/model.ts';
import type { SeatAct, SeatRules } from '../../src/core/seats.ts';
import type { SeatNotice } from '../../src/ports/seats.ts';
import { during, newcomer, now } from '../contract/store/made-up.ts';
import { testStore } from '../support/database.ts';

export type Person = Awaited<ReturnType<typeof newcomer>>;

export const hour = 3_600_000;
export const today = dayOf(now);

/** A class of two days in ten days. */
export const madeUpClass = (code: string, more: Partial<Offering> = {}): Offering => ({
  ...{ id: `o:${code}` as OfferingId, code, kind: 'class', state: 'open', version: 1 },
  ...{
    title: 'Lớp thử',
    description: 'Kể câu chuyện sản phẩm',
    organiser: 'Chi cục thử',
    unit: '19' as UnitCode,
  },
  ...{ unitsServed: ['19' as UnitCode], audience: [], tags: ['story'], feeVnd: 0, materials: [] },
  sessions: [10, 11].map((days, n) => ({
    id: `${code}-${n}` as SessionId,
    day: addDays(today, days),
    ...{ from: '08:00', to: '16:30', venue: 'Nhà văn hoá', isFieldTrip: n === 1 },
  })),
  ...more,
});

export const rulesOf = ({ sessions }: Offering, more: Partial<SeatRules> = {}): SeatRules => {
  const startsAt = startOf(sessions[0]?.day ?? today) + 8 * hour;
  return {
    ...{ capacity: 2, perProducer: null, atOnce: 1, hasWaitingList: true, isCancelled: false },
    ...{ opensAt: now - 24 * hour, closesAt: startsAt - 24 * hour, startsAt },
    ...more,
  };
};

export async function openSeatPlace() {
  const test = await testStore();
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(
    `INSERT INTO admin_unit (code, level, name, province_code) VALUES ('19', 'province', 'Tỉnh Thái Nguyên', '19'),
     ('05512', 'commune', 'Xã Một', '19')`,
  );
  const { store } = test;
  const rows = async <Row extends object>(sql: string, ...values: unknown[]) =>
    (await client.query<Row>(sql, values)).rows;
  let made = 100;
  /** Makes a class; gives it as it is stored. */
  const open = async (more: Partial<Offering> = {}, rules: Partial<SeatRules> = {}) => {
    made += 1;
    const offering = madeUpClass(`LH${made}`, more);
    await store.saveOffering(offering, rulesOf(offering, rules), now);
    return offering;
  };
  /** An act in a turn of that person. */
  const act = async (person: Person, { id }: Offering, deed: SeatAct, at = now) => {
    const results: unknown[] = [];
    await during(store, person, async (tx, { inbound }) =>
      results.push(await tx.seatAct(id, deed, { inboundId: inbound.id, at })),
    );
    return results[0] as Awaited<ReturnType<typeof store.actOnSeats>>;
  };
  const join = (person: Person, offering: Offering, at = now) =>
    act(person, offering, { kind: 'join', person: person.contactId, producer: null, seats: 1 }, at);
  const states = async ({ id }: Offering) =>
    (await rows<{ state: string }>('SELECT state FROM seat_claim WHERE pool_id = $1 ORDER BY no', id)).map(
      ({ state }) => state,
    );
  /** Notices of seats that are due, each told once. */
  const told = async (at = now, limit = 100): Promise<readonly SeatNotice[]> => {
    const notices: SeatNotice[] = [];
    await store.tellNotices(limit, at, (notice) => {
      notices.push(notice);
      return { skipped: 'test' };
    });
    return notices;
  };
  const close = async () => {
    await client.end();
    await test.close();
  };
  const someone = () => newcomer(store);
  return { ...{ store, client, close, rows, open, act, join, states, told, someone }, url: test.url };
}

export type SeatPlace = Awaited<ReturnType<typeof openSeatPlace>>;
