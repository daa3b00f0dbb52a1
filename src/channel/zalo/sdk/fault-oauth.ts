/** Error codes of the token endpoint. Zalo publishes no table; `error_name` is often the only signal. */

export type OAuthFaultClass = 'rate' | 'config' | 'restart_consent' | 'reconsent' | 'bug' | 'held';

export interface OAuthFault {
  readonly class: OAuthFaultClass;
  readonly gist: string;
  readonly weak?: true;
}

export const OAUTH_FAULTS: Readonly<Record<string, OAuthFault>> = {
  '-32': { class: 'rate', gist: 'application reached limit call api' },
  '-14002': { class: 'config', gist: 'app id wrong, or app not active and user not its administrator' },
  '-14003': { class: 'config', gist: 'redirect uri invalid', weak: true },
  '-14004': { class: 'config', gist: 'secret key wrong', weak: true },
  '-14005': { class: 'restart_consent', gist: 'code wrong, expired or used', weak: true },
  '-14014': { class: 'reconsent', gist: 'refresh token invalid', weak: true },
  '-14018': { class: 'bug', gist: 'grant type wrong', weak: true },
  '-14020': { class: 'reconsent', gist: 'refresh token old or already used', weak: true },
};

/** Finds the fault of a code of the token endpoint; an unknown or missing code is held. */
export function oauthFaultOf(code: number | null): OAuthFault {
  const key = String(code);
  const row = Object.hasOwn(OAUTH_FAULTS, key) ? OAUTH_FAULTS[key] : undefined;
  return row ?? { class: 'held', gist: 'unknown code' };
}
