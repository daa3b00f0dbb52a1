/** What the handbook cannot answer goes to the officer on the whole service: the question, with the nearest sections. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse, testMs } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.know({ id: 81 }, { id: 82 });
  await house.appoint(82, '05503');
  // Telegram carries messages only to people who wrote first.
  await house.person(82).ask('menu');
}, testMs);
afterAll(() => house.close(), testMs);

it(
  'reaches the officer with the name of whoever asks and the nearest sections',
  async () => {
    const [person, officer] = [house.person(81), house.person(82)];
    expect(await person.ask('con trâu nhà tôi bị ốm thì gọi ai')).toContain('chưa thấy trong sổ tay');
    expect(await person.ask('hỏi cán bộ')).toContain('con trâu nhà tôi bị ốm thì gọi ai');
    expect(await person.ask('gửi câu này')).toContain('đã nhắn cho cán bộ');
    expect(await officer.hears(/con trâu nhà tôi bị ốm thì gọi ai/)).toContain('Người Thử 81');
    expect(await officer.hears(/Trong sổ tay, gần câu hỏi này nhất có:/)).toMatch(/gọi|gặp ai|hỏi/i);
  },
  testMs,
);
