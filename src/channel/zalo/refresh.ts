/**
 * One refresh of a grant, under the lock: pending mark before the call, commit before anybody uses the new pair. A
 * refresh token works once, so every way it can end is written down here.
 */
import { StoreUnavailable } from '../../core/error.ts';
import type { GrantStore, KeptGrant, TokenPair } from '../../ports/grant.ts';
import type { Log } from '../../ports.ts';
import { GrantTrouble } from './grant-trouble.ts';
import type { Grant, RefreshOutcome } from './sdk/mod.ts';

export interface RefreshDeps {
  readonly store: GrantStore;
  /** Asks Zalo for a new pair. */
  ask(refreshToken: string): Promise<RefreshOutcome>;
  now(): number;
  /** Waits; gives false at once, now and from then on, when we are stopping. */
  pause(ms: number): Promise<boolean>;
  /** Waits between calls whose outcome is unknown: if Zalo did rotate, the pair is lost and asking again risks nothing. */
  readonly askAgainAfterMs: readonly number[];
  readonly log: Log;
}

const storeAgainAfterMs = 500;
const storeAgainAtMostMs = 10_000;

/** Says, for the log and the operator, who must do what. */
export const reconsentText =
  'Zalo: an administrator of the account must give consent again; run "npm run zalo -- connect"';

/** Uses the refresh token up and gives the grant then kept. Call it under the lock only. @throws GrantTrouble */
export async function rotate(deps: RefreshDeps, old: KeptGrant): Promise<KeptGrant> {
  const { store, now, log } = deps;
  const { refreshToken } = old;
  if (refreshToken === null) throw await lose(deps, old, 'no_refresh_token');
  await store.beginRefresh(refreshToken, now());
  const { outcome, doubtful } = await askUntilKnown(deps, refreshToken);
  switch (outcome.kind) {
    case 'rotated':
      return keep(deps, refreshToken, outcome.grant);
    case 'retry_later':
      await store.endRefresh(refreshToken);
      throw new GrantTrouble('later', outcome.error.message, outcome.afterMs);
    case 'unknown':
      // The mark stays: the next refresh, by whoever, knows that this token may be used up.
      throw new GrantTrouble('later', outcome.error.message);
    case 'config':
      await store.endRefresh(refreshToken);
      log.error({ reason: outcome.error.message }, 'Zalo refuses our app id or secret; tokens are kept');
      throw new GrantTrouble('config', outcome.error.message);
    case 'dead':
      throw await lose(deps, old, doubtful || old.pendingSince !== null ? 'refresh_lost' : 'refresh_refused');
  }
}

/** Marks the grant as gone; gives what to throw. */
export async function lose({ store, now, log }: RefreshDeps, old: KeptGrant, reason: string) {
  await store.needReconsent(old.accessToken, reason, now());
  log.error({ reason }, reconsentText);
  return new GrantTrouble('needs_reconsent', reason);
}

async function askUntilKnown({ ask, pause, askAgainAfterMs }: RefreshDeps, refreshToken: string) {
  let outcome = await ask(refreshToken);
  let doubtful = false;
  for (const waitMs of askAgainAfterMs) {
    if (outcome.kind !== 'unknown') break;
    doubtful = true;
    if (!(await pause(waitMs))) break;
    outcome = await ask(refreshToken);
  }
  return { outcome, doubtful };
}

type Rotated = Grant & { readonly refreshToken: string };

async function keep(deps: RefreshDeps, replaced: string, grant: Rotated): Promise<KeptGrant> {
  const { now, log, store } = deps;
  if (grant.anomalies.length > 0)
    log.error({ anomalies: grant.anomalies }, 'Zalo: the answer to a refresh lacks something');
  const pair = pairOf(grant, now());
  const swapped = await commit(deps, replaced, pair);
  if (!swapped) log.warn({}, 'Zalo: another grant was put in place during a refresh; that one counts');
  const kept = await store.read();
  if (kept === null) throw new GrantTrouble('not_connected', 'the grant is gone');
  return kept;
}

/** A grant of the token endpoint as it is kept. */
export const pairOf = (grant: Grant, at: number): TokenPair => ({
  accessToken: grant.accessToken,
  refreshToken: grant.refreshToken,
  accessExpiresAt: at + grant.expiresInSec * 1000,
});

/** The only copy of the new pair is in our hands: a database that is away is waited for. */
async function commit({ store, now, pause, log }: RefreshDeps, replaced: string, pair: TokenPair) {
  for (let waitMs = storeAgainAfterMs; ; waitMs = Math.min(2 * waitMs, storeAgainAtMostMs)) {
    try {
      return await store.commitRefresh(replaced, pair, now());
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      log.error({ error, waitMs }, 'Zalo: the new tokens cannot be stored yet; do not stop this process');
      if (!(await pause(waitMs))) throw error;
    }
  }
}
