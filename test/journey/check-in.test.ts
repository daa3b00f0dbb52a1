/**
 * The check-in page on phones, with the whole service behind it: the link opens on one phone; two people are marked without a
 * network and counted once there is one; a second phone disagrees and both see it.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/core/calendar.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { attendanceList } from '../../src/service/attend.ts';
import { during, newcomer } from '../contract/store/made-up.ts';
import { madeUpClass, rulesOf } from '../store/seat-place.ts';
import { fitsWidth, hasBrowser, journeyMs, launch, newPage, open, shoot } from './browser.ts';
import { type Service, startService } from './service.ts';

const hour = 3_600_000;
const names = ['Nguyễn Văn Mẫu', 'Trần Thị Mẫu', 'Lê Văn Thử', 'Đặng Thị Ví Dụ'];

describe.skipIf(!hasBrowser)('the check-in page', { timeout: journeyMs }, () => {
  let browser: Browser;
  let service: Service;
  const offering = madeUpClass('LH1016', {
    title: 'Kỹ năng bán hàng trên mạng',
    sessions: madeUpClass('LH1016')
      .sessions.map((session) => ({ ...session, day: dayOf(Date.now()) }))
      .slice(0, 1),
  });
  beforeAll(async () => {
    browser = await launch();
    service = await startService();
    const { store } = service.app.deps;
    await store.saveOffering(offering, rulesOf(offering, { capacity: 60 }), Date.now());
    for (const name of names) await store.walkIn(offering.id, { name }, Date.now());
  });
  afterAll(async () => {
    // First the browser: it keeps connections open on which it asked nothing yet, and the server would wait for them.
    await browser.close();
    await service.close();
  });

  /** A link as the bot gives it to an officer of the province. */
  async function link(secret: string): Promise<string> {
    const { store } = service.app.deps;
    const [officer, code, at] = [await newcomer(store), `${secret}moi`, Date.now()];
    await store.invite({ role: 'province', units: ['19' as UnitCode], code, expiresAt: at + hour }, at);
    await during(store, officer, async (tx) => {
      await tx.joinAsOfficer(officer.contactId, code, at);
      const pass = { secret, offering: offering.id, officer: officer.contactId, expiresAt: at + hour, at };
      await tx.makeCheckInPass(pass);
    });
    return `${service.app.url}/check-in/${secret}`;
  }
  const rowOf = (page: Page, name: string) => page.locator('#people li', { hasText: name });
  const mark = (page: Page, name: string, state: string) =>
    rowOf(page, name).getByRole('button', { name: state, exact: true }).click();
  const marked = async () => {
    const { lines } = await attendanceList(service.app.deps, offering);
    return lines.filter(({ presences }) => presences.length > 0).map(({ who }) => who.name);
  };

  it('works without a network and merges two phones', async () => {
    const first = await open(browser, 'phone', await link('duong-dan-cua-may-thu-nhat'));
    const { page } = first;
    await shoot(page, 'check-in-before');
    await page.getByRole('button', { name: 'Mở danh sách' }).click();
    await page.getByText('Có mặt 0/4').waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    expect(await fitsWidth(page)).toBe(true);
    await shoot(page, 'check-in-list');

    await page.context().setOffline(true);
    await mark(page, 'Nguyễn Văn Mẫu', 'Có mặt');
    await page.getByLabel(/Tìm tên/u).fill('vi du');
    await mark(page, 'Đặng Thị Ví Dụ', 'Muộn');
    await page.getByText('2 lượt chưa gửi được').waitFor();
    await page.getByLabel(/Tìm tên/u).fill('');
    await shoot(page, 'check-in-offline');
    expect(await marked()).toEqual([]);

    await page.reload();
    await page.getByText('Có mặt 2/4').waitFor();
    await page.getByText('2 lượt chưa gửi được').waitFor();

    await page.context().setOffline(false);
    await page.getByText('Đã gửi hết').waitFor();
    const merged = await marked();
    expect([merged.length, new Set(merged)]).toEqual([2, new Set(['Nguyễn Văn Mẫu', 'Đặng Thị Ví Dụ'])]);

    const second = await open(browser, 'phone', await link('duong-dan-cua-may-thu-hai'));
    await second.page.getByRole('button', { name: 'Mở danh sách' }).click();
    await mark(second.page, 'Nguyễn Văn Mẫu', 'Vắng');
    await second.page.getByText('Hai máy ghi khác nhau').waitFor();
    await second.page.getByText('Máy này: Vắng · Máy khác: Có mặt').waitFor();
    expect(await fitsWidth(second.page)).toBe(true);
    await shoot(second.page, 'check-in-conflict');
    await second.page.getByRole('button', { name: 'Sửa máy này thành: Có mặt' }).click();
    await second.page.getByText('Hai máy ghi khác nhau').waitFor({ state: 'hidden' });

    await second.page.getByLabel('Họ và tên').fill('Phạm Văn Đến');
    await second.page.getByRole('button', { name: 'Thêm và ghi có mặt' }).click();
    await second.page.getByText('Có mặt 3/5').waitFor();
    await expect.poll(async () => (await attendanceList(service.app.deps, offering)).lines.length).toBe(5);
    await expect.poll(async () => (await attendanceList(service.app.deps, offering)).conflicts).toEqual([]);
    expect(second.faults).toEqual([]);
  });

  it('opens a link on one phone only, and says what to do on another', async () => {
    const address = await link('duong-dan-dung-mot-lan');
    const mine = await open(browser, 'phone', address);
    await mine.page.getByRole('button', { name: 'Mở danh sách' }).click();
    await mine.page.getByText('Kỹ năng bán hàng').waitFor();
    const theirs = await newPage(browser, 'phone');
    await theirs.goto(address);
    await theirs.getByText('Đường dẫn này đã dùng').waitFor();
    await theirs.goto(`${service.app.url}/check-in/list`);
    await theirs.getByText('Phiên điểm danh trên máy này đã hết').waitFor();
    expect(await theirs.getByText('Nguyễn Văn Mẫu').count()).toBe(0);
  });
});
