/**
 * The Telegram channel: telegraf speaks the wire, this translates to and from the neutral words and keeps the promises
 * of `Channel` (nothing lost, order kept, every failure named).
 */
import type { Channel, Log } from '../../ports.ts';
import { createTelegramClient } from './client.ts';
import { createEdit } from './edit.ts';
import { fetchFile } from './fetch-file.ts';
import { createIntake } from './intake.ts';
import { textLimit } from './outgoing.ts';
import { poll } from './poll.ts';
import { type Commands, setCommands, setWebhook, type Webhook } from './register.ts';
import type { RetryContext } from './retry.ts';
import { createSend } from './send.ts';
import { createSecretCheck, readUpdate } from './webhook.ts';

export interface TelegramTiming {
  /** Seconds a poll is held open. */
  readonly pollSeconds: number;
  readonly callTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly backoffFirstMs: number;
  readonly backoffMostMs: number;
}

export interface TelegramOptions {
  readonly token: string;
  /** `https://api.telegram.org`, a self-hosted Bot API server or the stand-in. */
  readonly apiRoot: string;
  /** Where Telegram shall post updates; `null` = long polling. */
  readonly webhook: Webhook | null;
  readonly log: Log;
  /** Command menu per language. */
  readonly commands?: Commands;
  readonly timing?: Partial<TelegramTiming>;
  readonly now?: () => number;
}

export interface TelegramChannel extends Channel {
  /** The bot's user name, for `https://t.me/<name>?start=…` links. @throws SendError */
  botName(): Promise<string>;
}

const usualTiming: TelegramTiming = {
  pollSeconds: 50,
  callTimeoutMs: 30_000,
  connectTimeoutMs: 10_000,
  backoffFirstMs: 1000,
  backoffMostMs: 60_000,
};

/** Telegram takes up to 100 keys under a message. */
const buttonLimit = 100;

/**
 * Builds the channel; nothing goes over the network before `start` or `send`. `stop` ends receiving only, so that
 * replies under way still go out.
 */
export function createTelegramChannel(options: TelegramOptions): TelegramChannel {
  const { webhook, log, commands, now = Date.now } = options;
  const timing = { ...usualTiming, ...options.timing };
  const { pollSeconds, callTimeoutMs } = timing;
  const wire = { token: options.token, apiRoot: options.apiRoot, connectTimeoutMs: timing.connectTimeoutMs };
  const client = createTelegramClient({ ...wire, silenceMs: callTimeoutMs });
  const poller = createTelegramClient({ ...wire, silenceMs: pollSeconds * 1000 + callTimeoutMs });
  const intake = createIntake({ client, log, now });
  const requireSecret = createSecretCheck(webhook?.secret ?? null);
  const stopping = new AbortController();
  const running: Promise<unknown>[] = [];
  const backoff = { firstMs: timing.backoffFirstMs, mostMs: timing.backoffMostMs };
  const retry: RetryContext = { signal: stopping.signal, backoff, log };
  return {
    name: 'telegram',
    limits: { text: textLimit, buttons: buttonLimit },
    receive(headers, rawBody) {
      requireSecret(headers);
      const inbound = intake.translate(readUpdate(rawBody));
      return { inbounds: inbound === null ? [] : [inbound], receipts: [] };
    },
    async start(accept) {
      if (commands !== undefined) running.push(setCommands(client, commands, retry));
      if (webhook !== null) running.push(setWebhook(client, webhook, retry));
      else running.push(poll({ ...retry, client: poller, pollSeconds, read: intake.readPolled, accept }));
    },
    async stop() {
      stopping.abort();
      await Promise.all([...running, intake.settled()]);
    },
    send: createSend(client, now),
    edit: createEdit(client),
    fetchFile: (file, maxBytes) => fetchFile(client, file, { maxBytes, timeoutMs: callTimeoutMs }),
    botName: async () => (await client.call('getMe', {})).username,
  };
}
