/**
 * Long polling of our own instead of telegraf's, which moves the offset before the batch is handled and runs a batch
 * in parallel. Here the offset moves only after `accept` stored the batch, so a crash or a lost database loses nothing:
 * Telegram hands the same updates out again and the inbox knows them by their number.
 */
import { SendError } from '../../core/error.ts';
import type { Inbound } from '../../core/message.ts';
import type { TelegramClient } from './client.ts';
import { removeWebhook } from './register.ts';
import { logFailure, pause, type RetryContext, waitAfter } from './retry.ts';
import { allowedUpdates, updateIdSchema } from './update-schema.ts';

export interface PollDeps extends RetryContext {
  /** Its time limit is longer than a poll; a connection that died silently must not hold us for ever. */
  readonly client: TelegramClient;
  /** Seconds a poll is held open by the server. */
  readonly pollSeconds: number;
  /** Reads one raw update; `null` for what we do not use, malformed ones included. */
  read(raw: unknown): Inbound | null;
  accept(inbounds: readonly Inbound[]): Promise<void>;
}

/** Runs until the signal stops it. */
export async function poll(deps: PollDeps): Promise<void> {
  const { signal, backoff, log } = deps;
  if (!(await removeWebhook(deps.client, deps))) return;
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      offset = await pollOnce(deps, offset);
      if (failures > 0) log.info({}, 'telegram: updates flow again');
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      const waitMs = waitAfter(error, failures, backoff);
      logFailure(log, 'getting updates', error, waitMs);
      if (isWebhookConflict(error) && !(await removeWebhook(deps.client, deps))) return;
      await pause(waitMs, signal);
    }
  }
}

/** Fetches and stores one batch, in order. Gives the offset that confirms it. */
async function pollOnce({ client, pollSeconds, signal, read, accept }: PollDeps, offset: number) {
  const raw: readonly unknown[] = await client.call(
    'getUpdates',
    { offset, limit: 100, timeout: pollSeconds, allowed_updates: allowedUpdates },
    signal,
  );
  const inbounds = raw.map(read).filter((inbound) => inbound !== null);
  if (inbounds.length > 0) await accept(inbounds);
  return raw.reduce<number>((next, one) => {
    const id = updateIdSchema.safeParse(one).data?.update_id;
    return id === undefined ? next : Math.max(next, id + 1);
  }, offset);
}

const isWebhookConflict = (error: unknown) =>
  error instanceof SendError && /409 .*webhook/iu.test(error.detail);
