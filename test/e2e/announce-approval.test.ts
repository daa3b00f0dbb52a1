/** Four eyes on the real service, asked for by the province: the other officer is told, nobody approves their own words. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse, testMs } from './house.ts';
import type { Person } from './person.ts';

const commune = '05503';
let house: House;
let lan: Person;
let hung: Person;
beforeAll(async () => {
  house = await openHouse({ env: { ANNOUNCEMENT_APPROVAL: '38,19' } });
  lan = await officer(7_001, 'Lan Mẫu');
  hung = await officer(7_002, 'Hùng Mẫu');
}, testMs);
afterAll(() => house.close());

async function officer(id: number, name: string): Promise<Person> {
  const person = house.person(id);
  await person.ask('xin chào');
  const [row] = await house.rows<{ id: string }>(
    `UPDATE contact SET language = 'vi', name = $2, phone = '+84912345678', unit_code = $3,
      consents = '{"service": true, "announcements": true}'
     WHERE id = (SELECT contact_id FROM address WHERE external_id = $1) RETURNING id::text`,
    [String(id), name, commune],
  );
  await house.rows("INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())", [
    row?.id,
  ]);
  await house.rows('INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, $2)', [row?.id, commune]);
  await house.rows('DELETE FROM session WHERE contact_id = $1', [row?.id]);
  return person;
}

const state = async () => (await house.rows<{ state: string }>('SELECT state FROM announcement'))[0]?.state;

it(
  'goes out only after another officer agreed',
  async () => {
    for (const line of [
      'gửi thông báo',
      'Đợt nhận đăng ký ý tưởng',
      'Bà con có ý tưởng sản phẩm mới thì gửi cho xã trước 30/12.',
      'bỏ qua',
      'không cần nút',
      'tất cả bà con',
      'đúng',
      'gửi ngay',
    ])
      await lan.ask(line);
    expect(await lan.ask('đồng ý gửi')).toContain('chờ cán bộ khác duyệt');
    expect(await lan.ask('duyệt')).toContain('Người soạn không tự duyệt được');
    expect(await state()).toBe('approval');

    expect(await hung.hears(/nhờ anh\/chị duyệt/)).toContain('Lan Mẫu');
    await hung.ask('TB-0001');
    await hung.ask('trả lại');
    await hung.ask('Chị ghi thêm gửi ở đâu.');
    expect(await lan.hears(/trả lại thông báo TB-0001/)).toContain('Chị ghi thêm gửi ở đâu.');
    expect(await state()).toBe('draft');

    await hung.ask('menu');
    await hung.ask('TB-0001');
    await hung.ask('sửa');
    await hung.ask('nội dung');
    await hung.ask('Bà con có ý tưởng sản phẩm mới thì gửi về Ủy ban nhân dân xã trước 30/12.');
    await lan.ask('menu');
    await lan.ask('TB-0001');
    await lan.ask('gửi ngay');
    expect(await lan.ask('đồng ý gửi')).toContain('chưa có ai duyệt được');
    await hung.ask('menu');
    await hung.ask('TB-0001');
    expect(await hung.ask('duyệt')).toContain('sửa bản này sau cùng nên không tự duyệt được');
    expect(await state()).toBe('approval');
    await lan.ask('rút về để sửa');
    await lan.ask('sửa');
    await lan.ask('nội dung');
    await lan.ask('Bà con có ý tưởng sản phẩm mới thì gửi về xã trước 30/12.');
    await lan.ask('gửi ngay');
    await lan.ask('đồng ý gửi');
    await hung.ask('menu');
    await hung.ask('TB-0001');
    await hung.ask('duyệt');
    await hung.ask('có');
    await lan.hears(/đã duyệt thông báo TB-0001/);
    expect(['scheduled', 'running', 'done']).toContain(await state());
  },
  testMs,
);
