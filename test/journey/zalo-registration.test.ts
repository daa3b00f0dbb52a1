/**
 * The whole service on Zalo, through the page: the officer joins by the code of an invitation, a farmer follows the
 * account and registers an idea with a photo, the officer accepts it, the farmer is told. Once by buttons, once where
 * Zalo gives the account no buttons and choices are numbered text.
 */
import { describe, expect, it } from 'vitest';
import { fitsWidth, hasBrowser, journeyMs, shoot } from './browser.ts';
import { personOn } from './person.ts';
import { simulatorPage } from './service.ts';

const runs = [
  { mode: 'buttons', size: 'phone' },
  { mode: 'buttons', size: 'desktop' },
  { mode: 'numbers', size: 'phone' },
] as const;

describe.skipIf(!hasBrowser)('the service on Zalo through the simulator page', { timeout: journeyMs }, () => {
  const show = simulatorPage();

  it.each(runs)('registers an idea end to end: $mode, $size', async ({ mode, size }) => {
    const { page, faults } = await show(size);
    const shot = (name: string) => shoot(page, `zalo-registration-${mode}-${size}-${name}`);
    const lan = personOn(page, 'Chị Lan', size === 'phone');
    const hoa = personOn(page, 'Bà Hoa', size === 'phone');

    await lan.look();
    await lan.chat.getByRole('button', { name: 'Zalo' }).click();
    if (mode === 'numbers') {
      await lan.chat.locator('.window summary').click();
      await lan.chat.getByRole('button', { name: 'Chữ đánh số' }).click();
      await lan.chat.locator('.window summary').click();
    }
    await lan.chat.getByRole('button', { name: /^i_/u }).click();
    await lan.reads('Bà con muốn dùng tiếng nào?');
    await lan.does('[Tiếng Việt]', '[Đồng ý]', '[Có]', '[Có]', '[Không]', '[Có]', 'Trần Thị Lan');
    await lan.reads(/Chào anh\/chị Trần Thị Lan/u);

    await hoa.look();
    await hoa.chat.getByRole('button', { name: 'Zalo' }).click();
    await hoa.chat.getByRole('button', { name: 'Quan tâm' }).click();
    await hoa.reads('Bà con muốn dùng tiếng nào?');
    await shot('1-begin');
    await hoa.does('[Tiếng Việt]', '[Đồng ý]', '[Có]', '[Có]', '[Không]');
    await hoa.does('[Sản phẩm của tôi]', '[Đăng ký ý tưởng]');
    await hoa.does('Nguyễn Thị Hoa');
    await hoa.chat.getByRole('button', { name: 'Chia sẻ thông tin' }).click();
    await hoa.does('[Chia sẻ]');
    await shot('2-phone');
    await hoa.does('xã tân cương thái nguyên', '[Có]', '[Bỏ qua]', 'Mật ong hoa rừng');
    await hoa.does('mat ong nuoi tren doi keo, quay tay', '1', '[Đang làm rồi]', '[Hộ sản xuất]');
    await hoa.chat.getByRole('button', { name: 'Gửi ảnh, vị trí, thông tin…' }).click();
    await hoa.does('[Ảnh mẫu]');
    expect(await fitsWidth(page)).toBe(true);
    await hoa.does('[Xong]');
    await shot('3-review');
    await hoa.does('[Gửi luôn]');
    await hoa.reads(/YT-0001\/PĐK-19-05503-\d{4}/u);
    await shot('4-code');

    await lan.look();
    await lan.does('[Xem phiếu]');
    await lan.reads(/Anh\/chị tiếp nhận hay trả lại phiếu này/u);
    const shown = 'document.querySelector("#chat-700000003 img.photo").naturalWidth';
    await expect.poll(() => page.evaluate(shown)).toBe(960);
    expect(await fitsWidth(page)).toBe(true);
    await shot('5-officer');
    await lan.does('[Tiếp nhận]', '[Có]');
    await lan.reads(/Đã tiếp nhận “Mật ong hoa rừng”/u);

    await hoa.look();
    await hoa.reads(/Tin vui: ý tưởng “Mật ong hoa rừng”/u);
    await shot('6-farmer');
    expect((await page.locator('.zalo .buttons').count()) > 0).toBe(mode === 'buttons');
    expect(await hoa.chat.locator('.window-state').textContent()).toBe('Miễn phí');
    expect(faults).toEqual([]);
  });
});
