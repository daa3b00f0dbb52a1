/** Port for the tokens of an account whose refresh token works once: what must never be lost, doubled or shown. */
import type { Instant } from '../core/model.ts';

export interface TokenPair {
  readonly accessToken: string;
  /** `null`: the platform gave none, so the pair ends with its access token. */
  readonly refreshToken: string | null;
  readonly accessExpiresAt: Instant;
}

export interface KeptGrant extends TokenPair {
  /** When the refresh token was issued: its months count from then. */
  readonly issuedAt: Instant;
  readonly state: 'ok' | 'needs_reconsent';
  /** Why a person must give consent again; `null` while all is well. */
  readonly reason: string | null;
  readonly stateAt: Instant;
  /** A refresh of this very token began then, and nobody wrote down how it ended. */
  readonly pendingSince: Instant | null;
}

/** The one grant of an account, sealed at rest and shared by all processes. */
export interface GrantStore {
  /** @throws ConfigError when it was sealed with another key */
  read(): Promise<KeptGrant | null>;
  /** Puts a new grant in the place of whatever was there: consent was given, or tokens were pasted. */
  replace(pair: TokenPair, at: Instant): Promise<void>;
  /**
   * Runs `work` while no other process can; waits for that at most `waitMs`, else gives `null`. The lock lasts as long
   * as the work and ends with the process.
   */
  alone<T>(waitMs: number, work: () => Promise<T>): Promise<T | null>;
  /** Notes, before the call, that this refresh token is about to be used up. */
  beginRefresh(refreshToken: string, at: Instant): Promise<void>;
  /** Takes the note back: the call surely was not executed. */
  endRefresh(refreshToken: string): Promise<void>;
  /** Puts the pair in the place of the token it was given for; false when another grant is there by now. */
  commitRefresh(refreshToken: string, pair: TokenPair, at: Instant): Promise<boolean>;
  /** Marks that a person must give consent again; does nothing when another grant is there by now. */
  needReconsent(accessToken: string, reason: string, at: Instant): Promise<void>;
}

/** A consent under way: an operator's link that leads an administrator of the account to the platform and back. */
export interface ConsentStore {
  /** Opens a link; of its key only a hash is kept. */
  addLink(key: string, expiresAt: Instant): Promise<void>;
  /** Notes what goes to the platform; false when there is no such link, it is over or it was used. */
  start(key: string, request: { state: string; verifier: string | null }, at: Instant): Promise<boolean>;
  /** The consent that `state` belongs to; `null` when there is none, or it is over or done. */
  find(state: string, at: Instant): Promise<{ readonly verifier: string | null } | null>;
  /** Uses the link up. False when somebody else just did. */
  finish(state: string, at: Instant): Promise<boolean>;
}
