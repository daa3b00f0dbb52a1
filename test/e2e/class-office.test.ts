/** A class from its opening to its end over the real service, all of it said in chat; only officers of its units get anywhere. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { patience } from '../support/patience.ts';
import { dayClock, type House, openHouse, testMs } from './house.ts';

const [officer, first, second, third, stranger] = [8_101, 8_102, 8_103, 8_104, 8_105];

let house: House;
beforeAll(async () => {
  house = await openHouse({ clock: dayClock() });
  await house.know(...[officer, first, second, third, stranger].map((id) => ({ id })));
  await house.appoint(officer, '05503');
  await house.appoint(stranger, '05512');
}, testMs);
afterAll(() => house.close());

const photosOf = (id: number) =>
  (house.standIn.chat(id)?.kept ?? []).filter(({ message }) => message.photo !== undefined);
const states = async () =>
  (await house.rows<{ state: string }>('SELECT state FROM seat_claim ORDER BY no')).map(({ state }) => state);
/** Texts and captions. */
const hears = (id: number, what: RegExp) =>
  vi.waitUntil(
    () =>
      (house.standIn.chat(id)?.kept ?? [])
        .map(({ message }) => message.text ?? message.caption ?? '')
        .findLast((text) => what.test(text)),
    patience,
  );

async function walk(id: number, ...said: readonly string[]): Promise<string> {
  const person = house.person(id);
  let answer = '';
  for (const text of said) answer = await person.ask(text);
  return answer;
}

describe('a class an officer opens in chat', () => {
  it(
    'is joined by its code, grows, moves, writes to those who wait, knows its people at the door, and is cancelled',
    async () => {
      const days = ['mở lớp', 'mẫu có sẵn', '1', 'chủ nhật tuần sau 8h', '11h30', 'Nhà văn hoá', 'đủ rồi'];
      const seen = await walk(officer, ...days, 'Hết ngày mai', 'Uỷ ban xã', 'sửa', 'số chỗ', '1');
      expect(seen).toContain('còn 1 chỗ');
      const opened = await walk(officer, 'mở đăng ký');
      const [code = ''] = /LH\d+/.exec(opened) ?? [];
      expect(await walk(first, code, 'có')).toContain('đã có chỗ');
      expect(await walk(second, code, 'có')).toContain('thứ 1');
      expect(await walk(third, code, 'có')).toContain('thứ 2');

      await walk(officer, 'lớp của đơn vị', '1', 'số chỗ', '2', 'có');
      await hears(second, /Có chỗ trống ở “/u);
      expect(await states()).toEqual(['taken', 'offered', 'waiting']);
      await walk(second, 'lớp của tôi', 'nhận chỗ');

      const moved = await walk(officer, 'lớp của đơn vị', '1', 'đổi ngày giờ', '13h30', 'có');
      expect(moved).toContain('đang báo cho 3 người');
      for (const id of [first, second, third]) await hears(id, /có thay đổi.*13:30–17:00/su);

      const words = ['lớp của đơn vị', '1', 'nhắn tin', 'người đang chờ', 'Lớp sắp có thêm chỗ nhé.'];
      expect(await walk(officer, ...words, 'gửi')).toContain('cho 1 người');
      await house.rows(`UPDATE seat_notice SET due_at = 'epoch' WHERE kind = 'message'`);
      await hears(third, /Lớp sắp có thêm chỗ nhé/u);
      expect(await walk(officer, ...words)).toContain('đã nhận đúng lời này');

      house.person(first).say('lớp của tôi');
      await hears(first, /số 1 trong danh sách/u);
      house.person(first).say('mã của tôi');
      const shown = await hears(first, /Mã của bà con ở .*: \d+-\d{3}\./u);
      expect(photosOf(first)).toHaveLength(1);
      const [spoken = ''] = /\d+-\d{3}/.exec(shown) ?? [];
      const wrong = `1-${String((Number(spoken.slice(2)) + 1) % 1000).padStart(3, '0')}`;
      await walk(officer, 'thôi', 'điểm danh');
      expect(await walk(officer, wrong)).toContain('không phải của lớp này');
      expect(await walk(officer, spoken)).toContain(`Đã ghi có mặt: Người Thử ${first}`);
      const [claim] = await house.rows<{ id: string }>('SELECT id::text FROM seat_claim WHERE no = 2');
      const signed = house.app.deps.codes?.make(claim?.id ?? '') ?? '';
      expect(await walk(officer, signed)).toContain(`Đã ghi có mặt: Người Thử ${second}`);
      expect(await house.rows('SELECT source FROM attendance')).toEqual([
        { source: 'code' },
        { source: 'code' },
      ]);

      const end = ['lớp của đơn vị', '1', 'không tổ chức nữa', 'Do mưa lũ.', 'chắc'];
      expect(await walk(officer, ...end)).toContain('đang báo cho 3 người');
      for (const id of [first, second, third]) await hears(id, /không tổ chức nữa. Do mưa lũ/u);
      expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
      const audit = await house.rows<{ action: string }>('SELECT action FROM audit ORDER BY id');
      expect(audit.map(({ action }) => action)).toEqual([
        ...['class_opened', 'class_resized', 'class_changed', 'class_messaged', 'class_cancelled'],
      ]);
    },
    testMs,
  );

  it(
    'is out of reach for officers of another commune, and for everybody else',
    async () => {
      const before = await house.rows('SELECT count(*) FROM audit');
      expect(await walk(stranger, 'lớp của đơn vị')).toContain('chưa có lớp');
      for (const asked of ['mở lớp', 'lớp của đơn vị'])
        expect(await walk(first, asked)).toContain('dành cho cán bộ');
      expect(await house.rows('SELECT count(*) FROM audit')).toEqual(before);
    },
    testMs,
  );
});
