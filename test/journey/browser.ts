/** A real Chromium for journeys; where none is installed they are skipped (apt-get install chromium). */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { patience } from '../support/patience.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));

export const hasBrowser = executablePath !== undefined;

/** A journey has many steps, each of which may wait on a busy machine. */
export const journeyMs = 240_000;

export function launch(): Promise<Browser> {
  return chromium.launch({
    timeout: patience.timeout,
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;

/** An empty page in a browser profile of its own. */
export async function newPage(browser: Browser, size: keyof typeof sizes): Promise<Page> {
  const context = await browser.newContext({ viewport: sizes[size] });
  context.setDefaultTimeout(patience.timeout);
  return context.newPage();
}

/** Opens a page that fails the test on any script error or refused resource. */
export async function open(browser: Browser, size: keyof typeof sizes, url: string) {
  const page = await newPage(browser, size);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  await page.goto(url);
  return { page, faults };
}

/** True when nothing sticks out of the window sideways. */
export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

/** With `SCREENSHOTS=folder` keeps a picture to look at; else does nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))');
  await page.screenshot({ path: `${folder}/${name}.png` });
}
