/** An officer announces in chat on the real service; people get it, answer, ask back, and get an answer. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { UnitCode } from '../../src/core/model.ts';
import { patience } from '../support/patience.ts';
import { type House, openHouse, testMs } from './house.ts';
import type { Person } from './person.ts';

const commune = '05503' as UnitCode;
let house: House;
let officer: Person;
beforeAll(async () => {
  house = await openHouse({ env: { TELEGRAM_BULK_PER_SECOND: '200' } });
  for (const id of [6_001, 6_002, 6_003]) await enrol(id);
  officer = house.person(6_001);
  const [row] = await house.rows<{ id: string }>(contactOf, ['6001']);
  await house.rows("INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())", [
    row?.id,
  ]);
  await house.rows('INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, $2)', [row?.id, commune]);
}, testMs);
afterAll(() => house.close());

/** Names of the files the bot sent. */
const documentsOf = ({ id }: Person): readonly string[] =>
  (house.standIn.chat(id)?.kept ?? []).flatMap(({ message }) =>
    message.document?.file_name === undefined ? [] : [message.document.file_name],
  );

const contactOf =
  "SELECT contact_id::text AS id FROM address WHERE channel = 'telegram' AND external_id = $1";

/** Somebody of the commune who agreed to announcements. */
async function enrol(id: number): Promise<void> {
  await house.person(id).ask('xin chào');
  const [row] = await house.rows<{ id: string }>(contactOf, [String(id)]);
  await house.rows(
    `UPDATE contact SET language = 'vi', name = $2, phone = '+84912345678', unit_code = $3,
      consents = '{"service": true, "announcements": true}' WHERE id = $1`,
    [row?.id, `Người Thử ${id}`, commune],
  );
  await house.rows('DELETE FROM session WHERE contact_id = $1', [row?.id]);
}

const toldDone = /TB-0001 \(Hội chợ\) của anh\/chị đã gửi xong/;

/** The hours are not what this test is about: it must pass at night. What is sent was decided before. */
const atAnyHour = () => house.rows("UPDATE announcement SET class = 'transactional' WHERE state = 'draft'");

it(
  'goes from the first word to the receipt, and a question goes both ways',
  async () => {
    await officer.ask('gửi thông báo');
    await officer.ask('Hội chợ');
    await officer.ask('Thông báo');
    await officer.ask('Chào {tên}, xã mở hội chợ OCOP sáng 5/12 tại nhà văn hoá.');
    await officer.ask('bỏ qua');
    await officer.ask('Tham gia / Không tham gia');
    await officer.ask('Thế là đủ');
    expect(await officer.ask('bà con xã Tân Cương, trừ cán bộ')).toContain('Xã Tân Cương');
    const preview = await officer.ask('đúng');
    expect(preview).toContain('TB-0001');
    expect(await officer.hears(/Sẽ nhận được: 2 trong 3 người/)).toContain('đã chọn trừ ra');
    expect(await officer.ask('gửi ngay')).toContain('cho 2 người');
    await atAnyHour();
    await officer.ask('đồng ý gửi');

    const hoa = house.person(6_002);
    const heard = await hoa.hears(/hội chợ OCOP/);
    expect(heard).toContain('Chào Người Thử 6002');
    expect(heard).toContain('Nhắn DỪNG');
    await house.person(6_003).hears(/hội chợ OCOP/);
    const state = async () =>
      (await house.rows<{ state: string }>('SELECT state FROM announcement'))[0]?.state;
    await vi.waitUntil(async () => (await state()) === 'done', patience);
    expect(await officer.hears(/TB-0001 – Hội chợ: đã xong/)).toContain('Đã gửi 2 trong 3 người');
    const done = await officer.hears(toldDone);
    expect(done).toContain('Đã gửi 2 trong 3 người');
    expect(done).toContain('1 người: đã chọn trừ ra');
    const report = await officer.ask('tiến độ');
    expect(report).toContain('Đã gửi 2 trong 3 người');
    expect(report).toContain('1 người: đã chọn trừ ra');

    expect(await hoa.ask('tham gia')).toContain('tôi ghi bà con tham gia');
    expect(await hoa.ask('Hỏi lại cán bộ')).toContain('hỏi gì về tin này');
    await hoa.ask('Mấy giờ xe đón ạ?');
    expect(await officer.hears(/nhắn lại về thông báo TB-0001/)).toContain('Mấy giờ xe đón');
    expect(await officer.ask('H-0001')).toContain('Mấy giờ xe đón');
    await officer.ask('Trả lời');
    await officer.ask('Xe đón lúc 7 giờ ở ngã ba.');
    expect(await hoa.hears(/Xe đón lúc 7 giờ/)).toContain('trả lời bà con');
    await hoa.ask('mang bao nhiêu cân quả thì vừa');
    await officer.hears(/mang bao nhiêu cân quả/);
    const [question] = await house.rows('SELECT state FROM question');
    expect(question).toEqual({ state: 'open' });
    const rsvp = await house.rows('SELECT answer FROM announcement_rsvp');
    expect(rsvp).toEqual([{ answer: 'yes' }]);
  },
  testMs,
);

it(
  'takes plain words for a reply to what was received last',
  async () => {
    const tam = house.person(6_003);
    await tam.ask('Không tham gia');
    expect(await tam.ask('cho mang con trâu đi cùng nhé')).toMatch(/Tôi đã chuyển lời/);
    await officer.hears(/con trâu/);
    expect(await tam.ask('với hai con gà nữa nhé')).toMatch(/Tôi đã chuyển lời/);
    await officer.hears(/hai con gà/);
    await tam.ask('menu');
    expect(await tam.ask('với hai con gà nữa nhé')).not.toMatch(/Tôi đã chuyển lời/);
  },
  testMs,
);

it(
  'shows who got nothing, and stops one that waits for its time',
  async () => {
    await officer.ask('menu');
    await officer.ask('TB-0001');
    expect(await officer.ask('ai chưa nhận')).toContain(
      'Người Thử 6001 (0912 345 678, Xã Tân Cương): đã chọn trừ ra',
    );
    await officer.ask('menu');
    await officer.ask('gửi thông báo');
    await officer.ask('Lớp tập huấn');
    await officer.ask('Lớp tập huấn bán hàng trên mạng học tuần sau, bà con chờ tin.');
    await officer.ask('bỏ qua');
    await officer.ask('không cần nút');
    await officer.ask('tất cả bà con');
    expect(await officer.ask('đúng')).toContain('TB-0002');
    await officer.ask('hẹn giờ gửi');
    expect(await officer.ask('8 giờ sáng thứ hai tuần sau')).toContain('Gửi lúc 08:00');
    await officer.ask('đúng');
    await officer.ask('đồng ý gửi');
    const state = async () =>
      (await house.rows<{ state: string }>('SELECT state FROM announcement WHERE no = 2'))[0]?.state;
    expect(await state()).toBe('scheduled');
    expect(await officer.ask('tạm dừng gửi')).toContain('tạm dừng');
    expect(await state()).toBe('paused');
    await officer.ask('thôi hẳn');
    await officer.ask('có');
    expect(await state()).toBe('cancelled');
  },
  testMs,
);

it(
  'lists who comes by name, sends the lists as sheets, and tells of the end once, restarts or not',
  async () => {
    await officer.ask('menu');
    await officer.ask('TB-0001');
    expect(await officer.ask('ai tham gia')).toContain('1 người tham gia, 1 người không tham gia, 0 người');
    expect(await officer.ask('người tham gia')).toContain('Người Thử 6002 (0912 345 678, Xã Tân Cương)');
    await officer.ask('xem nhóm khác');
    officer.say('tải danh sách excel');
    const sheet = await vi.waitUntil(() => documentsOf(officer)[0], patience);
    expect(sheet).toBe('tra-loi-TB-0001.xlsx');
    await officer.ask('mở thông báo');
    await officer.ask('ai chưa nhận');
    officer.say('tải danh sách excel');
    await vi.waitUntil(() => documentsOf(officer)[1] === 'chua-nhan-TB-0001.xlsx', patience);
    await house.restart();
    await officer.ask('menu');
    expect(officer.heard().filter((text) => toldDone.test(text))).toHaveLength(1);
  },
  testMs,
);

it(
  'keeps a question to an officer open until it is closed',
  async () => {
    const hoa = house.person(6_002);
    await hoa.ask('menu');
    await hoa.ask('hỏi cán bộ');
    expect(await hoa.ask('Nhà tôi làm miến dong thì cần giấy tờ gì ạ?')).toContain('Tôi đã nhắn cho cán bộ');
    await officer.hears(/miến dong/);
    await officer.ask('menu');
    const list = await officer.ask('câu hỏi chưa trả lời');
    const [, code = ''] = /(H-\d{4})[^•]*miến dong/u.exec(list) ?? [];
    await officer.ask(code);
    await officer.ask('trả lời');
    await officer.ask('Chị mang giấy đăng ký kinh doanh lên xã nhé.');
    await hoa.hears(/giấy đăng ký kinh doanh lên xã/);
    expect(await hoa.ask('xã làm việc đến mấy giờ chiều hả anh')).toMatch(/Tôi đã chuyển lời/);
    await hoa.ask('menu');
    expect(await hoa.ask('trời hôm nay đẹp quá nhỉ')).not.toMatch(/Tôi đã chuyển lời/);
    await officer.ask(code);
    await officer.ask('Đã xong, đóng lại');
    expect(await officer.ask('có')).toContain(`Đã đóng câu hỏi ${code}`);
    expect(await officer.ask('câu hỏi chưa trả lời')).not.toContain('miến dong');
  },
  testMs,
);
