/** Where the client gets its access token from. Keeping and refreshing tokens is the caller's work. */
import { ZaloInputError } from './error.ts';

export interface TokenSource {
  /** The access token to use now. */
  get(): Promise<string>;
  /**
   * Zalo refused `failedToken`. Compare it with the token now kept: if they differ, somebody refreshed
   * meanwhile, give the kept one; if they are equal, refresh (once, whoever asks) and give the new one.
   * Give `null` when no other token is to be had. The client repeats its call at most once.
   */
  onTokenRefused(failedToken: string): Promise<string | null>;
}

/** A token that is never refreshed: for scripts and for a token pasted by hand. */
export const fixedToken = (token: string): TokenSource => ({
  get: async () => token,
  onTokenRefused: async () => null,
});

/**
 * Gives a token or secret back when it may stand in a header.
 * @throws ZaloInputError `bad_token`; the secret itself never appears in an error
 */
export function requireToken(token: string, field = 'access token'): string {
  if (!/^[\x21-\x7e]+$/.test(token)) throw new ZaloInputError('bad_token', field);
  return token;
}
