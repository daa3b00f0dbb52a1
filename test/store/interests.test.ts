/** What people said interests them: kept as chosen, moved with the person, gone with their data, found by an announcement. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commune, now, openPlace, type Place } from './announcement/place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const add = (contact: string, ...topics: readonly string[]) =>
  place.rows('INSERT INTO interest (contact_id, topic, at) SELECT $1, unnest($2::text[]), now()', [
    contact,
    topics,
  ]);
const topicsOf = async (contact: string) =>
  (
    await place.rows<{ topic: string }>('SELECT topic FROM interest WHERE contact_id = $1 ORDER BY topic', [
      contact,
    ])
  ).map(({ topic }) => topic);
const total = async (filter: object) =>
  (await place.announcements.countAudience({ units: [commune], ...filter }, 'official_notice', now)).total;

it('narrow an audience, also when excluded', async () => {
  const [hoa, tam] = [await place.plant(), await place.plant()];
  await place.plant();
  await add(hoa, 'selling', 'packaging');
  await add(tam, 'packaging');
  expect(await total({})).toBe(3);
  expect(await total({ interests: ['selling'] })).toBe(1);
  expect(await total({ interests: ['selling', 'packaging'] })).toBe(2);
  expect(await total({ interests: ['tourism'] })).toBe(0);
  const { leftOut } = await place.announcements.countAudience(
    { units: [commune], exclude: [{ interests: ['packaging'] }] },
    'official_notice',
    now,
  );
  expect(leftOut).toEqual([{ reason: 'excluded', count: 2 }]);
});

it('follow a person found to be another one, and end when the data is erased', async () => {
  const [keep, gone] = [await place.plant(), await place.plant()];
  await add(keep, 'selling');
  await add(gone, 'selling', 'tourism');
  await place.rows('SELECT absorb_contact($1, $2, $3)', [keep, gone, now]);
  expect(await topicsOf(keep)).toEqual(['selling', 'tourism']);
  expect(await topicsOf(gone)).toEqual([]);
  await place.rows('SELECT erase_contact($1, $2)', [keep, now]);
  expect(await topicsOf(keep)).toEqual([]);
});
