/**
 * The way from an operator's link to a grant: link → Zalo's consent page → callback → tokens, kept only when they are
 * those of our own account. A failure on Zalo's page never comes back to us, so a link ends by itself.
 */
import { randomBytes } from 'node:crypto';
import type { ConsentStore, GrantStore } from '../../ports/grant.ts';
import type { Log } from '../../ports.ts';
import { pairOf } from './refresh.ts';
import { type OfficialAccount, readConsentCallback, ZaloError, type ZaloOAuth } from './sdk/mod.ts';

export const connectPath = '/zalo/connect';
export const callbackPath = '/zalo/callback';
const linkLifeMs = 15 * 60_000;

export interface ConnectOptions {
  /** Id of our Official Account; tokens of any other are refused. */
  readonly account: string;
  /** Address under which Zalo sends the administrator back; the callback saved in Zalo's console stands below it. */
  readonly publicUrl: string;
  readonly oauth: ZaloOAuth;
  readonly consents: ConsentStore;
  readonly grants: GrantStore;
  /** Asks Zalo whose token this is. */
  whose(accessToken: string): Promise<OfficialAccount>;
  readonly log: Log;
  readonly now?: () => number;
}

export type ConnectEnd = 'connected' | 'over' | 'wrong_account' | 'refused';

export interface ZaloConnect {
  /** A link for whoever runs the service; good until it succeeded once, at most a quarter of an hour. */
  makeLink(): Promise<{ readonly url: string; readonly expiresAt: number }>;
  /** Where to send the browser that opened the link, and what it must remember; `null` when the link is over. */
  begin(key: string): Promise<{ readonly url: string; readonly state: string } | null>;
  /** @param remembered the state the browser kept, for the case that Zalo sends none back */
  finish(query: URLSearchParams, remembered: string | null): Promise<ConnectEnd>;
}

const secret = () => randomBytes(24).toString('base64url');

export function createZaloConnect(options: ConnectOptions): ZaloConnect {
  const { publicUrl, oauth, consents, now = Date.now } = options;
  return {
    async makeLink() {
      const [key, expiresAt] = [secret(), now() + linkLifeMs];
      await consents.addLink(key, expiresAt);
      return { url: `${publicUrl}${connectPath}?key=${key}`, expiresAt };
    },
    async begin(key) {
      const state = secret();
      const { url, verifier } = oauth.startConsent({ redirectUri: `${publicUrl}${callbackPath}`, state });
      return (await consents.start(key, { state, verifier }, now())) ? { url, state } : null;
    },
    finish: (query, remembered) => finish(options, query, remembered),
  };
}

async function finish(
  options: ConnectOptions,
  query: URLSearchParams,
  remembered: string | null,
): Promise<ConnectEnd> {
  const { account, consents, oauth, log, now = Date.now } = options;
  const state = query.get('state') ?? remembered;
  const consent = state === null ? null : await consents.find(state, now());
  if (state === null || consent === null) return 'over';
  try {
    const { code, oaId } = readConsentCallback(query);
    if (oaId !== account) return 'wrong_account';
    const grant = await oauth.exchangeCode(code, consent.verifier);
    if (!(await isOurs(options, grant.accessToken))) return 'wrong_account';
    if (grant.refreshToken === null)
      log.error({}, 'Zalo gave no refresh token: the connection ends within 25 hours (unverified account?)');
    await options.grants.replace(pairOf(grant, now()), now());
    await consents.finish(state, now());
    log.info({ account }, 'Zalo: the account is connected');
    return 'connected';
  } catch (error) {
    if (!(error instanceof ZaloError)) throw error;
    log.error({ reason: error.message }, 'Zalo: consent was given, but no tokens were');
    return 'refused';
  }
}

/** A token whose owner cannot be asked now is kept: the callback has named the account, and the code is used up. */
async function isOurs({ account, whose, log }: ConnectOptions, accessToken: string): Promise<boolean> {
  try {
    return (await whose(accessToken)).oaId === account;
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.message : '' }, 'Zalo: the account could not be asked');
    return true;
  }
}
