/** Reminders of classes are written down by the clock, each once, whatever the machine did meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadReminders } from '../../src/content/reminders.ts';
import { addDays } from '../../src/core/calendar.ts';
import type { SessionId } from '../../src/core/class.ts';
import { now } from '../contract/store/made-up.ts';
import { hour, madeUpClass, openSeatPlace, type SeatPlace, today } from './seat-place.ts';

const rules = loadReminders(new URL('../../content/reminders.yaml', import.meta.url).pathname).seats;
let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

const inDays = (days: number) => {
  const [session] = madeUpClass('LH9').sessions;
  return {
    sessions: [0, 1].map((more) => ({
      ...(session as NonNullable<typeof session>),
      id: `${days}-${more}` as SessionId,
      day: addDays(today, days + more),
    })),
  };
};

describe('reminders', () => {
  it('are planned three days and one day before and on the morning of every day, each once', async () => {
    const offering = await place.open(inDays(100));
    const person = await place.someone();
    await place.join(person, offering);
    const startsAt = Date.parse(`${offering.sessions[0]?.day}T08:00:00+07:00`);
    const kinds = async (at: number) => {
      await place.store.planReminders(rules, at);
      await place.store.planReminders(rules, at);
      return (await place.told(at)).filter(({ kind }) => kind === 'reminder').map(({ key }) => key.slice(11));
    };
    expect(await kinds(startsAt - 73 * hour)).toEqual([]);
    expect(await kinds(startsAt - 71 * hour)).toEqual(['three-days']);
    expect(await kinds(startsAt - 20 * hour)).toEqual(['day-before']);
    expect(await kinds(startsAt - hour)).toEqual(['morning']);
    expect(await kinds(startsAt + hour)).toEqual([]);
    expect(await kinds(startsAt + 23 * hour)).toEqual(['morning']);
  });

  it('catch up with the latest after a machine slept, and spare who joined later', async () => {
    const offering = await place.open(inDays(200));
    const [early, late] = [await place.someone(), await place.someone()];
    const startsAt = Date.parse(`${offering.sessions[0]?.day}T08:00:00+07:00`);
    await place.join(early, offering);
    await place.join(late, offering, startsAt - 30 * hour);
    await place.store.planReminders(rules, startsAt - 22 * hour);
    const kinds = (await place.told(startsAt - 22 * hour)).map(({ key, contact }) => [
      key.slice(11),
      contact.id,
    ]);
    expect(kinds).toEqual([
      ['day-before', early.contactId],
      ['day-before', late.contactId],
    ]);
  });

  it('of five thousand people are all written down, batch by batch', async () => {
    const offering = await place.open(inDays(300), { capacity: 5000 });
    await place.client.query(
      `INSERT INTO contact (id, created_at) SELECT 1000000 + n, now() FROM generate_series(1, 5000) n`,
    );
    await place.client.query(
      `INSERT INTO seat_claim (pool_id, no, person, contact_id, state, joined_at, state_at)
       SELECT $1, n, (1000000 + n)::text, 1000000 + n, 'taken', at_ms($2), at_ms($2) FROM generate_series(1, 5000) n`,
      [offering.id, now],
    );
    const startsAt = Date.parse(`${offering.sessions[0]?.day}T08:00:00+07:00`);
    const at = startsAt - 70 * hour;
    expect(await place.store.planReminders(rules, at)).toBe(5000);
    let planned = 0;
    for (let batch = 500; batch === 500; planned += batch) batch = (await place.told(at, 500)).length;
    expect(planned).toBe(5000);
  });
});
