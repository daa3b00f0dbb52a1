/**
 * Configuration: the environment → one readonly object, with all faults listed at once in plain words. The only
 * reader of the environment; the settings themselves stand in `config/setting.ts`.
 */
import { createHmac } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { approvalOf } from './config/bulk.ts';
import { findHints } from './config/hint.ts';
import { createSecret, type Secret } from './config/secret.ts';
import { type SettingName, settingNames, settings } from './config/setting.ts';
import { checkZalo, toZalo, type ZaloConfig } from './config/zalo.ts';
import type { ApprovalRule } from './core/announcement-approval.ts';
import { readCaps } from './core/announcement-caps.ts';
import type { Caps } from './core/announcement-policy.ts';
import { ConfigError } from './core/error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Role = 'all' | 'web' | 'worker';

export interface Config {
  readonly role: Role;
  readonly web: {
    readonly host: string;
    readonly port: number;
    /** Without a slash at the end; null: nobody outside reaches us. */
    readonly publicUrl: string | null;
  };
  /** Absolute path. */
  readonly dataDir: string;
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'server'; readonly url: Secret };
  /** `database`: the queue lies in the same PostgreSQL. */
  readonly jobs: { readonly kind: 'database' } | { readonly kind: 'redis'; readonly url: Secret };
  readonly simulator: boolean;
  /** Null while no real Telegram bot is configured. */
  readonly telegram: TelegramConfig | null;
  /** Null while no Zalo Official Account is configured. */
  readonly zalo: ZaloConfig | null;
  /** Seals the Zalo tokens; null: a key of our own in `dataDir`. */
  readonly zaloTokenKey: Secret | null;
  /** The code with which Zalo verifies our domain. */
  readonly zaloVerification: string | null;
  /** Announcements per second and channel; 0: as fast as it goes. */
  readonly bulk: { readonly telegram: number; readonly zalo: number };
  /** Where a second officer releases announcements. */
  readonly announcementApproval: ApprovalRule;
  /** Announcements a person gets within 24 hours. */
  readonly announcementCaps: Caps;
  /** As posters print it. */
  readonly hotline: string | null;
  readonly media: { readonly maxBytes: number };
  readonly graceMs: number;
  readonly logLevel: LogLevel;
  /** Sentences on names that look misspelt; to be shown at start. */
  readonly hints: readonly string[];
}

export interface TelegramConfig {
  readonly token: Secret;
  readonly apiRoot: string;
  /** Null: poll. */
  readonly webhook: { readonly url: string; readonly secret: Secret } | null;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const schema = z.object(settings);
type Settings = z.output<typeof schema>;
type Given = Readonly<Partial<Record<SettingName, string>>>;

/** Registered with Telegram, so it is fixed. */
const telegramPath = '/webhooks/telegram';

/**
 * Reads the configuration; an empty value counts as absent.
 * @throws ConfigError with every fault there is, none of which repeats a value
 */
export function readConfig(env: Environment): Config {
  const given = pickGiven(env);
  const hints = findHints(env, settingNames);
  const parsed = schema.safeParse(given);
  const single = parsed.success ? [] : parsed.error.issues.map(describeIssue);
  const faults = [...single, ...checkTogether(given)];
  if (!parsed.success || faults.length > 0) throw new ConfigError([...faults, ...hints]);
  return toConfig(parsed.data, hints);
}

function pickGiven(env: Environment): Given {
  const filled = settingNames.flatMap((name) => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(filled);
}

const describeIssue = (issue: z.core.$ZodIssue) => `${issue.path.join('.')} ${issue.message}.`;

/** Faults that no setting has alone. Works on what was typed, so that it finds them beside single faults. */
function checkTogether(given: Given): string[] {
  const faults: string[] = [];
  const split = given.ROLE === 'web' || given.ROLE === 'worker';
  if (split && given.DATABASE_URL === undefined) {
    faults.push(`ROLE=${given.ROLE} needs DATABASE_URL: the embedded database serves one process only.`);
  }
  if (split && given.SIMULATOR === 'on') {
    faults.push(`SIMULATOR=on needs ROLE=all; start it by itself with "npm run simulator".`);
  }
  const real = given.TELEGRAM_BOT_TOKEN !== undefined || given.ZALO_APP_ID !== undefined;
  if ((split || given.SIMULATOR === 'off') && !real) {
    faults.push('No channel is configured: set TELEGRAM_BOT_TOKEN or ZALO_APP_ID, or leave SIMULATOR on.');
  }
  return [...faults, ...checkZalo(given)];
}

function toConfig(values: Settings, hints: readonly string[]): Config {
  const { DATABASE_URL: database, REDIS_URL: redis, TELEGRAM_BOT_TOKEN: token } = values;
  const zalo = toZalo(values);
  const real = token !== undefined || zalo !== null;
  return {
    role: values.ROLE,
    web: { host: values.HOST, port: values.PORT, publicUrl: values.PUBLIC_URL ?? null },
    dataDir: resolve(values.DATA_DIR),
    database: database === undefined ? { kind: 'embedded' } : { kind: 'server', url: database },
    jobs: redis === undefined ? { kind: 'database' } : { kind: 'redis', url: redis },
    hotline: values.HOTLINE ?? null,
    simulator: values.SIMULATOR === undefined ? !real : values.SIMULATOR === 'on',
    telegram: token === undefined ? null : toTelegram(values, token),
    zalo,
    zaloTokenKey: values.ZALO_TOKEN_KEY ?? null,
    zaloVerification: values.ZALO_SITE_VERIFICATION ?? null,
    media: { maxBytes: values.MEDIA_MAX_BYTES },
    announcementApproval: approvalOf(values.ANNOUNCEMENT_APPROVAL),
    announcementCaps: readCaps(values.ANNOUNCEMENT_CAPS).caps,
    bulk: { telegram: values.TELEGRAM_BULK_PER_SECOND, zalo: values.ZALO_BULK_PER_SECOND },
    graceMs: values.GRACE_MS,
    logLevel: values.LOG_LEVEL,
    hints,
  };
}

function toTelegram(values: Settings, token: Secret): TelegramConfig {
  const { TELEGRAM_API_ROOT: apiRoot, PUBLIC_URL: publicUrl } = values;
  if (publicUrl === undefined) return { token, apiRoot, webhook: null };
  const secret = values.TELEGRAM_WEBHOOK_SECRET ?? deriveWebhookSecret(token);
  return { token, apiRoot, webhook: { url: `${publicUrl}${telegramPath}`, secret } };
}

/** The same in every process without being stored anywhere, and it does not give the token away. */
function deriveWebhookSecret(token: Secret): Secret {
  return createSecret(createHmac('sha256', token.reveal()).update('telegram webhook').digest('hex'));
}
