/**
 * The webhook signature: plain SHA-256 (not HMAC) over app id, raw body, the body's timestamp and the OA secret.
 * Works on the bytes that arrived; JSON that was parsed and written again has another signature.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isObject, type JsonObject, literalOf, parseExactJson } from './json.ts';

/** Name of the HTTP header. */
export const SIGNATURE_HEADER = 'x-zevent-signature';

export interface WebhookAccount {
  readonly appId: string;
  /** The OA Secret Key, not the App Secret. Two while the key is being replaced; none refuses everything. */
  readonly oaSecrets: readonly string[];
  /** Settles which side of a `user_seen_message` is the OA. */
  readonly oaId?: string;
}

export interface WebhookDelivery {
  readonly rawBody: Uint8Array;
  /** Value of the signature header, `null` when it was absent. */
  readonly signature: string | null;
}

export type RefusalReason =
  | 'unsigned'
  | 'bad_signature_form'
  | 'no_secret'
  | 'not_json'
  | 'no_timestamp'
  | 'wrong_app'
  | 'mismatch';

export interface SignedBody {
  readonly body: JsonObject;
  readonly longNumbers: ReadonlySet<string>;
  /** The timestamp as text, ms since 1970. */
  readonly timestamp: string;
}

export type Verdict =
  | ({ readonly ok: true; readonly secretIndex: number } & SignedBody)
  | { readonly ok: false; readonly reason: RefusalReason };

const FORM = /^\s*mac\s*=\s*([0-9a-f]{64})\s*$/i;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Verifies one delivery. Compares in constant time and tries every secret; never throws. */
export function verifyWebhook(delivery: WebhookDelivery, account: WebhookAccount): Verdict {
  const { signature } = delivery;
  if (signature === null) return { ok: false, reason: 'unsigned' };
  const mac = FORM.exec(signature)?.[1];
  if (mac === undefined) return { ok: false, reason: 'bad_signature_form' };
  const secrets = account.oaSecrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return { ok: false, reason: 'no_secret' };
  const signed = readSigned(delivery.rawBody);
  if (typeof signed === 'string') return { ok: false, reason: signed };
  const claimed = Buffer.from(mac, 'hex');
  const matches = secrets.map((secret) =>
    timingSafeEqual(digest(account.appId, delivery.rawBody, signed.timestamp, secret), claimed),
  );
  const secretIndex = matches.indexOf(true);
  if (secretIndex < 0) return { ok: false, reason: 'mismatch' };
  const appId = signed.body.app_id;
  if (appId !== undefined && String(appId) !== account.appId) return { ok: false, reason: 'wrong_app' };
  return { ok: true, secretIndex, ...signed };
}

/** The header value Zalo would send for this body; for tests and tools. */
export function signWebhook(rawBody: Uint8Array, appId: string, oaSecret: string): string {
  const signed = readSigned(rawBody);
  const timestamp = typeof signed === 'string' ? '' : signed.timestamp;
  return `mac=${digest(appId, rawBody, timestamp, oaSecret).toString('hex')}`;
}

const digest = (appId: string, rawBody: Uint8Array, timestamp: string, secret: string): Buffer =>
  createHash('sha256').update(appId).update(rawBody).update(timestamp).update(secret).digest();

function readSigned(rawBody: Uint8Array): SignedBody | 'not_json' | 'no_timestamp' {
  const text = decode(rawBody);
  const parsed = text === null ? null : parseExactJson(text);
  if (text === null || !parsed || !isObject(parsed.value)) return 'not_json';
  const raw = parsed.value.timestamp;
  // A number is signed as the digits that stand in the body, which String(number) may not give back.
  const timestamp = typeof raw === 'number' ? literalOf(text, 'timestamp') : raw;
  if (typeof timestamp !== 'string' || timestamp === '') return 'no_timestamp';
  return { body: parsed.value, longNumbers: parsed.longNumbers, timestamp };
}

function decode(rawBody: Uint8Array): string | null {
  try {
    return decoder.decode(rawBody);
  } catch {
    return null;
  }
}
