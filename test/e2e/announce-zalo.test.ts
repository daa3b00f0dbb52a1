/** The same on Zalo, where no message shows more than five buttons: announced, received, answered by typing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startZaloService, type ZaloPerson, type ZaloService } from './zalo-service.ts';

let service: ZaloService;
let officer: ZaloPerson;
let hoa: ZaloPerson;
beforeAll(async () => {
  service = await startZaloService();
  officer = await service.know('Cán bộ (bịa)');
  hoa = await service.know('Bà Hoa (bịa)');
  await service.appoint(officer, '05503');
});
afterAll(() => service.stop());

const textOf = (messages: Awaited<ReturnType<ZaloPerson['says']>>): string =>
  messages.map(({ content }) => content.text ?? '').join('\n');

it('reaches people on Zalo and takes their typed answer', async () => {
  for (const line of [
    'gửi thông báo',
    'Hội chợ',
    'Thông báo',
    'Xã mở hội chợ OCOP sáng 5/12 tại nhà văn hoá.',
  ])
    await officer.says(line);
  await officer.says('bỏ qua');
  await officer.says('tham gia');
  await officer.says('thế là đủ');
  await officer.says('bà con xã Tân Cương, trừ cán bộ');
  expect(textOf(await officer.says('đúng'))).toContain('Zalo: 1 người');
  expect(textOf(await officer.says('gửi ngay'))).toContain('cho 1 người');
  await service.rows("UPDATE announcement SET class = 'transactional' WHERE state = 'draft'");
  await officer.says('đồng ý gửi');
  const received = () => textOf(hoa.read());
  await expect.poll(received).toContain('hội chợ OCOP sáng 5/12');
  const state = async () =>
    (await service.rows<{ state: string }>('SELECT state FROM announcement'))[0]?.state;
  await expect.poll(state).toBe('done');
  expect(textOf(await hoa.says('tham gia'))).toContain('tôi ghi bà con tham gia');
  expect(await service.rows('SELECT answer FROM announcement_rsvp')).toEqual([{ answer: 'yes' }]);
  expect(textOf(await officer.says('tiến độ'))).toContain('Trả lời: 1 tham gia');
});
