import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fitsWidth, hasBrowser, journeyMs } from './browser.ts';
import { tinyPage } from './tiny-page.ts';

describe.skipIf(!hasBrowser)('the simulator page in a browser', { timeout: journeyMs }, () => {
  const tiny = tinyPage();
  const { show } = tiny;
  const hears = (page: Page, name: string, text: string) =>
    page.getByRole('log', { name }).getByText(text, { exact: true }).waitFor();

  it('lets three people chat side by side, the officer by the link of an invitation', async () => {
    const page = await show('desktop');
    await expect.poll(() => page.locator('.chat:visible').count()).toBe(3);
    const hoa = page.getByRole('region', { name: 'Bà Hoa' });
    await hoa.getByRole('button', { name: 'Bắt đầu' }).click();
    await hoa.getByRole('button', { name: 'Gửi số' }).click();
    await hoa.getByRole('button', { name: 'Chia sẻ số của tôi' }).click();
    await hears(page, 'Tin nhắn với Bà Hoa', 'Số 84900000001, của chính mình');
    await expect.poll(() => hoa.getByRole('button', { name: 'Chia sẻ số của tôi' }).count()).toBe(0);
    await page.getByRole('button', { name: /t\.me\/.*start=i_k7qx2mabcd/u }).click();
    await hears(page, 'Tin nhắn với Chị Lan', 'Lời mời: i_k7qx2mabcd');
    expect(await fitsWidth(page)).toBe(true);
  });

  it('shows what people type as text and nothing else', async () => {
    const page = await show('desktop');
    const hoa = page.getByRole('region', { name: 'Bà Hoa' });
    await hoa.getByRole('button', { name: 'Bắt đầu' }).click();
    const nasty = '<img src=x onerror="document.title=1"><b>đậm</b>\u202Engược';
    await hoa.getByLabel('Viết tin nhắn').fill(nasty);
    await hoa.getByLabel('Viết tin nhắn').press('Enter');
    await hears(page, 'Tin nhắn với Bà Hoa', `Đã nhận: ${nasty}`);
    expect(await page.title()).toBe('Trang thử OCOP bot');
    expect(await hoa.locator('.text b').count()).toBe(0);
  });

  it('sends a sample photo, a photo of one’s own, a voice note, a sticker and a place', async () => {
    const page = await show('desktop');
    const hoa = page.getByRole('region', { name: 'Bà Hoa' });
    await hoa.getByRole('button', { name: 'Bắt đầu' }).click();
    await hears(page, 'Tin nhắn với Bà Hoa', 'Kính chào bà con! Chọn một:');
    const send = async (name: string) => {
      await hoa.getByRole('button', { name: 'Gửi ảnh, số điện thoại, vị trí…' }).click();
      await hoa.getByRole('button', { name, exact: true }).click();
    };
    await send('Ảnh mẫu');
    await hoa.getByRole('img', { name: 'Ảnh' }).waitFor();
    await send('Tin thoại');
    await send('Nhãn dán');
    await send('Vị trí');
    await hoa.locator('input[type=file]').setInputFiles({
      name: 'hu.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    });
    for (const kind of ['voice', 'sticker', 'location']) {
      await hears(page, 'Tin nhắn với Bà Hoa', `Đã nhận ${kind}`);
    }
    await expect.poll(() => hoa.getByText('Đã nhận photo').count()).toBe(2);
  });

  it('works by keyboard alone', async () => {
    const page = await show('desktop');
    const hoa = page.getByRole('region', { name: 'Bà Hoa' });
    await hoa.getByRole('log').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await hoa.getByRole('button', { name: 'Gửi số' }).waitFor();
    await hoa.getByRole('log').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await hoa.getByRole('button', { name: 'Chia sẻ số của tôi' }).waitFor();
    await hoa.getByLabel('Viết tin nhắn').focus();
    await page.keyboard.type('dòng một');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('dòng hai');
    await page.keyboard.press('Enter');
    await hears(page, 'Tin nhắn với Bà Hoa', 'Đã nhận: dòng một dòng hai');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    const sample = hoa.getByRole('button', { name: 'Ảnh mẫu' });
    await expect.poll(() => sample.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => sample.isVisible()).toBe(false);
  });

  it('shows one chat at a time on a phone and marks where news came', async () => {
    const page = await show('phone');
    await expect.poll(() => page.locator('.chat:visible').count()).toBe(1);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await hears(page, 'Tin nhắn với Bà Hoa', 'Kính chào bà con! Chọn một:');
    await page.getByRole('tab', { name: 'Anh Sơn' }).click();
    await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    await tiny.bot.channel.send('700000001', { text: 'Có tin mới' }, { read: async () => null });
    await page.getByRole('tab', { name: 'Bà Hoa (có tin mới)' }).click();
    await hears(page, 'Tin nhắn với Bà Hoa', 'Có tin mới');
    await page.keyboard.press('ArrowRight');
    const son = page.getByRole('tab', { name: 'Anh Sơn' });
    await expect.poll(() => son.getAttribute('aria-selected')).toBe('true');
    expect(await fitsWidth(page)).toBe(true);
  });

  it('adds a person, and lets one block the bot and come back', async () => {
    const page = await show('phone');
    await page.getByRole('button', { name: 'Thêm người' }).click();
    await page.getByLabel('Tên người mới (hư cấu)').fill('Bà Tám');
    await page.keyboard.press('Enter');
    const tam = page.getByRole('region', { name: 'Bà Tám' });
    await tam.getByRole('button', { name: 'Bắt đầu' }).click();
    await hears(page, 'Tin nhắn với Bà Tám', 'Kính chào bà con! Chọn một:');
    await tam.getByRole('button', { name: 'Gửi ảnh, số điện thoại, vị trí…' }).click();
    await tam.getByRole('button', { name: 'Chặn bot' }).click();
    await tam.getByText('Người này đã chặn bot.').waitFor();
    await tam.getByRole('button', { name: 'Bỏ chặn' }).click();
    await tam.getByLabel('Viết tin nhắn').waitFor();
  });

  it('comes back by itself when the service was away, with what was said meanwhile', async () => {
    const page = await show('desktop');
    await page.getByRole('region', { name: 'Bà Hoa' }).getByRole('button', { name: 'Bắt đầu' }).click();
    await hears(page, 'Tin nhắn với Bà Hoa', 'Kính chào bà con! Chọn một:');
    await tiny.bot.stopWeb();
    await page.getByText('Mất kết nối với máy chủ, đang nối lại…').waitFor();
    await tiny.bot.channel.send('700000001', { text: 'Nói lúc vắng' }, { read: async () => null });
    await tiny.bot.startWeb();
    await hears(page, 'Tin nhắn với Bà Hoa', 'Nói lúc vắng');
    await expect.poll(() => page.locator('#trouble').isHidden()).toBe(true);
    tiny.forgive();
  });

  it('speaks English', async () => {
    const page = await show('desktop', '?lang=en');
    await page.getByRole('region', { name: 'Bà Hoa' }).getByRole('button', { name: 'Start' }).click();
    await hears(page, 'Messages with Bà Hoa', 'Kính chào bà con! Chọn một:');
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Trang thử OCOP bot' }).waitFor();
  });
});
