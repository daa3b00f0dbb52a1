/** The consent page and the token endpoint. The page agrees at once: it sends the browser straight back. */
import type { World } from './model.ts';
import { header, jsonReply, type SimReply, type SimRequest } from './reply.ts';
import { ACCESS_LIFE_SEC, type TokenPair } from './tokens.ts';

/** `GET /v4/oa/permission`: back to the callback with code, OA id and state, or Zalo's own error page. */
export function showPermission(world: World, request: SimRequest): SimReply {
  const query = new URLSearchParams(request.query);
  if (query.get('app_id') !== world.app.id) return errorPage(-14002, 'Invalid appId');
  const target = query.get('redirect_uri') ?? '';
  if (!isAllowed(world, target)) return errorPage(-14003, 'Invalid redirect uri');
  const back = new URL(target);
  const challenge = query.get('code_challenge') ?? world.switches.fixedChallenge;
  back.searchParams.set('code', world.tokens.issueCode(challenge));
  back.searchParams.set('oa_id', world.oa.id);
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return { status: 302, headers: { location: back.href }, body: '' };
}

type GrantReader = (world: World, form: URLSearchParams) => SimReply;

const GRANTS: Readonly<Record<string, GrantReader>> = {
  authorization_code(world, form) {
    const pair = world.tokens.redeem(form.get('code') ?? '', form.get('code_verifier'));
    return pair ? pairReply(pair) : oauthError(-14005, 'Invalid code');
  },
  refresh_token(world, form) {
    const pair = world.tokens.rotate(form.get('refresh_token') ?? '');
    if (pair === 'unknown') return oauthError(world.switches.unknownRefreshToken, 'Invalid refresh token.');
    if (pair === 'used') return oauthError(world.switches.usedRefreshToken, 'Invalid refresh token.');
    return pairReply(pair);
  },
};

/** `POST /v4/oa/access_token`. */
export function giveTokens(world: World, request: SimRequest): SimReply {
  const form = new URLSearchParams(request.body.toString('utf8'));
  if (form.get('app_id') !== world.app.id) return oauthError(-14002, 'Invalid appId');
  if (header(request, 'secret_key') !== world.app.secret) return oauthError(-14004, 'Invalid secret key');
  const grant = form.get('grant_type') ?? '';
  const read = Object.hasOwn(GRANTS, grant) ? GRANTS[grant] : undefined;
  return read ? read(world, form) : oauthError(-14018, 'Invalid grant type');
}

const pairReply = ({ accessToken, refreshToken }: TokenPair): SimReply =>
  jsonReply({
    access_token: accessToken,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    expires_in: String(ACCESS_LIFE_SEC),
  });

const oauthError = (code: number, name: string): SimReply =>
  jsonReply({ error: code, error_name: name, error_description: name, error_reason: '', ref_doc: '' });

function errorPage(code: number, name: string): SimReply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html;charset=utf-8' },
    body: `<!DOCTYPE html><title>Zalo</title><p>error ${code}: ${name}</p>`,
  };
}

function isAllowed(world: World, target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { redirectUris, redirectMatch } = world.switches;
  if (redirectUris === null) return true;
  return redirectUris.some((saved) =>
    redirectMatch === 'exact' ? saved === target : target.startsWith(saved),
  );
}
