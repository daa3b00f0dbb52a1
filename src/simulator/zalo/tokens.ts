/** Codes and tokens: a code works once for 10 minutes, a refresh token once, an access token for 25 hours. */
import { createHash } from 'node:crypto';
import type { VirtualClock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Switches } from './options.ts';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

export interface TokenBook {
  /** A pair by hand, as Zalo's API Explorer gives it. */
  grant(): TokenPair;
  issueCode(challenge: string | null): string;
  /** `null` when the code is wrong, used or too old, or the verifier does not fit. */
  redeem(code: string, verifier: string | null): TokenPair | null;
  rotate(refreshToken: string): TokenPair | 'unknown' | 'used';
  check(accessToken: string | null): 'good' | 'unknown' | 'expired';
  /** How often a refresh token was exchanged. */
  rotations(): number;
  /** The OA's administrator takes the permission back. */
  revoke(): void;
}

export const ACCESS_LIFE_SEC = 90_000;
const CODE_LIFE_MS = 10 * 60_000;
const REFRESH_LIFE_MONTHS = 3;

interface Refresh {
  readonly accessToken: string;
  readonly until: number;
  used: boolean;
}

interface TokenWorld {
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly switches: () => Switches;
}

export function createTokenBook(world: TokenWorld): TokenBook {
  const codes = createCodes(world);
  const pairs = createPairs(world);
  return {
    ...pairs,
    issueCode: codes.issue,
    redeem: (code, verifier) => (codes.redeem(code, verifier) ? pairs.grant() : null),
  };
}

function createPairs({ clock, ids, switches }: TokenWorld): Omit<TokenBook, 'issueCode' | 'redeem'> {
  const access = new Map<string, number>();
  const refresh = new Map<string, Refresh>();
  let rotations = 0;

  function grant(): TokenPair {
    const accessToken = ids.token('access');
    access.set(accessToken, clock.now() + ACCESS_LIFE_SEC * 1000);
    if (!switches().refreshTokenGiven) return { accessToken, refreshToken: null };
    const refreshToken = ids.token('refresh');
    refresh.set(refreshToken, { accessToken, until: monthsLater(clock.now()), used: false });
    return { accessToken, refreshToken };
  }

  function rotate(refreshToken: string): TokenPair | 'unknown' | 'used' {
    const old = refresh.get(refreshToken);
    if (!old || old.until < clock.now()) return 'unknown';
    if (old.used) return 'used';
    // Without a new one in the reply the old one must go on working.
    old.used = switches().refreshTokenGiven;
    if (switches().oldAccessTokenDies) access.delete(old.accessToken);
    rotations += 1;
    return grant();
  }

  function revoke(): void {
    access.clear();
    refresh.clear();
  }

  const check = (accessToken: string | null) => checkAccess(access, accessToken, clock.now());
  return { grant, rotate, check, revoke, rotations: () => rotations };
}

function checkAccess(access: ReadonlyMap<string, number>, token: string | null, now: number) {
  const until = token === null ? undefined : access.get(token);
  if (until === undefined) return 'unknown';
  return until <= now ? 'expired' : 'good';
}

function createCodes({ clock, ids }: TokenWorld) {
  const codes = new Map<string, { challenge: string | null; until: number }>();
  return {
    issue(challenge: string | null): string {
      const code = ids.token('code');
      codes.set(code, { challenge, until: clock.now() + CODE_LIFE_MS });
      return code;
    },
    /** True once for each code, when it is young enough and the verifier fits. */
    redeem(code: string, verifier: string | null): boolean {
      const kept = codes.get(code);
      codes.delete(code);
      if (!kept || kept.until < clock.now()) return false;
      return kept.challenge === null || challengeOf(verifier ?? '') === kept.challenge;
    },
  };
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

function monthsLater(at: number): number {
  const date = new Date(at);
  return date.setUTCMonth(date.getUTCMonth() + REFRESH_LIFE_MONTHS);
}
