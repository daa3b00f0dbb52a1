/** Webhook side: the forged are turned away before their body is read, then the update is checked and translated. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { InputError } from '../../core/error.ts';
import { type Update, updateSchema } from './update-schema.ts';

export const secretHeader = 'x-telegram-bot-api-secret-token';
/** Far above any update Telegram sends. */
const bytesAtMost = 1024 * 1024;

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Makes the check of `secret_token` (https://core.telegram.org/bots/api#setwebhook): in constant time, on hashes of
 * equal length. Without a secret every call is forged. Throws InputError 401.
 */
export function createSecretCheck(secret: string | null): (headers: Headers) => void {
  const expected = secret === null ? null : digest(secret);
  return (headers) => {
    const given = headers.get(secretHeader);
    if (expected === null || given === null || !timingSafeEqual(digest(given), expected)) {
      throw new InputError('webhook.forged', 401);
    }
  };
}

/** Reads a webhook body. Throws InputError 413 oversized, 400 malformed. */
export function readUpdate(rawBody: Uint8Array): Update {
  if (rawBody.byteLength > bytesAtMost) throw new InputError('webhook.tooLarge', 413);
  const update = updateSchema.safeParse(parseJson(rawBody));
  if (!update.success) throw new InputError('webhook.malformed', 400);
  return update.data;
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    throw new InputError('webhook.malformed', 400);
  }
}
