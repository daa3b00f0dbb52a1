/**
 * Keeps the account's tokens alive: hands out the access token, refreshes ahead of time, once at a time in this process
 * and in all others, and says when only a person can help.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { GrantStore, KeptGrant, TokenPair } from '../../ports/grant.ts';
import type { Log } from '../../ports.ts';
import { GrantTrouble } from './grant-trouble.ts';
import { lose, type RefreshDeps, rotate } from './refresh.ts';
import type { TokenSource, ZaloOAuth } from './sdk/mod.ts';

export interface GrantKeeper extends TokenSource {
  /** What the store says now. */
  grant(): Promise<KeptGrant | null>;
  /** Refreshes when it is time. Never throws. */
  refreshIfDue(): Promise<void>;
  /** Zalo said by the code of a call that the grant is gone. */
  lost(reason: string): Promise<void>;
  /** Refreshes ahead of time from now on. */
  start(): void;
  stop(): Promise<void>;
}

export interface GrantKeeperOptions {
  readonly store: GrantStore;
  readonly oauth: Pick<ZaloOAuth, 'refresh'>;
  readonly log: Log;
  readonly now?: () => number;
  readonly timing?: Partial<GrantTiming>;
}

export interface GrantTiming {
  /** Longest wait for another process's refresh: longer than its three calls of 10 s with their pauses. */
  readonly lockWaitMs: number;
  /** After a refresh that did not work, nobody here tries again for so long. */
  readonly restMs: number;
  readonly askAgainAfterMs: readonly number[];
  readonly checkEveryMs: number;
}

const usualTiming: GrantTiming = {
  lockWaitMs: 60_000,
  restMs: 30_000,
  askAgainAfterMs: [500, 2000],
  checkEveryMs: 10 * 60_000,
};

const hourMs = 3_600_000;
/** Of its 25 hours a token lives so long yet when it is refreshed: a night's outage must not end it. */
const refreshAheadMs = 5 * hourMs;
/** An idle account is refreshed at least so often, far within the three months of a refresh token. */
const refreshIdleMs = 7 * 24 * hourMs;
/** A token that ends within this is not used for a new call. */
const marginMs = 60_000;
/** A grant that Zalo called gone in the answer to a call may have been restored in its console. */
const lookAgainMs = hourMs;
const refusedPrefix = 'call_refused';

interface Keeping extends RefreshDeps, GrantTiming {
  cached: KeptGrant | null;
  /** An access token that Zalo refused and that no refresh could replace. */
  refused: string | null;
  restUntil: number;
  running: Promise<KeptGrant> | null;
}

export function createGrantKeeper(options: GrantKeeperOptions): GrantKeeper {
  const { store, oauth, log, now = Date.now } = options;
  const stopping = new AbortController();
  const pause = (ms: number) => sleep(ms, true, { signal: stopping.signal, ref: false }).catch(() => false);
  const state: Keeping = {
    ...{ ...usualTiming, ...options.timing, store, log, now, pause },
    ask: (refreshToken) => oauth.refresh(refreshToken),
    ...{ cached: null, refused: null, restUntil: 0, running: null },
  };
  let watching: Promise<void> = Promise.resolve();
  return {
    get: () => get(state),
    onTokenRefused: (failed) => replaceRefused(state, failed),
    grant: () => store.read(),
    refreshIfDue: () => refreshIfDue(state),
    lost: (reason) => lost(state, reason),
    start() {
      watching = watch(state);
    },
    async stop() {
      stopping.abort();
      await watching;
      await state.running?.catch(() => undefined);
    },
  };
}

async function watch(state: Keeping): Promise<void> {
  do await refreshIfDue(state);
  while (await state.pause(state.checkEveryMs * (0.9 + 0.2 * Math.random())));
}

const isUsable = (state: Keeping, { accessToken, accessExpiresAt }: TokenPair): boolean =>
  accessToken !== state.refused && accessExpiresAt - marginMs > state.now();

async function read(state: Keeping): Promise<KeptGrant> {
  state.cached = await state.store.read();
  if (state.cached === null) throw new GrantTrouble('not_connected', 'no consent was given yet');
  return state.cached;
}

async function get(state: Keeping): Promise<string> {
  if (state.cached !== null && isUsable(state, state.cached)) return state.cached.accessToken;
  const kept = await read(state);
  // While consent is missing, the old access token serves as long as it lives.
  if (isUsable(state, kept)) return kept.accessToken;
  const fresh = await refresh(state, (grant) => !isUsable(state, grant));
  return fresh.accessToken;
}

/** Compare, then refresh: whoever else refreshed meanwhile has done it for us. */
async function replaceRefused(state: Keeping, failed: string): Promise<string | null> {
  const kept = await read(state);
  if (kept.accessToken !== failed) return kept.accessToken;
  const isStale = (grant: KeptGrant) => grant.accessToken === failed;
  try {
    const fresh = await refresh(state, isStale);
    // A refresh that was under way for another reason may have found nothing to do.
    return (isStale(fresh) ? await refresh(state, isStale) : fresh).accessToken;
  } catch (error) {
    if (!(error instanceof GrantTrouble) || error.kind === 'later') throw error;
    state.refused = failed;
    return null;
  }
}

/** Many ask at once, one refreshes. @throws GrantTrouble */
function refresh(state: Keeping, isStale: (grant: KeptGrant) => boolean): Promise<KeptGrant> {
  const restMs = state.restUntil - state.now();
  if (state.running === null && restMs > 0)
    return Promise.reject(new GrantTrouble('later', 'the last refresh did not work', restMs));
  state.running ??= refreshAlone(state, isStale).finally(() => {
    state.running = null;
  });
  return state.running;
}

async function refreshAlone(state: Keeping, isStale: (grant: KeptGrant) => boolean): Promise<KeptGrant> {
  try {
    const fresh = await state.store.alone(state.lockWaitMs, async () => {
      const kept = await read(state);
      if (!isStale(kept)) return kept;
      if (kept.state === 'needs_reconsent' && !mayHaveHealed(state, kept))
        throw new GrantTrouble('needs_reconsent', kept.reason ?? '');
      return rotate(state, kept);
    });
    if (fresh === null) throw new GrantTrouble('later', 'another process refreshes');
    state.cached = fresh;
    return fresh;
  } catch (error) {
    state.restUntil = state.now() + restAfter(state, error);
    throw error;
  }
}

function restAfter({ restMs }: Keeping, error: unknown): number {
  if (!(error instanceof GrantTrouble)) return restMs;
  // Asking what the store says costs little, and consent may be given at any moment.
  const lasting = error.kind === 'needs_reconsent' || error.kind === 'not_connected';
  return lasting ? 0 : (error.afterMs ?? restMs);
}

const mayHaveHealed = ({ now }: Keeping, { reason, stateAt }: KeptGrant): boolean =>
  (reason ?? '').startsWith(refusedPrefix) && now() - stateAt > lookAgainMs;

async function refreshIfDue(state: Keeping): Promise<void> {
  const due = (grant: KeptGrant) =>
    (grant.state === 'ok' || mayHaveHealed(state, grant)) &&
    (grant.state !== 'ok' ||
      grant.accessExpiresAt - state.now() < refreshAheadMs ||
      state.now() - grant.issuedAt > refreshIdleMs);
  try {
    const kept = await state.store.read();
    if (kept !== null && due(kept)) await refresh(state, due);
  } catch (error) {
    state.log.warn({ error }, 'Zalo: the tokens were not refreshed this time');
  }
}

async function lost(state: Keeping, reason: string): Promise<void> {
  const kept = await state.store.read();
  if (kept?.state === 'ok') await lose(state, kept, `${refusedPrefix}: ${reason}`);
}
