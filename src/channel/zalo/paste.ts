/** Tokens put in by hand: from Zalo's API Explorer by command line, or from the environment at the first start. */
import type { GrantStore } from '../../ports/grant.ts';

export interface PastedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Nobody knows how old a pasted access token is; a life so short makes the next check refresh it. */
const assumedLifeMs = 60 * 60_000;

/** Puts pasted tokens in the place of whatever was there. */
export const pasteTokens = (store: GrantStore, pasted: PastedTokens, at: number): Promise<void> =>
  store.replace({ ...pasted, accessExpiresAt: at + assumedLifeMs }, at);

/**
 * Takes tokens of the environment where there are none yet, or only such as need new consent. Once in use they are
 * rotated, so those of the environment are dead soon and left alone. Says whether they were taken.
 */
export async function bootstrapTokens(store: GrantStore, pasted: PastedTokens, at: number): Promise<boolean> {
  const kept = await store.read();
  const same = kept?.refreshToken === pasted.refreshToken;
  if (kept !== null && (kept.state === 'ok' || same)) return false;
  await pasteTokens(store, pasted, at);
  return true;
}
