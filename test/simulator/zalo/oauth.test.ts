import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createZaloOAuth, type PkceMode, readConsentCallback } from '../../../src/channel/zalo/sdk/mod.ts';
import { DAY, HOUR, type Pair, startPair } from './pair.ts';

const CALLBACK = 'https://bot.example.vn/zalo/callback';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

let pair: Pair;
beforeEach(async () => {
  pair = await startPair();
});
afterEach(() => pair.close());

const visit = (url: string) => fetch(url, { redirect: 'manual' });
async function consent(oauth = pair.oauth) {
  const { url, verifier } = oauth.startConsent({ redirectUri: CALLBACK, state: 's1' });
  const response = await visit(url);
  const back = new URL(response.headers.get('location') ?? '');
  return { ...readConsentCallback(back.searchParams), verifier, response, back };
}
const oauthWith = (more: { appId?: string; appSecret?: string; pkce?: PkceMode }) =>
  createZaloOAuth({
    ...{ appId: pair.standIn.app.id, appSecret: pair.standIn.app.secret, root: pair.standIn.url },
    ...more,
  });

describe('the permission page', () => {
  test('sends back to the callback with code, OA id and state', async () => {
    const { response, back, oaId, state } = await consent();
    expect(response.status).toBe(302);
    expect(back.href.startsWith(CALLBACK)).toBe(true);
    expect([oaId, state]).toEqual([pair.standIn.oa.id, 's1']);
  });

  test('shows its own error page for a wrong app or callback, and never redirects', async () => {
    pair.standIn.setSwitches({ redirectUris: [CALLBACK] });
    const other = oauthWith({}).startConsent({ redirectUri: `${CALLBACK}?x=1`, state: 's' });
    const wrong = await visit(other.url);
    expect([wrong.status, await wrong.text()]).toEqual([200, expect.stringContaining('-14003')]);
    const app = await visit(
      oauthWith({ appId: '1' }).startConsent({ redirectUri: CALLBACK, state: 's' }).url,
    );
    expect(await app.text()).toContain('-14002');
    pair.standIn.setSwitches({ redirectMatch: 'prefix' });
    expect((await visit(other.url)).status).toBe(302);
  });
});

describe('a code', () => {
  test('gives a pair once; again it is -14005', async () => {
    const { code, verifier } = await consent();
    const grant = await pair.oauth.exchangeCode(code, verifier);
    expect(grant).toMatchObject({ expiresInSec: 90_000, anomalies: [] });
    expect((await pair.clientWith(grant.accessToken).officialAccount()).oaId).toBe(pair.standIn.oa.id);
    await expect(pair.oauth.exchangeCode(code, verifier)).rejects.toMatchObject({ code: -14005 });
  });

  test('is dead after 10 minutes', async () => {
    const { code, verifier } = await consent();
    await pair.standIn.clock.advance(10 * 60_000 + 1);
    await expect(pair.oauth.exchangeCode(code, verifier)).rejects.toMatchObject({ code: -14005 });
  });

  test('needs the verifier of its challenge', async () => {
    const first = await consent();
    await expect(pair.oauth.exchangeCode(first.code, VERIFIER)).rejects.toMatchObject({ code: -14005 });
    const second = await consent();
    await expect(pair.oauth.exchangeCode(second.code, null)).rejects.toMatchObject({ code: -14005 });
  });

  test('needs no verifier when there was no challenge, and the fixed one when the console has one', async () => {
    const none = oauthWith({ pkce: 'none' });
    const free = await consent(none);
    expect((await none.exchangeCode(free.code, null)).accessToken).not.toBe('');
    pair.standIn.setSwitches({ fixedChallenge: CHALLENGE });
    const bound = await consent(none);
    await expect(none.exchangeCode(bound.code, null)).rejects.toMatchObject({ code: -14005 });
    const again = await consent(none);
    expect((await none.exchangeCode(again.code, VERIFIER)).accessToken).not.toBe('');
  });
});

describe('the token endpoint', () => {
  test('says -14004 to a wrong secret, -14002 to a wrong app, -14018 to a wrong grant', async () => {
    const { code, verifier } = await consent();
    await expect(oauthWith({ appSecret: 'no' }).exchangeCode(code, verifier)).rejects.toMatchObject({
      code: -14004,
    });
    await expect(oauthWith({ appId: '1' }).exchangeCode(code, verifier)).rejects.toMatchObject({
      code: -14002,
    });
    const response = await fetch(`${pair.standIn.url}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: pair.standIn.app.secret, 'content-type': 'application/x-www-form-urlencoded' },
      body: `app_id=${pair.standIn.app.id}&grant_type=password`,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ error: -14018, error_name: expect.any(String) });
  });

  test('gives expires_in as text and no error member', async () => {
    const { refreshToken } = pair.standIn.tokens.grant();
    const response = await fetch(`${pair.standIn.url}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: pair.standIn.app.secret },
      body: new URLSearchParams({
        ...{ app_id: pair.standIn.app.id, grant_type: 'refresh_token', refresh_token: refreshToken ?? '' },
      }),
    });
    const body = (await response.json()) as object;
    expect(body).toMatchObject({ expires_in: '90000' });
    expect(body).not.toHaveProperty('error');
  });
});

describe('a refresh', () => {
  test('rotates: old refresh and old access token are dead', async () => {
    const old = pair.standIn.tokens.grant();
    const outcome = await pair.oauth.refresh(old.refreshToken ?? '');
    if (outcome.kind !== 'rotated') throw new Error(outcome.kind);
    await expect(pair.clientWith(old.accessToken).officialAccount()).rejects.toMatchObject({ code: -216 });
    expect((await pair.clientWith(outcome.grant.accessToken).officialAccount()).name).toBe('Xã thử nghiệm');
    const again = await pair.oauth.refresh(old.refreshToken ?? '');
    expect(again).toMatchObject({ kind: 'dead', error: { code: -14020 } });
    expect((await pair.oauth.refresh(outcome.grant.refreshToken)).kind).toBe('rotated');
    expect(pair.standIn.tokens.rotations()).toBe(2);
  });

  test('of an unknown token is -14014, and both codes can be switched', async () => {
    expect(await pair.oauth.refresh('nonsense')).toMatchObject({ kind: 'dead', error: { code: -14014 } });
    pair.standIn.setSwitches({ unknownRefreshToken: -14020 });
    expect(await pair.oauth.refresh('nonsense')).toMatchObject({ error: { code: -14020 } });
  });

  test('may leave the old access token alive, if so switched', async () => {
    pair.standIn.setSwitches({ oldAccessTokenDies: false });
    const old = pair.standIn.tokens.grant();
    await pair.oauth.refresh(old.refreshToken ?? '');
    expect((await pair.clientWith(old.accessToken).officialAccount()).oaId).toBe(pair.standIn.oa.id);
  });

  test('without a refresh token in the reply keeps the old one good', async () => {
    const old = pair.standIn.tokens.grant();
    pair.standIn.setSwitches({ refreshTokenGiven: false });
    expect(await pair.oauth.refresh(old.refreshToken ?? '')).toMatchObject({
      kind: 'rotated',
      grant: { refreshToken: old.refreshToken, anomalies: ['no_refresh_token'] },
    });
    expect((await pair.oauth.refresh(old.refreshToken ?? '')).kind).toBe('rotated');
  });

  test('is too late after three months', async () => {
    const { refreshToken } = pair.standIn.tokens.grant();
    await pair.standIn.clock.advance(93 * DAY);
    expect((await pair.oauth.refresh(refreshToken ?? '')).kind).toBe('dead');
  });

  test('three months count from its own issue', async () => {
    let { refreshToken } = pair.standIn.tokens.grant();
    for (let month = 0; month < 4; month += 1) {
      await pair.standIn.clock.advance(60 * DAY);
      const outcome = await pair.oauth.refresh(refreshToken ?? '');
      if (outcome.kind !== 'rotated') throw new Error(outcome.kind);
      refreshToken = outcome.grant.refreshToken;
    }
    expect(pair.standIn.tokens.rotations()).toBe(4);
  });
});

describe('an access token', () => {
  test('expires after 25 hours with -220, on the business host with -124', async () => {
    await pair.standIn.clock.advance(25 * HOUR - 1);
    expect((await pair.client.officialAccount()).oaId).toBe(pair.standIn.oa.id);
    await pair.standIn.clock.advance(1);
    await expect(pair.client.officialAccount()).rejects.toMatchObject({ code: -220, status: 200 });
    await expect(pair.client.zns.quota()).rejects.toMatchObject({ code: -124, status: 200 });
  });

  test('that nobody issued gives -216, -124, and a bearer alone counts as none', async () => {
    await expect(pair.clientWith('nonsense').officialAccount()).rejects.toMatchObject({ code: -216 });
    await expect(pair.clientWith('nonsense').zns.quota()).rejects.toMatchObject({ code: -124 });
    const { accessToken } = pair.standIn.tokens.grant();
    const bearer = await fetch(`${pair.standIn.url}/v2.0/oa/getoa`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(await bearer.json()).toMatchObject({ error: -216 });
  });

  test('is dead when the administrator takes the permission back', async () => {
    pair.standIn.tokens.revoke();
    await expect(pair.client.officialAccount()).rejects.toMatchObject({ code: -216 });
  });
});
