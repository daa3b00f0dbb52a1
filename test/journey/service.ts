/** The whole service for journeys: on a database and in a folder of its own, with the simulator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { testDatabase } from '../support/database.ts';
import { launch, open, type sizes } from './browser.ts';

export interface Service {
  readonly app: RunningApp;
  /** Ends it and takes its data away. */
  close(): Promise<void>;
}

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

export async function startService(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-journey-'));
  const database = await testDatabase();
  const config = readConfig({ DATABASE_URL: database.url, DATA_DIR: folder, SIMULATOR: 'on' });
  const app = await startApp({ ...config, web: { ...config.web, port: 0 } }, log);
  return {
    app,
    async close() {
      await app.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Declares the hooks of a file: one browser, and a fresh service for each test. Gives how to open its simulator page. */
export function simulatorPage() {
  let browser: Browser;
  let service: Service;
  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());
  afterAll(() => browser.close());
  return (size: keyof typeof sizes) => open(browser, size, service.app.simulatorUrl ?? '');
}
