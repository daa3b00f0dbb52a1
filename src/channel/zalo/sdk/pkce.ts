/** PKCE as Zalo does it: S256 without saying so (there is no `code_challenge_method`). */
import { createHash, randomBytes } from 'node:crypto';

/**
 * Where the code verifier comes from: a new one for each consent, one fixed in Zalo's console, or none.
 * Sources disagree about which of them Zalo enforces, so it is a setting.
 */
export type PkceMode = 'per-request' | { readonly fixedVerifier: string } | 'none';

/** A verifier of 43 characters: base64url of 32 random bytes. */
export const createVerifier = (): string => randomBytes(32).toString('base64url');

/** base64url(SHA-256(verifier)) without padding. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');

/** The verifier a consent under this mode uses; `null` when it uses none. */
export function verifierFor(mode: PkceMode): string | null {
  if (mode === 'none') return null;
  return mode === 'per-request' ? createVerifier() : mode.fixedVerifier;
}
