/**
 * Every setting there is: its name, what it means, how it is written and what holds when it is absent. The table in
 * the README and `.env.example` are generated from this file, so describe for an operator, not for a programmer.
 * Messages continue the sentence "NAME …" and never repeat the value: it may be a secret.
 */
import { z } from 'zod';
import { bulkSettings } from './bulk.ts';
import { createSecret } from './secret.ts';
import { address, oneOf, secret, webAddress, whole } from './value.ts';
import { zaloSettings } from './zalo.ts';

const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
const isSafe = (url: string) => url.startsWith('https:') || isLocal(url);

export const settings = {
  PORT: whole(1, 65_535)
    .default(3000)
    .describe(
      'Port of the web server (webhooks, health, simulator page). If another program has it, the next free one is taken.',
    ),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Network address the web server listens on. `0.0.0.0` lets other machines in.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder for all that must survive: the embedded database, photos, keys.'),
  ROLE: oneOf('all', 'web', 'worker')
    .default('all')
    .describe('What this process does; also `--role`. `web` and `worker` share a `DATABASE_URL`.'),
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/name')
    .transform(createSecret)
    .optional()
    .describe('PostgreSQL 14 or newer. Without it, a PostgreSQL of our own runs in `DATA_DIR`.'),
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379')
    .transform(createSecret)
    .optional()
    .describe('Redis 6.2 or newer for the job queue. Without it, the queue lies in the database.'),
  PUBLIC_URL: webAddress(['https:', 'http:'], 'https://bot.example.vn')
    .refine(isSafe, 'must begin with https:// (http:// is for localhost only)')
    .optional()
    .describe(
      'Address under which the internet reaches this service. With it, Telegram calls us; without it, we poll.',
    ),
  SIMULATOR: oneOf('on', 'off')
    .optional()
    .describe(
      'The simulator page with its stand-ins for Telegram and Zalo. Without a value: on while no real bot is configured.',
    ),
  TELEGRAM_BOT_TOKEN: secret(
    /^\d+:[\w-]+$/,
    'must look like 123456789:AAE… (copy it from @BotFather)',
  ).describe('Token of the Telegram bot, from @BotFather.'),
  TELEGRAM_API_ROOT: webAddress(['https:', 'http:'], 'https://api.telegram.org')
    .default('https://api.telegram.org')
    .describe('The Telegram Bot API server; another one if you host it yourself.'),
  TELEGRAM_WEBHOOK_SECRET: secret(
    /^[\w-]{1,256}$/,
    'must consist of 1 to 256 letters, digits, underscores and hyphens',
  ).describe('What Telegram sends along with every webhook call. Without it, derived from the token.'),
  ...zaloSettings,
  ...bulkSettings,
  HOTLINE: z
    .string()
    .regex(/^[\d .+()-]{3,30}$/, 'must be a telephone number')
    .optional()
    .describe('Telephone number people may call, as posters print it.'),
  MEDIA_MAX_BYTES: whole(1_000, 20_000_000)
    .default(10_000_000)
    .describe('Largest photo or file taken from a person, in bytes.'),
  GRACE_MS: whole(0, 300_000)
    .default(10_000)
    .describe('How long a stop waits for work under way, in milliseconds.'),
  LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error', 'silent')
    .default('info')
    .describe('The least important lines still logged.'),
} as const;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as SettingName[];
