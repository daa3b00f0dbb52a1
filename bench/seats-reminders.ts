/** Part of `bench seats`: the clock of seats reminds everybody of a class of 5,000, written down and planned as messages. */
import { loadReminders } from '../src/content/reminders.ts';
import { loadTexts } from '../src/content/texts.ts';
import { createSeatClock } from '../src/service/seat-clock.ts';
import { createStore } from '../src/store/store.ts';
import { round } from './report.ts';

export const remindedPeople = 5_000;
const hourMs = 3_600_000;
const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** SQL that seats made-up people with an account in a class and lets them agree to reminders. */
export const seatPeople = (id: string): readonly string[] => [
  `INSERT INTO contact (id, language, name, consents, created_at)
   SELECT 5000000 + n, 'vi', 'Người Thử', '{"service": true, "reminders": true}', now() FROM generate_series(1, ${remindedPeople}) n`,
  `INSERT INTO address (channel, external_id, contact_id, last_used_at)
   SELECT 'telegram', (5000000 + n)::text, 5000000 + n, now() FROM generate_series(1, ${remindedPeople}) n`,
  `INSERT INTO seat_claim (pool_id, no, person, contact_id, seats, state, joined_at, state_at)
   SELECT '${id}', n, (5000000 + n)::text, 5000000 + n, 1, 'taken', now(), now() FROM generate_series(1, ${remindedPeople}) n`,
  `UPDATE seat_pool SET capacity = ${remindedPeople}, held = ${remindedPeople}, last_no = ${remindedPeople} WHERE id = '${id}'`,
];

/** One pass of the clock, 70 hours before the class begins. @throws when somebody is left out or told twice */
export async function reminderFigures(url: string, startsAt: number) {
  const store = createStore({ url, log });
  const hinted = new Set<string>();
  const clock = createSeatClock(
    {
      store,
      log,
      clock: { now: () => startsAt - 70 * hourMs },
      texts: loadTexts('locales'),
      jobs: {
        add: async (_name: string, { parcelId }: { parcelId: string }) => hinted.add(parcelId),
      } as never,
      channels: { telegram: { limits: { text: 4096, buttons: 8 } } as never },
    },
    loadReminders('content/reminders.yaml').seats,
  );
  try {
    const startedAt = performance.now();
    await clock.run();
    const seconds = round((performance.now() - startedAt) / 1000);
    await clock.run();
    if (hinted.size !== remindedPeople) throw new Error(`${hinted.size} of ${remindedPeople} reminded`);
    return { people: remindedPeople, seconds };
  } finally {
    await store.close();
  }
}
