/** The simulator page of the tiny bot in a browser, opened and closed around the tests of a file. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launch, open, type sizes } from './browser.ts';
import { startTinyBot } from './tiny-bot.ts';

/** Declares the hooks; a test fails when the page had a script error, unless it forgave that. */
export function tinyPage() {
  let browser: Browser;
  let bot: Awaited<ReturnType<typeof startTinyBot>>;
  let faults: readonly string[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    bot = await startTinyBot();
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    await bot.close();
  });
  return {
    get bot() {
      return bot;
    },
    forgive() {
      faults = [];
    },
    async show(size: keyof typeof sizes, query = ''): Promise<Page> {
      const opened = await open(browser, size, `${bot.url}${query}`);
      faults = opened.faults;
      await opened.page.locator('.chat').nth(2).waitFor({ state: 'attached' });
      return opened.page;
    },
  };
}
