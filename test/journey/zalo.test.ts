import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fitsWidth, hasBrowser, journeyMs, shoot } from './browser.ts';
import { tinyPage } from './tiny-page.ts';

describe.skipIf(!hasBrowser)('the Zalo phone in a browser', { timeout: journeyMs }, () => {
  const tiny = tinyPage();
  const { show } = tiny;
  /** Bà Hoa with her Zalo phone in hand. */
  const withZalo = async (page: Page) => {
    const hoa = page.getByRole('region', { name: 'Bà Hoa' });
    await hoa.getByRole('button', { name: 'Zalo' }).click();
    const tap = (name: string) => hoa.getByRole('button', { name, exact: true }).last().click();
    const reads = (text: string | RegExp) => hoa.getByText(text).last().waitFor();
    const window = hoa.locator('.window summary');
    return { hoa, tap, reads, window };
  };

  it.each(['phone', 'desktop'] as const)(
    'follows, answers by button, shares a number, falls silent and sees the window change: %s',
    async (size) => {
      const page = await show(size);
      const { hoa, tap, reads, window } = await withZalo(page);
      await reads('Chưa nói chuyện lần nào');
      await reads('Zalo sẽ từ chối tin tới (mã -232)');
      await shoot(page, `zalo-${size}-1-stranger`);
      await tap('Quan tâm');
      await reads('Kính chào bà con! Chọn một:');
      await expect.poll(() => window.textContent()).toMatch(/Miễn phí.*còn 2 ngày.*0 đ/u);
      await tap('Gửi số');
      await reads('Số điện thoại?');
      await tap('Chia sẻ thông tin');
      expect(await hoa.getByLabel('Số điện thoại').inputValue()).toBe('84900000001');
      await shoot(page, `zalo-${size}-2-share`);
      await tap('Chia sẻ');
      await reads('Số 84900000001');
      await expect.poll(() => hoa.getByRole('button', { name: 'Chia sẻ', exact: true }).count()).toBe(0);
      expect(await fitsWidth(page)).toBe(true);

      await window.click();
      await tap('Im lặng 3 ngày');
      await reads('Có tính phí');
      await reads('Tin tới của OA: chưa rõ giá');
      await reads('Im lặng đã 3 ngày');
      await shoot(page, `zalo-${size}-3-billed`);
      expect(await fitsWidth(page)).toBe(true);
      await tiny.bot.zaloChannel.send(
        '800000000700000001',
        { text: 'Nhắc lịch' },
        { read: async () => null },
      );
      await reads('Nhắc lịch');
      await reads('chưa rõ giá · trừ vào gói');
      await tap('Im lặng 8 ngày');
      await reads('Đã đóng');
      await reads('Zalo sẽ từ chối tin tới (mã -230)');
      await window.click();
      await tap('Ý tưởng của tôi');
      await reads('Đã nhận: Ý tưởng của tôi');
      await expect.poll(() => window.textContent()).toContain('Miễn phí');
      await shoot(page, `zalo-${size}-4-back`);
    },
  );

  it('gets choices as numbered text when the OA may not send buttons, on every phone', async () => {
    const page = await show('desktop');
    const { hoa, tap, reads, window } = await withZalo(page);
    await window.click();
    await tap('Chữ đánh số');
    const son = page.getByRole('region', { name: 'Anh Sơn' });
    await son.getByRole('button', { name: 'Zalo' }).click();
    await son.locator('.window summary').click();
    const numbers = son.getByRole('button', { name: 'Chữ đánh số' });
    await expect.poll(() => numbers.getAttribute('aria-pressed')).toBe('true');
    await window.click();
    await tap('Quan tâm');
    await reads(/1\. Gửi số/u);
    expect(await hoa.getByRole('button', { name: 'Gửi số' }).count()).toBe(0);
    await shoot(page, 'zalo-desktop-5-numbers');
    await son.getByRole('button', { name: 'Nút bấm' }).click();
    await son.getByRole('button', { name: 'Quan tâm' }).last().click();
    await son.getByRole('button', { name: 'Gửi số' }).waitFor();
  });

  it('sends a photo, a place, a voice note and a sticker, and shows what was seen', async () => {
    const page = await show('phone');
    const { hoa, tap, reads, window } = await withZalo(page);
    await tap('Nhắn tin');
    await reads('Kính chào bà con! Chọn một:');
    for (const name of ['Ảnh mẫu', 'Vị trí', 'Tin thoại', 'Nhãn dán']) {
      await tap('Gửi ảnh, vị trí, thông tin…');
      if (name === 'Vị trí') await shoot(page, 'zalo-phone-6-things');
      await tap(name);
    }
    for (const kind of ['photo', 'location', 'voice', 'sticker']) await reads(`Đã nhận ${kind}`);
    const shown = 'document.querySelector(".zalo img.photo").naturalWidth';
    await expect.poll(() => page.evaluate(shown)).toBe(960);
    await window.click();
    await tap('Đọc hết tin');
    // The greeting and four answers.
    await expect.poll(() => hoa.locator('.tick.seen').count()).toBe(5);
    expect(await fitsWidth(page)).toBe(true);
    await window.click();
    await shoot(page, 'zalo-phone-7-photo');
  });

  it('shows what people type as text and nothing else', async () => {
    const page = await show('desktop');
    const { hoa, tap, reads } = await withZalo(page);
    await tap('Quan tâm');
    await reads('Kính chào bà con! Chọn một:');
    const nasty = '<img src=x onerror="document.title=1"><b>đậm</b>';
    await hoa.getByLabel('Viết tin nhắn').fill(nasty);
    await hoa.getByLabel('Viết tin nhắn').press('Enter');
    await reads(`Đã nhận: ${nasty}`);
    expect(await hoa.locator('.text b, .text img').count()).toBe(0);
    expect(await page.title()).toBe('Trang thử OCOP bot');
  });

  it('marks news on the phone that is not in hand, and keeps the two chats apart', async () => {
    const page = await show('phone');
    const { hoa, tap, reads } = await withZalo(page);
    await tap('Quan tâm');
    await reads('Kính chào bà con! Chọn một:');
    await tap('Telegram');
    await hoa.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    await tiny.bot.zaloChannel.send('800000000700000001', { text: 'Tin Zalo' }, { read: async () => null });
    await hoa.getByRole('button', { name: 'Zalo (có tin mới)' }).click();
    await reads('Tin Zalo');
    await expect.poll(() => hoa.getByRole('button', { name: 'Zalo (có tin mới)' }).count()).toBe(0);
  });

  it('blocks the OA and comes back, unfollows, and gives an officer the code of the invitation', async () => {
    const page = await show('desktop');
    const { hoa, tap, reads, window } = await withZalo(page);
    await tap('Quan tâm');
    await reads('Kính chào bà con! Chọn một:');
    await window.click();
    await tap('Chặn OA');
    await reads('Người này đã chặn OA.');
    await reads('Zalo sẽ từ chối tin tới (mã -244)');
    await tap('Bỏ chặn');
    await hoa.getByLabel('Viết tin nhắn').waitFor();
    await tap('Bỏ quan tâm');
    await hoa.getByRole('button', { name: 'Quan tâm', exact: true }).waitFor();
    const lan = page.getByRole('region', { name: 'Chị Lan' });
    await lan.getByRole('button', { name: 'Zalo' }).click();
    await shoot(page, 'zalo-desktop-8-three');
    await lan.getByRole('button', { name: 'i_k7qx2mabcd' }).click();
    await lan.getByText('Đã nhận: i_k7qx2mabcd').waitFor();
  });

  it('works by keyboard alone', async () => {
    const page = await show('desktop');
    const { hoa, reads, window } = await withZalo(page);
    await hoa.getByRole('log').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await reads('Kính chào bà con! Chọn một:');
    await hoa.getByRole('log').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await reads('Số điện thoại?');
    await hoa.getByRole('log').focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
    await hoa.getByRole('button', { name: 'Chia sẻ thông tin' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => hoa.getByRole('button', { name: 'Chia sẻ', exact: true }).count()).toBe(0);
    await window.focus();
    await page.keyboard.press('Enter');
    await hoa.getByRole('button', { name: 'Im lặng 3 ngày' }).waitFor();
  });

  it('speaks English', async () => {
    const page = await show('desktop', '?lang=en');
    const hoa = page.getByRole('region', { name: 'Bà Hoa' });
    await hoa.getByRole('button', { name: 'Zalo' }).click();
    await hoa.getByRole('button', { name: 'Follow' }).click();
    await hoa.getByText('2 days left').waitFor();
    await shoot(page, 'zalo-desktop-9-english');
  });
});
