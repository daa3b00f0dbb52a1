/**
 * The whole service, seen through the page as people see it: an officer joins by invitation, a farmer registers an idea
 * with a photo, the officer reads and accepts it, the farmer is told. Once at a desk, once on a phone.
 */
import { describe, expect, it } from 'vitest';
import { fitsWidth, hasBrowser, journeyMs, shoot } from './browser.ts';
import { personOn } from './person.ts';
import { simulatorPage } from './service.ts';

describe.skipIf(!hasBrowser)('the service through the simulator page', { timeout: journeyMs }, () => {
  const show = simulatorPage();

  it.each(['desktop', 'phone'] as const)('registers an idea end to end: %s', async (size) => {
    const { page, faults } = await show(size);
    const lan = personOn(page, 'Chị Lan', size === 'phone');
    const hoa = personOn(page, 'Bà Hoa', size === 'phone');

    await lan.look();
    await lan.chat.getByRole('button', { name: /t\.me\// }).click();
    await lan.reads('Bà con muốn dùng tiếng nào?');
    await lan.does('[Tiếng Việt]', '[Đồng ý]', '[Có]', '[Có]', '[Không]', '[Có]', 'Trần Thị Lan');
    await lan.reads(/Chào anh\/chị Trần Thị Lan/u);

    await hoa.look();
    await hoa.chat.getByRole('button', { name: 'Bắt đầu' }).click();
    await hoa.reads('Bà con muốn dùng tiếng nào?');
    await hoa.does('[Tiếng Việt]', '[Đồng ý]', '[Có]', '[Có]', '[Không]');
    await hoa.does('[Sản phẩm của tôi]', '[Đăng ký ý tưởng]');
    await hoa.does('Nguyễn Thị Hoa', '[Gửi số điện thoại của tôi]', 'xã tân cương thái nguyên', '[Có]');
    await hoa.does(
      '[Bỏ qua]',
      'Mật ong hoa rừng',
      'mat ong nuoi tren doi keo, quay tay',
      '1',
      '[Đang làm rồi]',
    );
    await hoa.does('[Hộ sản xuất]');
    await hoa.chat.getByRole('button', { name: 'Gửi ảnh, số điện thoại, vị trí…' }).click();
    await hoa.does('[Ảnh mẫu]');
    expect(await fitsWidth(page)).toBe(true);
    await hoa.does('[Xong]', '[Gửi luôn]');
    await hoa.reads(/YT-0001\/PĐK-19-05503-\d{4}/u);

    await lan.look();
    await lan.does('[Xem phiếu]');
    await lan.reads(/Anh\/chị tiếp nhận hay trả lại phiếu này/u);
    await shoot(page, `registration-${size}-photo`);
    const shown = 'document.querySelector("#chat-700000003 img.photo").naturalWidth';
    await expect.poll(() => page.evaluate(shown)).toBe(960);
    expect(await fitsWidth(page)).toBe(true);
    await shoot(page, `registration-${size}-officer`);
    await lan.does('[Tiếp nhận]', '[Có]');
    await lan.reads(/Đã tiếp nhận “Mật ong hoa rừng”/u);

    await hoa.look();
    await hoa.reads(/Tin vui: ý tưởng “Mật ong hoa rừng”/u);
    await shoot(page, `registration-${size}-farmer`);
    expect(faults).toEqual([]);
  });
});
