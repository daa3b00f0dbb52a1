/** What people do wrong or odd with classes, over the real service: each gets a clear answer and nothing is half done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Offering } from '../../src/core/class.ts';
import { writtenKey } from '../../src/core/enrol-match.ts';
import { classIn } from '../../src/talk/class-cast.ts';
import { type House, openHouse, testMs } from './house.ts';

const people = [
  [7_101, 'Nguyễn Văn Cha', '+84912000001'],
  [7_102, 'Nguyễn Thị Con', '+84912000001'],
  [7_103, 'Trần Thị Danh', '+84912000003'],
  [7_104, 'Lê Thị Em', '+84912000004'],
] as const;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [id, name, phone] of people) {
    await house.rows(
      `INSERT INTO contact (id, language, name, phone, unit_code, consents, created_at)
       VALUES ($1, 'vi', $2, $3, '05503', '{"service": true}', now())`,
      [id, name, phone],
    );
    await house.rows(
      `INSERT INTO address (channel, external_id, contact_id, last_used_at) VALUES ('telegram', $1::bigint::text, $1::bigint, now())`,
      [id],
    );
  }
}, testMs);
afterAll(() => house.close());

async function open(...facts: readonly [code: string, ...string[]]): Promise<Offering> {
  const now = Date.now();
  const { offering, rules } = classIn(now, facts);
  await house.app.deps.store.saveOffering(offering, rules, now);
  return offering;
}
const claims = ({ id }: Offering) =>
  house.rows<{ person: string; contact: string | null; state: string }>(
    'SELECT person, contact_id::text AS contact, state FROM seat_claim WHERE pool_id = $1 ORDER BY no',
    [id],
  );

describe('somebody who wants a seat', () => {
  it(
    'with the number of a relative gets one, with a note that both must have agreed',
    async () => {
      const offering = await open('LH1008');
      const [father, daughter] = [house.person(7_101), house.person(7_102)];
      await father.ask('LH1008');
      expect(await father.ask('có')).not.toContain('đã có người khác ghi tên');
      await daughter.ask('LH1008');
      const told = await daughter.ask('có');
      expect(told).toContain('bà con đã có chỗ');
      expect(told).toContain('Số điện thoại này đã có người khác ghi tên lớp.');
      expect(await claims(offering)).toHaveLength(2);
    },
    testMs,
  );

  it(
    'and was written down in an officer’s list is in already, and the seat is theirs from then on',
    async () => {
      const offering = await open('LH1016');
      // Has no account of that number yet when the list comes.
      await house.rows('UPDATE contact SET phone = NULL WHERE id = 7103');
      const row = { row: 1, name: 'trần thị danh', phone: '+84912000003', unit: null, from: null, copy: 1 };
      const { store, clock } = house.app.deps;
      const order = {
        offering: offering.id,
        rows: [row],
        dryRun: false,
        actor: 'operator',
        fileName: 'a',
      } as const;
      await store.enrolPeople({ ...order, at: clock.now() });
      expect((await claims(offering))[0]?.person).toBe(writtenKey(row));
      await house.rows(`UPDATE contact SET phone = '+84912000003' WHERE id = 7103`);
      const person = house.person(7_103);
      await person.ask('LH1016');
      expect(await person.ask('có')).toContain('Bà con đã ghi tên');
      expect(await claims(offering)).toEqual([{ person: '7103', contact: '7103', state: 'taken' }]);
    },
    testMs,
  );

  it(
    'with the number of somebody in an officer’s list hears that it is used',
    async () => {
      const offering = await open('LH1024');
      const row = { row: 1, name: 'Lê Văn Anh', phone: '+84912000004', unit: null, from: null, copy: 1 };
      const { store, clock } = house.app.deps;
      const order = {
        offering: offering.id,
        rows: [row],
        dryRun: false,
        actor: 'operator',
        fileName: 'a',
      } as const;
      await store.enrolPeople({ ...order, at: clock.now() });
      const person = house.person(7_104);
      await person.ask('LH1024');
      expect(await person.ask('có')).toContain('Số điện thoại này đã có người khác ghi tên lớp.');
      expect(await claims(offering)).toHaveLength(2);
    },
    testMs,
  );

  it.each([
    ['of another province', 'LH1032', 'unit=38', 'dành cho địa phương khác'],
    ['that takes nobody any more', 'LH1040', 'in=1', 'Đã hết hạn ghi tên'],
    ['that is over', 'LH1057', 'in=-3', 'Đã hết hạn ghi tên'],
  ] as const)(
    'in a class %s is told so, and is not in it',
    async (_, code, fact, sentence) => {
      const offering = await open(code, fact);
      expect(await house.person(7_104).ask(code)).toContain(sentence);
      expect(await claims(offering)).toEqual([]);
    },
    testMs,
  );
});
