/** Why there is no access token to be had now. */

/**
 * `later` it may work in a moment · `not_connected` no consent was ever given · `needs_reconsent` a person must give it
 * again · `config` our app id or secret is wrong.
 */
export type GrantTroubleKind = 'later' | 'not_connected' | 'needs_reconsent' | 'config';

export class GrantTrouble extends Error {
  readonly kind: GrantTroubleKind;
  /** For `later`: when it is worth while to ask again; `null` when nobody knows. */
  readonly afterMs: number | null;
  constructor(kind: GrantTroubleKind, detail: string, afterMs: number | null = null) {
    super(`zalo grant: ${kind} (${detail})`);
    this.name = 'GrantTrouble';
    this.kind = kind;
    this.afterMs = afterMs;
  }
}
