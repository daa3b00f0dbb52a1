/** A real Chromium for journeys; where none is installed they are skipped (apt-get install chromium). */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));

export const hasBrowser = executablePath !== undefined;

export function launch(): Promise<Browser> {
  return chromium.launch({
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

/** Opens a page that fails the test on any script error or refused resource. */
export async function open(browser: Browser, size: keyof typeof sizes, url: string) {
  const context = await browser.newContext({ viewport: sizes[size] });
  const page = await context.newPage();
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
