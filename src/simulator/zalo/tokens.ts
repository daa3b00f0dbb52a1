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

export function createTokenBook(world: {
  clock: VirtualClock;
  ids: Ids;
  switches: () => Switches;
}): TokenBook {
  const codes = new Map<string, { challenge: string | null; until: number }>();
  const access = new Map<string, number>();
  const refresh = new Map<string, Refresh>();
  let rotations = 0;

  function grant(): TokenPair {
    const accessToken = world.ids.token('access');
    access.set(accessToken, world.clock.now() + ACCESS_LIFE_SEC * 1000);
    if (!world.switches().refreshTokenGiven) return { accessToken, refreshToken: null };
    const refreshToken = world.ids.token('refresh');
    refresh.set(refreshToken, { accessToken, until: monthsLater(world.clock.now()), used: false });
    return { accessToken, refreshToken };
  }

  function rotate(refreshToken: string): TokenPair | 'unknown' | 'used' {
    const old = refresh.get(refreshToken);
    if (!old || old.until < world.clock.now()) return 'unknown';
    if (old.used) return 'used';
    // Without a new one in the reply the old one must go on working.
    old.used = world.switches().refreshTokenGiven;
    if (world.switches().oldAccessTokenDies) access.delete(old.accessToken);
    rotations += 1;
    return grant();
  }

  return {
    grant,
    rotate,
    issueCode(challenge) {
      const code = world.ids.token('code');
      codes.set(code, { challenge, until: world.clock.now() + CODE_LIFE_MS });
      return code;
    },
    redeem(code, verifier) {
      const kept = codes.get(code);
      codes.delete(code);
      if (!kept || kept.until < world.clock.now()) return null;
      return kept.challenge !== null && challengeOf(verifier ?? '') !== kept.challenge ? null : grant();
    },
    check(accessToken) {
      const until = accessToken === null ? undefined : access.get(accessToken);
      if (until === undefined) return 'unknown';
      return until <= world.clock.now() ? 'expired' : 'good';
    },
    rotations: () => rotations,
    revoke() {
      access.clear();
      refresh.clear();
    },
  };
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

function monthsLater(at: number): number {
  const date = new Date(at);
  return date.setUTCMonth(date.getUTCMonth() + REFRESH_LIFE_MONTHS);
}
