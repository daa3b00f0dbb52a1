/** The whole service on a stand-in of Zalo, for end-to-end tests. Everybody is made up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Deed } from '../../src/simulator/zalo/deed.ts';
import type { ChatMessage } from '../../src/simulator/zalo/model.ts';
import type { StandInOptions } from '../../src/simulator/zalo/options.ts';
import { createZaloStandIn, type ZaloStandIn } from '../../src/simulator/zalo/stand-in.ts';
import { testDatabase } from '../support/database.ts';

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

export interface ZaloPerson {
  readonly id: string;
  /** Does something and gives what the bot answers to it. */
  does(deed: Deed): Promise<readonly ChatMessage[]>;
  /** Types a text, or taps the newest button of that label when there is one. */
  says(words: string): Promise<readonly ChatMessage[]>;
  /** All messages of the bot. */
  read(): readonly ChatMessage[];
}

export interface ZaloService {
  readonly zalo: ZaloStandIn;
  readonly app: RunningApp;
  readonly webhookUrl: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  person(name: string): ZaloPerson;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

export async function startZaloService(
  standIn: StandInOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<ZaloService> {
  const database = await testDatabase();
  const zalo = await createZaloStandIn(standIn);
  const folder = mkdtempSync(join(tmpdir(), 'ocop-zalo-'));
  const { accessToken, refreshToken } = zalo.tokens.grant();
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SIMULATOR: 'off',
    ZALO_APP_ID: zalo.app.id,
    ZALO_APP_SECRET: zalo.app.secret,
    ZALO_OA_ID: zalo.oa.id,
    ZALO_OA_SECRET: zalo.oa.secret,
    ZALO_ACCESS_TOKEN: accessToken,
    ZALO_REFRESH_TOKEN: refreshToken ?? '',
    ZALO_OPENAPI_ROOT: zalo.url,
    ZALO_OAUTH_ROOT: zalo.url,
    ZALO_BUSINESS_ROOT: zalo.url,
    ZALO_MEDIA_HOSTS: new URL(zalo.url).host,
    ...env,
  });
  const port = env.PORT === undefined ? 0 : config.web.port;
  const app = await startApp({ ...config, web: { ...config.web, port } }, log);
  const webhookUrl = `http://127.0.0.1:${app.port}/webhooks/zalo`;
  zalo.webhook.register(webhookUrl);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return {
    ...{ zalo, app, webhookUrl, databaseUrl: database.url, dataDir: folder },
    person: (name) => personOn(zalo, app, zalo.addPerson({ name }).id),
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
    async stop() {
      await zalo.webhook.idle();
      await app.stop();
      await client.end();
      await zalo.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function personOn(zalo: ZaloStandIn, app: RunningApp, id: string): ZaloPerson {
  const read = () => zalo.chat(id).filter(({ from }) => from === 'oa');
  const does = async (deed: Deed) => {
    const before = read().length;
    await zalo.act(id, deed);
    await app.intake.idle();
    return read().slice(before);
  };
  return {
    id,
    read,
    does,
    says(words) {
      const shown = read().findLast(({ content }) => content.buttons?.some(({ title }) => title === words));
      const button = shown?.content.buttons?.findIndex(({ title }) => title === words) ?? -1;
      return does(
        shown === undefined ? { kind: 'text', text: words } : { kind: 'tap', messageId: shown.id, button },
      );
    },
  };
}
