/** A class with few seats and many who write at once, over the real service: nobody twice, nobody passed over. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classIn } from '../../src/talk/class-cast.ts';
import { type House, openHouse, testMs } from './house.ts';

const code = 'LH1008';
const seats = 3;
const ids = Array.from({ length: 12 }, (_, n) => 7_000 + n);

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.know(...ids.map((id) => ({ id })));
  const now = Date.now();
  const { offering, rules } = classIn(now, [code, `seats=${seats}`]);
  await house.app.deps.store.saveOffering(offering, rules, now);
}, testMs);
afterAll(() => house.close());

const placeIn = (text: string): number => Number(/thứ (\d+)/u.exec(text)?.[1] ?? 0);

describe('many who write the code of a class at once', () => {
  it(
    'get the seats and a place each in the waiting list, as they are told',
    async () => {
      const told = await Promise.all(
        ids.map(async (id) => {
          const person = house.person(id);
          expect(await person.ask('lh 1008')).toContain('Ghi');
          return [id, placeIn(await person.ask('có'))] as const;
        }),
      );
      const claims = await house.rows<{ contact: string; no: number }>(
        'SELECT contact_id::text AS contact, no FROM seat_claim ORDER BY no',
      );
      expect(claims.map(({ no }) => no)).toEqual(ids.map((_, at) => at + 1));
      const places = new Map(claims.map(({ contact, no }) => [Number(contact), Math.max(0, no - seats)]));
      expect(new Map(told)).toEqual(places);
    },
    testMs,
  );
});
