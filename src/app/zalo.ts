/** Puts the Zalo account together: sealed tokens, consent, the channel and its pages; real or with the stand-in behind it. */
import { readFileSync } from 'node:fs';
import { createZaloChannel } from '../channel/zalo/adapter.ts';
import { createZaloConnect, type ZaloConnect } from '../channel/zalo/connect.ts';
import { createGrantKeeper } from '../channel/zalo/grant-keeper.ts';
import { bootstrapTokens, pasteTokens } from '../channel/zalo/paste.ts';
import {
  createZaloClient,
  createZaloOAuth,
  fixedToken,
  type OfficialAccount,
  verificationFile,
  verificationMeta,
  type ZaloOAuth,
} from '../channel/zalo/sdk/mod.ts';
import { createSecret } from '../config/secret.ts';
import type { ZaloConfig } from '../config/zalo.ts';
import type { Config } from '../config.ts';
import { ConfigError } from '../core/error.ts';
import type { GrantStore } from '../ports/grant.ts';
import type { Channel, Log } from '../ports.ts';
import type { ZaloStandIn } from '../simulator/zalo/stand-in.ts';
import { keepKey } from '../store/key-file.ts';
import { createSeal } from '../store/seal.ts';
import type { PostgresStore } from '../store/store.ts';
import type { FileLinks } from '../web/file-link.ts';
import type { ZaloPages } from '../web/zalo.ts';

/** What the channel and the command line work with. */
export interface ZaloAccount {
  readonly grants: GrantStore;
  readonly oauth: ZaloOAuth;
  /** Asks Zalo whose token this is. */
  whose(accessToken: string): Promise<OfficialAccount>;
  /** `null` without PUBLIC_URL: Zalo could send nobody back. */
  readonly connect: ZaloConnect | null;
}

/** Gives what belongs to one account; nothing goes over the network. @throws ConfigError */
export function zaloAccount(
  zalo: ZaloConfig,
  config: Pick<Config, 'dataDir' | 'zaloTokenKey' | 'web'>,
  { store, log }: { store: PostgresStore; log: Log },
): ZaloAccount {
  const { zaloTokenKey: given, dataDir, web } = config;
  const key = given === null ? keepKey(dataDir, 'zalo-token.key') : Buffer.from(given.reveal(), 'hex');
  const { grants, consents } = store.zalo(zalo.oaId, createSeal(key));
  const oauth = createZaloOAuth({
    appId: zalo.appId,
    appSecret: zalo.appSecret.reveal(),
    root: zalo.roots.oauth,
    pkce: zalo.pkce,
  });
  const whose = (token: string) =>
    createZaloClient({ tokens: fixedToken(token), roots: zalo.roots }).officialAccount();
  const shared = { account: zalo.oaId, oauth, consents, grants, whose, log };
  const connect = web.publicUrl === null ? null : createZaloConnect({ ...shared, publicUrl: web.publicUrl });
  return { grants, oauth, whose, connect };
}

/** How long a link to a document works. */
const fileLinkMs = 3 * 24 * 3_600_000;

export interface OpenZalo {
  readonly channel: Channel | null;
  readonly pages: Omit<ZaloPages, 'texts'>;
}

export interface ZaloSurroundings {
  readonly store: PostgresStore;
  readonly log: Log;
  /** Whether a button's payload leads anywhere in our flows. */
  isKnown(payload: string): boolean;
  /** Links for documents that Zalo does not take; `null`: the service has no address. */
  readonly files: FileLinks | null;
  /** Answers in the place of Zalo while no account is configured. */
  readonly standIn: ZaloStandIn | null;
}

/** Opens the channel, if there is an account, and the pages around it. */
export async function openZalo(config: Config, around: ZaloSurroundings): Promise<OpenZalo> {
  const { standIn } = around;
  const verification = config.zaloVerification === null ? null : verificationOf(config.zaloVerification);
  const zalo = config.zalo ?? (standIn === null ? null : configOf(standIn));
  if (zalo === null) return { channel: null, pages: { connect: null, card: null, verification } };
  const account = zaloAccount(zalo, config, around);
  await provideTokens(account.grants, zalo, config.zalo === null, around.log);
  return {
    channel: channelOf(zalo, config, account, around),
    pages: { connect: account.connect, card: readCard(), verification },
  };
}

function channelOf(
  zalo: ZaloConfig,
  { web, zalo: real }: Config,
  { grants, oauth }: ZaloAccount,
  { log, isKnown, files }: ZaloSurroundings,
): Channel {
  if (zalo.oaSecrets.length === 0)
    log.warn(
      {},
      'Zalo: ZALO_OA_SECRET is missing, so no message is taken in; see the Webhook page of the app',
    );
  const base = web.publicUrl ?? (real === null ? `http://localhost:${web.port}` : null);
  return createZaloChannel({
    appId: zalo.appId,
    account: zalo.oaId,
    oaSecrets: zalo.oaSecrets.map((secret) => secret.reveal()),
    keeper: createGrantKeeper({ store: grants, oauth, log }),
    roots: zalo.roots,
    buttons: zalo.buttons,
    // The simulator page switches between buttons and numbers.
    ...(real === null ? { refusalMs: 30_000 } : {}),
    mediaHosts: zalo.mediaHosts,
    cardImageUrl: base === null ? null : `${base}/zalo/card.png`,
    fileLink: files && ((media, name) => files.make({ media, name }, Date.now() + fileLinkMs)),
    priceVnd: zalo.chargedPriceVnd,
    templates: zalo.templates,
    isKnown,
    log,
  });
}

/**
 * The stand-in forgets its tokens with every run, so it gives new ones each time. Tokens that cannot be read do not stop
 * the start: connecting again needs the service's own pages.
 */
async function provideTokens(
  grants: GrantStore,
  { bootstrap }: ZaloConfig,
  simulated: boolean,
  log: Log,
): Promise<void> {
  const pair = bootstrap && {
    accessToken: bootstrap.accessToken.reveal(),
    refreshToken: bootstrap.refreshToken.reveal(),
  };
  try {
    if (pair !== null && simulated) await pasteTokens(grants, pair, Date.now());
    else if (pair !== null) await bootstrapTokens(grants, pair, Date.now());
    if ((await grants.read()) === null)
      log.warn({}, 'Zalo is not connected yet: run "npm run zalo -- connect" or "npm run zalo -- tokens"');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    log.error({}, error.message);
  }
}

function configOf({ app, oa, url, tokens }: ZaloStandIn): ZaloConfig {
  const { accessToken, refreshToken } = tokens.grant();
  return {
    ...{ appId: app.id, appSecret: createSecret(app.secret) },
    ...{ oaId: oa.id, oaSecrets: [createSecret(oa.secret)] },
    bootstrap: { accessToken: createSecret(accessToken), refreshToken: createSecret(refreshToken ?? '') },
    roots: { openapi: url, oauth: url, business: url },
    ...{ buttons: true, pkce: 'per-request', chargedPriceVnd: null, templates: {} },
    mediaHosts: [new URL(url).host],
  };
}

const verificationOf = (code: string): ZaloPages['verification'] => ({
  ...verificationFile(code),
  meta: verificationMeta(code),
});

/** `public/` lies beside both `src` and `dist`. */
const readCard = () => new Uint8Array(readFileSync(new URL('../../public/zalo/card.png', import.meta.url)));
