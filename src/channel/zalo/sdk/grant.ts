/** A pair of tokens as the token endpoint gives it, and the decision whether it gave one. */
import { type CallName, ZaloOAuthError, ZaloTransportError } from './error.ts';
import { oauthFaultOf } from './fault-oauth.ts';
import { asNumber, asText, isObject, type JsonObject, parseExactJson } from './json.ts';
import { ACCESS_TOKEN_LIFE_SEC } from './limits.ts';
import { errorCode } from './reply.ts';
import type { RawReply } from './transport.ts';

export interface Grant {
  readonly accessToken: string;
  /** `null` when Zalo gave none (reported of unverified accounts). */
  readonly refreshToken: string | null;
  readonly expiresInSec: number;
  /** What the reply should have had and had not; worth an alert. */
  readonly anomalies: readonly ('no_refresh_token' | 'no_expiry')[];
}

const TOKEN_FIELDS: readonly string[] = ['access_token', 'refresh_token'];

/**
 * Success is a non-empty `access_token` and nothing else: some error replies lack a numeric `error`.
 * @throws ZaloTransportError `server`, `not_json` · @throws ZaloOAuthError
 */
export function settleGrant(call: CallName, reply: RawReply): Grant {
  if (reply.status >= 500) throw new ZaloTransportError('server', call, { status: reply.status });
  const body = parseExactJson(reply.text)?.value;
  if (reply.status === 429) throw oauthError(-32, isObject(body) ? body : {});
  if (!isObject(body)) throw new ZaloTransportError('not_json', call, { status: reply.status });
  const accessToken = asText(body.access_token);
  if (accessToken === null) {
    const code = errorCode(body);
    throw oauthError(code === 'missing' ? null : code, body);
  }
  const refreshToken = asText(body.refresh_token);
  const expiresInSec = asNumber(body.expires_in);
  return {
    accessToken,
    refreshToken,
    expiresInSec: expiresInSec ?? ACCESS_TOKEN_LIFE_SEC,
    anomalies: [
      ...(refreshToken === null ? (['no_refresh_token'] as const) : []),
      ...(expiresInSec === null ? (['no_expiry'] as const) : []),
    ],
  };
}

function oauthError(code: number | null, body: JsonObject): ZaloOAuthError {
  const name = asText(body.error_name) ?? asText(body.error_description) ?? asText(body.message) ?? '';
  const masked = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, TOKEN_FIELDS.includes(key) && value ? '***' : value]),
  );
  return new ZaloOAuthError(code, oauthFaultOf(code), name, masked);
}
