/** What people do wrong or odd with classes, over the real service: each gets a clear answer and nothing is half done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Offering } from '../../src/core/class.ts';
import { writtenKey } from '../../src/core/enrol-match.ts';
import { classIn } from '../../src/talk/class-cast.ts';
import { type House, openHouse, testMs } from './house.ts';

const people = [
  { id: 7_101, name: 'Nguyễn Văn Cha', phone: '+84912000001' },
  { id: 7_102, name: 'Nguyễn Thị Con', phone: '+84912000001' },
  { id: 7_103, name: 'Trần Thị Danh', phone: '+84912000003' },
  { id: 7_104, name: 'Lê Thị Em', phone: '+84912000004' },
  { id: 7_105, name: 'lê thị  em', phone: '+84912000004' },
];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.know(...people);
}, testMs);
afterAll(() => house.close());

async function open(...facts: readonly [code: string, ...string[]]): Promise<Offering> {
  const now = Date.now();
  const { offering, rules } = classIn(now, facts);
  await house.app.deps.store.saveOffering(offering, rules, now);
  return offering;
}
/** An officer's list of one. */
function enlist({ id: offering }: Offering, one: { readonly name: string; readonly phone: string }) {
  const { store, clock } = house.app.deps;
  const rows = [{ row: 1, ...one, unit: null, from: null, copy: 1 }];
  const order = { offering, rows, dryRun: false, actor: 'operator', fileName: 'a' } as const;
  return store.enrolPeople({ ...order, at: clock.now() });
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
      const danh = { name: 'trần thị danh', phone: '+84912000003' };
      await enlist(offering, danh);
      expect((await claims(offering))[0]?.person).toBe(writtenKey({ ...danh, unit: null, copy: 1 }));
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
      await enlist(offering, { name: 'Lê Văn Anh', phone: '+84912000004' });
      const person = house.person(7_104);
      await person.ask('LH1024');
      expect(await person.ask('có')).toContain('Số điện thoại này đã có người khác ghi tên lớp.');
      expect(await claims(offering)).toHaveLength(2);
    },
    testMs,
  );

  it(
    'by two accounts gets one seat, and hears how to see it in both',
    async () => {
      const offering = await open('LH1065');
      const [one, again] = [house.person(7_104), house.person(7_105)];
      await one.ask('LH1065');
      expect(await one.ask('có')).toContain('bà con đã có chỗ');
      await again.ask('LH1065');
      expect(await again.ask('có')).toContain('bằng một tài khoản khác');
      expect(await claims(offering)).toEqual([{ person: '7104', contact: '7104', state: 'taken' }]);
    },
    testMs,
  );

  it.each([
    ['of another province', 'LH1032', 'unit=38', 'dành cho nơi khác'],
    ['that takes nobody any more', 'LH1040', 'in=0', 'Đã hết hạn ghi tên'],
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
