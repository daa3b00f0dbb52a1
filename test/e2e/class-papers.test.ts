/** A class from the officer's side over the real service: list to print, roll, certificates that reach people, what they thought. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayOf } from '../../src/core/calendar.ts';
import type { ContactId } from '../../src/core/model.ts';
import { classIn } from '../../src/talk/class-cast.ts';
import { patience } from '../support/patience.ts';
import { dayClock, type House, openHouse, testMs } from './house.ts';

const [officer, person, stranger] = [8_001, 8_002, 8_003];

let house: House;
beforeAll(async () => {
  const clock = dayClock();
  house = await openHouse({ clock });
  await house.know(...[officer, person, stranger].map((id) => ({ id })));
  await house.appoint(officer, '19', 'province');
  await house.appoint(stranger, '38', 'province');
  const now = clock.now();
  const made = classIn(now, ['LH1008', 'in=0']);
  const [first] = made.offering.sessions;
  if (first === undefined) throw new Error('a class has sessions');
  const offering = { ...made.offering, sessions: [{ ...first, day: dayOf(now), to: '23:30' }] };
  const { store } = house.app.deps;
  const before = now - 72 * 3_600_000;
  await store.saveOffering(offering, { ...made.rules, opensAt: before - 1 }, before);
  const join = { kind: 'join', person: String(person) as ContactId, producer: null, seats: 1 } as const;
  await store.actOnSeats(offering.id, join, before);
  await house.rows('UPDATE seat_claim SET contact_id = $1', [person]);
}, testMs);
afterAll(() => house.close());

const filesOf = (id: number) =>
  (house.standIn.chat(id)?.kept ?? []).flatMap(({ message }) => message.document ?? []);
/** Texts and captions fit that often. */
const readsTimes = (id: number, what: RegExp, times: number) =>
  vi.waitUntil(() => {
    const kept = house.standIn.chat(id)?.kept ?? [];
    return kept.filter(({ message }) => what.test(message.text ?? '')).length === times;
  }, patience);
const gets = (id: number, name: string) =>
  vi.waitUntil(() => filesOf(id).find(({ file_name }) => file_name === name), patience);

describe('papers of a class', () => {
  it(
    'go to the officer, and certificates to those who came, each under a number that stays',
    async () => {
      // A bot may only write to people who wrote to it.
      await house.person(person).ask('lớp của tôi');
      const lan = house.person(officer);
      await lan.ask('giấy tờ lớp');
      await lan.ask('1');
      await lan.ask('danh sách');
      lan.say('pdf');
      expect((await gets(officer, 'Danh sách lớp LH1008.pdf')).file_size).toBeGreaterThan(5_000);
      await lan.ask('điểm danh');
      await lan.ask('1');
      expect(await lan.ask('1')).toContain('1/1');
      const certify = async (times: number) => {
        for (const said of ['giấy tờ lớp', '1', 'cấp giấy']) await lan.ask(said);
        lan.say('mọi người');
        await readsTimes(officer, /kiểm tra họ tên/u, times);
        lan.say('có');
        await vi.waitUntil(() => filesOf(officer).length === 1 + 4 * times, patience);
      };
      await certify(1);
      expect((await gets(person, 'Giấy chứng nhận LH1008.pdf')).file_size).toBeGreaterThan(5_000);
      await certify(2);
      const rows = await house.rows('SELECT number, year, name, contact_id::int FROM attendance_certificate');
      expect(rows).toEqual([
        {
          number: 1,
          year: Number(dayOf(house.app.deps.clock.now()).slice(0, 4)),
          name: `Người Thử ${person}`,
          contact_id: person,
        },
      ]);
      expect(filesOf(person)).toHaveLength(1);
    },
    testMs,
  );

  it(
    'are followed by three questions, answered without a name',
    async () => {
      const hoa = house.person(person);
      house.standIn.act(
        { id: person, name: 'Người Thử' },
        { kind: 'tap', data: 'class-feedback:useful:LH1008' },
      );
      await hoa.hears(/giúp được việc/u);
      await hoa.ask('giúp nhiều');
      await hoa.ask('dễ hiểu');
      await hoa.ask('bỏ qua');
      const rows = await house.rows('SELECT offering_id, useful, clear, wish FROM class_feedback');
      expect(rows).toEqual([{ offering_id: 'o:LH1008', useful: 3, clear: 3, wish: null }]);
    },
    testMs,
  );

  it(
    'are nobody else’s: an officer of another province gets no list',
    async () => {
      const other = house.person(stranger);
      expect(await other.ask('giấy tờ lớp')).toContain('chưa có lớp hay sự kiện nào');
      expect(filesOf(stranger)).toEqual([]);
    },
    testMs,
  );
});
