/**
 * `npm run simulator`: the stand-ins and the page alone, for a bot that runs elsewhere. Options: `--port`, `--api-port`
 * (Telegram), `--zalo-port`, `--zalo-webhook` (where that bot hears Zalo), `--lang`.
 */
import { parseArgs } from 'node:util';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { adoptSimulated, preparedPeople } from './page/people.ts';
import { simulatorRoutes } from './page/routes.tsx';
import { readWords, word } from './page/words.ts';
import { createTelegramStandIn, type TelegramStandIn } from './telegram/stand-in.ts';
import { createZaloStandIn, type ZaloStandIn } from './zalo/stand-in.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    'api-port': { type: 'string', default: '8081' },
    'zalo-port': { type: 'string', default: '8082' },
    'zalo-webhook': { type: 'string', default: 'http://127.0.0.1:3001/webhooks/zalo' },
    lang: { type: 'string', default: 'vi' },
  },
});
const words = readWords(values.lang === 'en' ? 'en' : 'vi');
const print = (lines: readonly string[]) =>
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);

function listen(routes: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: routes.fetch, port }, () => resolve(server));
    server.once('error', reject);
  });
}

/** What the bot that runs elsewhere needs to know. */
function printSettings(telegram: TelegramStandIn, zalo: ZaloStandIn): void {
  const { accessToken, refreshToken } = zalo.tokens.grant();
  print([
    word(words, 'runningPage', { url: `http://localhost:${values.port}/simulator` }),
    word(words, 'runningApi'),
    `  TELEGRAM_API_ROOT=${telegram.apiRoot}`,
    `  TELEGRAM_BOT_TOKEN=${telegram.token}`,
    ...['OPENAPI', 'OAUTH', 'BUSINESS'].map((host) => `  ZALO_${host}_ROOT=${zalo.url}`),
    `  ZALO_MEDIA_HOSTS=${new URL(zalo.url).host}`,
    `  ZALO_APP_ID=${zalo.app.id}`,
    `  ZALO_APP_SECRET=${zalo.app.secret}`,
    `  ZALO_OA_ID=${zalo.oa.id}`,
    `  ZALO_OA_SECRET=${zalo.oa.secret}`,
    `  ZALO_ACCESS_TOKEN=${accessToken}`,
    `  ZALO_REFRESH_TOKEN=${refreshToken ?? ''}`,
    word(words, 'runningZaloWebhook', { url: values['zalo-webhook'] }),
    word(words, 'runningStop'),
  ]);
}

async function run(): Promise<void> {
  const telegram = await createTelegramStandIn({ port: Number(values['api-port']), adopt: adoptSimulated });
  const zalo = await createZaloStandIn({
    port: Number(values['zalo-port']),
    webhook: { url: values['zalo-webhook'] },
  });
  const page = simulatorRoutes({ telegram, zalo, people: preparedPeople() });
  const stop = async () => {
    page.close();
    await Promise.all([telegram.close(), zalo.close()]);
  };
  const server = await listen(page.routes, Number(values.port)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  printSettings(telegram, zalo);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      void stop();
    });
  }
}

run().catch((error: unknown) => {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  print([word(words, 'portTaken')]);
  process.exitCode = 1;
});
