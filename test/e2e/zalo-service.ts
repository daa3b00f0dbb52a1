/** The whole service on a stand-in of Zalo, for end-to-end tests. Everybody is made up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/ports.ts';
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
  /** Somebody made up who wrote before, agreed to everything and lives in a commune of Thái Nguyên. */
  know(name: string, phone?: string): Promise<ZaloPerson>;
  /** Makes somebody an officer of a commune. */
  appoint(person: ZaloPerson, unit: string): Promise<void>;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

export async function startZaloService(
  standIn: StandInOptions = {},
  env: Readonly<Record<string, string>> = {},
  clock?: Clock,
): Promise<ZaloService> {
  const database = await testDatabase();
  const at = clock === undefined ? {} : { clock: { startAt: clock.now() } };
  const zalo = await createZaloStandIn({ ...at, ...standIn });
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
  const extras = clock === undefined ? {} : { clock };
  const app = await startApp({ ...config, web: { ...config.web, port } }, log, extras);
  const webhookUrl = `http://127.0.0.1:${app.port}/webhooks/zalo`;
  zalo.webhook.register(webhookUrl);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const person: ZaloService['person'] = (name) => personOn(zalo, app, zalo.addPerson({ name }).id);
  const rows: ZaloService['rows'] = async <Row extends object>(
    sql: string,
    values: readonly unknown[] = [],
  ) => (await client.query<Row>(sql, [...values])).rows;
  return {
    ...{ zalo, app, webhookUrl, databaseUrl: database.url, dataDir: folder, person, rows },
    ...settling({ person, rows }),
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

/** Who is known before anything of the test is said. */
function settling({
  person,
  rows,
}: Pick<ZaloService, 'person' | 'rows'>): Pick<ZaloService, 'know' | 'appoint'> {
  const idOf = async ({ id }: ZaloPerson) =>
    (await rows<{ id: string }>('SELECT contact_id::text AS id FROM address WHERE external_id = $1', [id]))[0]
      ?.id;
  return {
    async know(name, phone = '+84912345678') {
      const known = person(name);
      await known.says('xin chào');
      const id = await idOf(known);
      await rows(
        `UPDATE contact SET language = 'vi', name = $2, phone = $3, unit_code = '05503',
          consents = '{"service": true, "announcements": true, "reminders": true}' WHERE id = $1`,
        [id, name, phone],
      );
      await rows('DELETE FROM session WHERE contact_id = $1', [id]);
      return known;
    },
    async appoint(officer, unit) {
      const id = await idOf(officer);
      await rows(`INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())`, [id]);
      await rows('INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, $2)', [id, unit]);
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
