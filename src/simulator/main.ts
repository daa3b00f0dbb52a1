/** `npm run simulator`: the stand-in and the page alone, for a bot that runs elsewhere. Options: `--port`, `--api-port`. */
import { parseArgs } from 'node:util';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { adoptSimulated, preparedPeople } from './page/people.ts';
import { simulatorRoutes } from './page/routes.tsx';
import { readWords, word } from './page/words.ts';
import { createTelegramStandIn } from './telegram/stand-in.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    'api-port': { type: 'string', default: '8081' },
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

async function run(): Promise<void> {
  const telegram = await createTelegramStandIn({ port: Number(values['api-port']), adopt: adoptSimulated });
  const page = simulatorRoutes({ telegram, people: preparedPeople() });
  const stop = async () => {
    page.close();
    await telegram.close();
  };
  const server = await listen(page.routes, Number(values.port)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  print([
    word(words, 'runningPage', { url: `http://localhost:${values.port}/simulator` }),
    word(words, 'runningApi'),
    `  TELEGRAM_API_ROOT=${telegram.apiRoot}`,
    `  TELEGRAM_BOT_TOKEN=${telegram.token}`,
    word(words, 'runningStop'),
  ]);
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
