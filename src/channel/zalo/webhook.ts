/** Webhook side: the forged are turned away, the unsigned are nothing, the rest are events of our account. */
import { InputError } from '../../core/error.ts';
import type { Log } from '../../ports.ts';
import { readWebhook, SIGNATURE_HEADER, type ZaloEvent } from './sdk/mod.ts';

export interface WebhookRules {
  readonly appId: string;
  /** Id of our Official Account. */
  readonly account: string;
  /** OA Secret Keys: two while one is being replaced. */
  readonly oaSecrets: readonly string[];
  readonly log: Log;
}

/** So many refusals in a row are no prank: our secret is wrong, and Zalo will cut the webhook off. */
const refusalsUntilAlarm = 5;

export type WebhookReader = (headers: Headers, rawBody: Uint8Array) => ZaloEvent | null;

/**
 * Makes the reader: the signature first, on the raw bytes. A call without any is what Zalo's console sends to see
 * whether somebody answers: it gets `null`, and nothing in it counts. Throws InputError 401 for a forged one.
 */
export function createWebhookReader({ appId, account, oaSecrets, log }: WebhookRules): WebhookReader {
  let refusals = 0;
  return (headers, rawBody) => {
    const signature = headers.get(SIGNATURE_HEADER);
    const reading = readWebhook({ rawBody, signature }, { appId, oaId: account, oaSecrets });
    if (!reading.ok && reading.reason === 'unsigned') {
      log.info({ bytes: rawBody.byteLength }, 'Zalo: a call without signature was ignored');
      return null;
    }
    if (!reading.ok) {
      refusals += 1;
      if (refusals === refusalsUntilAlarm)
        log.error(
          { reason: reading.reason },
          'Zalo: webhooks are refused; check ZALO_OA_SECRET and ZALO_APP_ID',
        );
      throw new InputError('webhook.forged', 401);
    }
    refusals = 0;
    remark(reading.event, log);
    return reading.event;
  };
}

function remark({ kind, name, numericIds }: ZaloEvent, log: Log): void {
  if (kind === 'unknown') log.info({ event: name }, 'Zalo: an event we do not know');
  if (numericIds.length > 0) log.warn({ event: name, numericIds }, 'Zalo: ids came as numbers');
}
