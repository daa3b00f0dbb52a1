/** People who wait for an answer are not forgotten: their officers are reminded, by day and once a day. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { createNews } from '../../src/service/broadcast/news.ts';
import {
  commune,
  hour,
  neighbour,
  now,
  openPlace,
  type Place,
  province,
} from '../store/announcement/place.ts';

let place: Place;
let at: number;
beforeEach(async () => {
  place = await openPlace();
  at = now;
});
afterEach(() => place.close());

const texts = loadTexts('locales');
const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const jobs = {
  add: async () => {},
  addAll: async () => {},
  ahead: async () => 0,
  work: async () => {},
  close: async () => {},
};

/** A process that looks once. */
const look = () =>
  createNews({ store: place.store, channels: {}, clock: { now: () => at }, log, texts, jobs }).run();

async function officer(unit: string): Promise<string> {
  const id = await place.plant();
  await place.rows(`INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())`, [id]);
  await place.rows('INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, $2)', [id, unit]);
  return id;
}

let asked = 0;
async function ask(unit: string, askedAt: number): Promise<string> {
  asked += 1;
  await place.rows(
    `INSERT INTO question (id, contact_id, unit_code, state, asked_at, changed_at)
     VALUES ($1, $2, $3, 'open', at_ms($4), at_ms($4))`,
    [`q${asked}`, await place.plant(), unit, askedAt],
  );
  return `q${asked}`;
}

const told = () =>
  place.rows<{ who: string; text: string }>(
    `SELECT contact_id::text AS who, bubbles -> 0 ->> 'text' AS text FROM parcel WHERE cause_kind = 'event' ORDER BY id`,
  );

it('who has waited for a day is named to the officer of the commune, once a day', async () => {
  const [own] = [await officer(commune), await officer(province)];
  await ask(commune, now - 25 * hour);
  await ask(commune, now - 24 * hour);
  await ask(commune, now - 23 * hour);
  await look();
  await look();
  expect(await told()).toEqual([
    {
      who: own,
      text: expect.stringMatching(/^Có 2 câu hỏi của bà con chưa ai trả lời .* từ ngày 20\/11\/2026\./u),
    },
  ]);
  at = now + 24 * hour;
  await look();
  expect((await told()).map(({ who }) => who)).toEqual([own, own]);
});

it('where the commune has no officer of its own the province is reminded', async () => {
  const [, above] = [await officer(commune), await officer(province)];
  await ask(neighbour, now - 25 * hour);
  await look();
  expect((await told()).map(({ who }) => who)).toEqual([above]);
});

it('nobody is reminded at night, nor of what was answered', async () => {
  await officer(commune);
  const id = await ask(commune, now - 48 * hour);
  at = now + 12 * hour;
  await look();
  await place.rows(`UPDATE question SET state = 'answered' WHERE id = $1`, [id]);
  at = now + 24 * hour;
  await look();
  expect(await told()).toEqual([]);
});
