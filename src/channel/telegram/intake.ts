/** From raw updates to inbounds, the same way for webhook and polling; taps get their spinner ended on the way. */
import type { Inbound } from '../../core/message.ts';
import type { Log } from '../../ports.ts';
import type { TelegramClient } from './client.ts';
import { parseUpdate } from './parse.ts';
import { reasonOf } from './retry.ts';
import { type Update, updateSchema } from './update-schema.ts';

/** Of a photo's sizes the largest up to this is taken; what is still larger is refused later with a friendly text. */
const photoBytesAtMost = 10 * 1024 * 1024;

export interface Intake {
  translate(update: Update): Inbound | null;
  /** Reads one polled update; one that does not fit is skipped, as refusing it would hold up all behind it for ever. */
  readPolled(raw: unknown): Inbound | null;
  /** Resolves when no answer to a tap is under way. */
  settled(): Promise<void>;
}

export interface IntakeDeps {
  readonly client: TelegramClient;
  readonly log: Log;
  now(): number;
}

export function createIntake({ client, log, now }: IntakeDeps): Intake {
  const pending = new Set<Promise<void>>();
  const translate = (update: Update): Inbound | null => {
    if (update.callback_query !== undefined) {
      const call = answerTap(client, update.callback_query.id, log);
      pending.add(call);
      void call.then(() => pending.delete(call));
    }
    return parseUpdate(update, { now: now(), photoBytesAtMost });
  };
  return {
    translate,
    readPolled(raw) {
      const update = updateSchema.safeParse(raw);
      if (update.success) return translate(update.data);
      const fields = update.error.issues.map(({ path }) => path.join('.'));
      log.warn({ fields }, 'telegram: unreadable update skipped');
      return null;
    },
    settled: async () => {
      await Promise.all(pending);
    },
  };
}

/** Runs beside the turn; a failure leaves a spinner for some seconds and harms nothing. */
async function answerTap(client: TelegramClient, id: string, log: Log): Promise<void> {
  try {
    await client.call('answerCallbackQuery', { callback_query_id: id });
  } catch (error) {
    log.debug({ reason: reasonOf(error) }, 'telegram: tap not answered');
  }
}
