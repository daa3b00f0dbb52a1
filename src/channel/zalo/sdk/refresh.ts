/** What became of a refresh. A refresh token works once, so every answer must end in one clear next step. */
import { type ZaloError, ZaloOAuthError, ZaloTransportError } from './error.ts';
import type { Grant } from './grant.ts';
import { msToNextMinute } from './rate.ts';

export type RefreshOutcome =
  /** Commit both tokens before anybody uses the new access token. */
  | { readonly kind: 'rotated'; readonly grant: Grant & { readonly refreshToken: string } }
  /** Surely not executed: the same refresh token is still good. */
  | { readonly kind: 'retry_later'; readonly afterMs: number; readonly error: ZaloError }
  /** Zalo may have rotated. Repeat with the same token, two or three times, under the same lock. */
  | { readonly kind: 'unknown'; readonly error: ZaloError }
  /** App id, secret or grant type is wrong: keep the tokens, tell the operator. */
  | { readonly kind: 'config'; readonly error: ZaloError }
  /** The grant is dead: an administrator must give consent again; stop calling. */
  | { readonly kind: 'dead'; readonly error: ZaloError };

/** Wait after a connection that could not be opened. */
const NOT_ARRIVED_WAIT_MS = 1000;

/** A reply without a refresh token keeps the old one, which `anomalies` tells. */
export function rotated(grant: Grant, oldRefreshToken: string): RefreshOutcome {
  return { kind: 'rotated', grant: { ...grant, refreshToken: grant.refreshToken ?? oldRefreshToken } };
}

/**
 * Sorts a failed refresh. Any reply of Zalo that is neither a rate limit nor our configuration means a dead grant.
 * @throws the error itself when it is not one of this SDK's
 */
export function refreshFailure(error: unknown, now: number): RefreshOutcome {
  if (error instanceof ZaloTransportError) {
    return error.outcome === 'not_executed'
      ? { kind: 'retry_later', afterMs: NOT_ARRIVED_WAIT_MS, error }
      : { kind: 'unknown', error };
  }
  if (!(error instanceof ZaloOAuthError)) throw error;
  switch (error.fault.class) {
    case 'rate':
      return { kind: 'retry_later', afterMs: msToNextMinute(now), error };
    case 'config':
    case 'bug':
      return { kind: 'config', error };
    default:
      return { kind: 'dead', error };
  }
}
