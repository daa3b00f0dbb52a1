/** What Telegram is told about us at start: where to post updates, and the command menu. Tried until it works. */
import { SendError } from '../../core/error.ts';
import type { Language } from '../../core/model.ts';
import type { TelegramClient } from './client.ts';
import { type RetryContext, untilDone } from './retry.ts';
import { allowedUpdates } from './update-schema.ts';

export interface Webhook {
  readonly url: string;
  /** 1–256 characters `A-Z a-z 0-9 _ -`, sent back with every call. */
  readonly secret: string;
}

/** A line of the command menu; `command` without the slash. */
export interface Command {
  readonly command: string;
  readonly description: string;
}

export type Commands = Readonly<Record<Language, readonly Command[]>>;

export function setWebhook(client: TelegramClient, { url, secret }: Webhook, retry: RetryContext) {
  const payload = { url, secret_token: secret, allowed_updates: allowedUpdates };
  return untilDone('setting the webhook', () => client.call('setWebhook', payload), retry);
}

export const removeWebhook = (client: TelegramClient, retry: RetryContext) =>
  untilDone(
    'removing the webhook',
    () => client.call('deleteWebhook', { drop_pending_updates: false }),
    retry,
  );

/** Sets the menu, the Vietnamese one for everybody without an own; a menu Telegram refuses is only logged. */
export async function setCommands(client: TelegramClient, { vi, en }: Commands, retry: RetryContext) {
  const attempt = async () => {
    await client.call('setMyCommands', { commands: vi });
    await client.call('setMyCommands', { commands: en, language_code: 'en' });
  };
  const once = () =>
    attempt().catch((error: unknown) => {
      if (!(error instanceof SendError) || error.fault.kind !== 'rejected') throw error;
      retry.log.error({ reason: error.message }, 'telegram: the command menu was refused');
    });
  await untilDone('setting the command menu', once, retry);
}
