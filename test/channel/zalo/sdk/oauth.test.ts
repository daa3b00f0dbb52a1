import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  challengeOf,
  createVerifier,
  createZaloOAuth,
  type PkceMode,
  readConsentCallback,
} from '../../../../src/channel/zalo/sdk/mod.ts';
import { type Act, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const PAIR = { access_token: 'A2', refresh_token: 'R2', expires_in: '90000' };

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

const oauthWith = (pkce?: PkceMode, root = server.url, timeoutMs = 10_000) =>
  createZaloOAuth({
    appId: '360846524940903967',
    appSecret: 'AppSecretKeyForTests99',
    root,
    timeoutMs,
    now: () => 125_000,
    ...(pkce ? { pkce } : {}),
  });

describe('consent', () => {
  const query = (url: string) => Object.fromEntries(new URL(url).searchParams);
  const request = { redirectUri: 'https://bot.example.vn/zalo/callback?x=1', state: 's1' };

  test('PKCE gives the challenge of RFC 7636', () => {
    expect(challengeOf(VERIFIER)).toBe(CHALLENGE);
  });

  test('has a new verifier of 43 characters each time by default', () => {
    const first = oauthWith().startConsent(request);
    const second = oauthWith().startConsent(request);
    expect(first.verifier).toMatch(/^[\w-]{43}$/);
    expect(first.verifier).not.toBe(second.verifier);
    expect(query(first.url).code_challenge).toBe(challengeOf(first.verifier ?? ''));
    expect(createVerifier()).toHaveLength(43);
  });

  test('has exactly the four documented parameters', () => {
    const { url } = oauthWith({ fixedVerifier: VERIFIER }).startConsent(request);
    expect(url.startsWith(`${server.url}/v4/oa/permission?`)).toBe(true);
    expect(query(url)).toEqual({
      app_id: '360846524940903967',
      redirect_uri: request.redirectUri,
      code_challenge: CHALLENGE,
      state: 's1',
    });
  });

  test('without PKCE has no challenge and no verifier', () => {
    const { url, verifier } = oauthWith('none').startConsent(request);
    expect(verifier).toBeNull();
    expect(query(url)).not.toHaveProperty('code_challenge');
  });

  test('comes back with code and OA id, sometimes without state', () => {
    expect(readConsentCallback(new URLSearchParams('code=c1&oa_id=388613280878808645&state=s1'))).toEqual({
      code: 'c1',
      oaId: '388613280878808645',
      state: 's1',
    });
    expect(readConsentCallback(new URLSearchParams('code=c1&oa_id=3')).state).toBeNull();
    expect(() => readConsentCallback(new URLSearchParams('oa_id=3'))).toThrow(/bad callback/);
  });
});

describe('the code exchange', () => {
  test('sends a form with the secret in a header', async () => {
    server.script({ json: PAIR });
    const grant = await oauthWith().exchangeCode('c1', VERIFIER);
    expect(grant).toEqual({ accessToken: 'A2', refreshToken: 'R2', expiresInSec: 90_000, anomalies: [] });
    const [seen] = server.seen;
    expect([seen?.method, seen?.url]).toEqual(['POST', '/v4/oa/access_token']);
    expect(seen?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(seen?.headers.secret_key).toBe('AppSecretKeyForTests99');
    expect(Object.fromEntries(new URLSearchParams(seen?.body))).toEqual({
      code: 'c1',
      app_id: '360846524940903967',
      grant_type: 'authorization_code',
      code_verifier: VERIFIER,
    });
  });

  test('tolerates a number for the life and a missing refresh token', async () => {
    server.script({ json: { access_token: 'A', expires_in: 3600 } });
    expect(await oauthWith().exchangeCode('c1', null)).toEqual({
      accessToken: 'A',
      refreshToken: null,
      expiresInSec: 3600,
      anomalies: ['no_refresh_token'],
    });
    expect(server.seen[0]?.body).not.toContain('code_verifier');
  });

  test('fails with the class of the code', async () => {
    server.script({ json: { error: -14005, error_name: 'Invalid code', error_description: 'x' } });
    await expect(oauthWith().exchangeCode('c1', null)).rejects.toMatchObject({
      name: 'ZaloOAuthError',
      code: -14005,
      errorName: 'Invalid code',
      fault: { class: 'restart_consent' },
    });
  });
});

describe('a refresh', () => {
  const outcomeOf = async (act: Act) => {
    server.script(act);
    return oauthWith('none', server.url, 'hang' in act ? 100 : 10_000).refresh('R1');
  };

  test('sends the refresh token and gives the new pair', async () => {
    expect(await outcomeOf({ json: PAIR })).toMatchObject({
      kind: 'rotated',
      grant: { accessToken: 'A2', refreshToken: 'R2' },
    });
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      refresh_token: 'R1',
      app_id: '360846524940903967',
      grant_type: 'refresh_token',
    });
  });

  test('without a new refresh token keeps the old one and says so', async () => {
    expect(await outcomeOf({ json: { access_token: 'A2', expires_in: '90000' } })).toMatchObject({
      kind: 'rotated',
      grant: { refreshToken: 'R1', anomalies: ['no_refresh_token'] },
    });
  });

  test.each([
    ['-32', { json: { error: -32, message: 'limit' } }, 'retry_later'],
    ['HTTP 429', { text: 'slow', status: 429 }, 'retry_later'],
    ['HTTP 502', { text: '<html>', status: 502 }, 'unknown'],
    ['no JSON', { text: '<html>' }, 'unknown'],
    ['no reply in time', { hang: true }, 'unknown'],
    ['a connection cut after the request', { drop: 'after_body' }, 'unknown'],
    ['a connection cut in the reply', { drop: 'in_reply' }, 'unknown'],
    ['a wrong app id', { json: { error: -14002, error_name: 'Invalid appId' } }, 'config'],
    ['a wrong secret', { json: { error: -14004, error_name: 'Invalid secret' } }, 'config'],
    ['a wrong grant type', { json: { error: -14018 } }, 'config'],
    ['an invalid token', { json: { error: -14014, access_token: '', refresh_token: '' } }, 'dead'],
    ['a used token', { json: { error: -14020, error_name: 'Invalid refresh token.' } }, 'dead'],
    ['a name without a number', { json: { error_name: 'Invalid refresh token.' } }, 'dead'],
    ['an unknown code', { json: { error: -14999 } }, 'dead'],
    ['an empty object', { json: {} }, 'dead'],
    ['an empty access token', { json: { access_token: '', expires_in: '90000' } }, 'dead'],
  ] as const)('answered with %s is "%s"', async (_, act, kind) => {
    expect((await outcomeOf(act)).kind).toBe(kind);
  });

  test('that never arrived can be tried later with the same token', async () => {
    const gone = await startScriptedServer();
    await gone.close();
    const outcome = await oauthWith('none', gone.url).refresh('R1');
    expect(outcome).toMatchObject({ kind: 'retry_later', error: { outcome: 'not_executed' } });
  });

  test('after -32 waits to the next minute', async () => {
    expect(await outcomeOf({ json: { error: -32 } })).toMatchObject({ afterMs: 55_000 });
  });

  test('never shows a token in its error', async () => {
    const outcome = await outcomeOf({ json: { error: -14014, access_token: '', refresh_token: 'R9' } });
    expect(JSON.stringify(outcome)).not.toContain('R9');
    expect(JSON.stringify(outcome)).not.toContain('R1');
  });
});
