/** A self-assessment on the whole service: kept after a restart in the middle, with its picture and the sheet to print. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { patience } from '../support/patience.ts';
import { type House, lineOf, openHouse, testMs } from './house.ts';

const consentLines = lineOf.profileName - 1;
const questions = 31;

describe('a self-assessment by Telegram', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  }, testMs);
  afterAll(() => house.close(), testMs);

  const files = (id: number) =>
    (house.standIn.chat(id)?.kept ?? []).flatMap(({ message }) =>
      message.photo !== undefined || message.document !== undefined ? [message] : [],
    );

  it(
    'goes on after a restart, is kept, and comes as a picture and as a sheet',
    async () => {
      const person = house.person(77);
      await person.walk(0, consentLines);
      await person.ask('tự chấm chè xanh');
      await person.ask('2');
      for (let at = 1; at <= 3; at += 1) await person.ask('2');
      await house.restart();
      for (let at = 4; at <= questions; at += 1) await person.ask('2');
      await person.ask('xem kết quả');
      const photo = await vi.waitUntil(() => files(77).find((one) => one.photo !== undefined), patience);
      expect(photo.caption).toContain('Điểm bà con tự chấm');
      expect(photo.photo?.at(-1)?.file_size).toBeGreaterThan(10_000);
      const [row] = await house.rows<{ set_id: string; open: number }>('SELECT set_id, open FROM self_check');
      expect(row).toEqual({ set_id: 'tea', open: 0 });
      person.say('bảng chấm để in');
      const sheet = await vi.waitUntil(() => files(77).find((one) => one.document !== undefined), patience);
      expect(sheet.document?.file_name).toBe('Bang-tu-cham.pdf');
      expect(sheet.document?.file_size).toBeGreaterThan(10_000);
    },
    testMs,
  );
});
