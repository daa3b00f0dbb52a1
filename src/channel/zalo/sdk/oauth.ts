/** OAuth v4 of an Official Account: consent, code exchange, refresh. Keeps nothing. */
import { type CallName, ZaloInputError } from './error.ts';
import { type Grant, settleGrant } from './grant.ts';
import { completeRoots } from './host.ts';
import { challengeOf, type PkceMode, verifierFor } from './pkce.ts';
import { type RefreshOutcome, refreshFailure, rotated } from './refresh.ts';
import { requireId, requireUrl } from './text.ts';
import { requireToken } from './token.ts';
import { type Exchanger, exchange } from './transport.ts';

export interface ZaloOAuthOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly root?: string;
  /** Default `per-request`. */
  readonly pkce?: PkceMode;
  /** Of one HTTP exchange; default 10,000. A lock around `refresh` must live longer. */
  readonly timeoutMs?: number;
  /** Another way to make HTTP exchanges, for proxies and tests. */
  readonly exchange?: Exchanger;
  readonly now?: () => number;
}

export interface Consent {
  /** Send the administrator here. A failure ends on a page of Zalo: let the pending consent time out. */
  readonly url: string;
  /** Keep it until the code is exchanged; `null` when no challenge was sent. */
  readonly verifier: string | null;
}

export interface ConsentCallback {
  readonly code: string;
  readonly oaId: string;
  /** `null` when Zalo sent none back: accept that only for a pending consent bound to the session. */
  readonly state: string | null;
}

export interface ZaloOAuth {
  startConsent(request: { redirectUri: string; state: string }): Consent;
  /** A code works once, for 10 minutes. @throws ZaloOAuthError | ZaloTransportError */
  exchangeCode(code: string, verifier: string | null, signal?: AbortSignal): Promise<Grant>;
  /** Never throws for anything Zalo or the network does; the outcome tells the next step. */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<RefreshOutcome>;
}

const PATH = '/v4/oa/access_token';
const CALL: CallName = { host: 'oauth', method: 'POST', path: PATH };

/** @throws TypeError | ZaloInputError when root or secret cannot be used */
export function createZaloOAuth(options: ZaloOAuthOptions): ZaloOAuth {
  const root = completeRoots(options.root === undefined ? {} : { oauth: options.root }).oauth;
  const askForTokens = tokenCall(root, requireToken(options.appSecret, 'app secret'), options);
  const now = options.now ?? Date.now;
  return {
    startConsent: (request) => consentAt(root, options, request),
    exchangeCode: (code, verifier, signal) => {
      const proof = verifier === null ? {} : { code_verifier: verifier };
      return askForTokens({ code, grant_type: 'authorization_code', ...proof }, signal);
    },
    refresh: async (refreshToken, signal) => {
      try {
        const fields = { refresh_token: refreshToken, grant_type: 'refresh_token' };
        return rotated(await askForTokens(fields, signal), refreshToken);
      } catch (error) {
        return refreshFailure(error, now());
      }
    },
  };
}

/** The one call that gives tokens, whatever is handed in for them. */
function tokenCall(root: string, appSecret: string, options: ZaloOAuthOptions) {
  const send = options.exchange ?? exchange;
  return async (fields: Record<string, string>, signal?: AbortSignal): Promise<Grant> => {
    const raw = await send({
      call: CALL,
      url: `${root}${PATH}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        secret_key: appSecret,
      },
      body: new URLSearchParams({ ...fields, app_id: options.appId }).toString(),
      timeoutMs: options.timeoutMs ?? 10_000,
      signal,
    });
    return settleGrant(CALL, raw);
  };
}

function consentAt(
  root: string,
  { appId, pkce }: ZaloOAuthOptions,
  { redirectUri, state }: { redirectUri: string; state: string },
): Consent {
  const verifier = verifierFor(pkce ?? 'per-request');
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: requireUrl('redirectUri', redirectUri),
    ...(verifier === null ? {} : { code_challenge: challengeOf(verifier) }),
    state: requireId('state', state),
  });
  return { url: `${root}/v4/oa/permission?${query}`, verifier };
}

/**
 * Reads the query with which Zalo sends the administrator back.
 * @throws ZaloInputError `bad_callback` when code or OA id is missing
 */
export function readConsentCallback(query: URLSearchParams): ConsentCallback {
  const code = query.get('code');
  const oaId = query.get('oa_id');
  if (!code || !oaId) throw new ZaloInputError('bad_callback', 'callback', 'needs code and oa_id');
  return { code, oaId, state: query.get('state') };
}
