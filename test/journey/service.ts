/** The whole service for journeys: on a database and in a folder of its own, with the simulator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { testDatabase } from '../support/database.ts';

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
