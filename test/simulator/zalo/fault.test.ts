import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createZaloClient, createZaloOAuth } from '../../../src/channel/zalo/sdk/mod.ts';
import { type Pair, startPair } from './pair.ts';

let pair: Pair;
beforeEach(async () => {
  pair = await startPair();
});
afterEach(() => pair.close());

const CS = '/v3.0/oa/message/cs';
const send = () => pair.client.messages.send(pair.an, { kind: 'text', text: 'a' });
const shown = () => pair.standIn.chat(pair.an).length;

describe('an ordered fault', () => {
  test('returns any code without executing the call', async () => {
    pair.standIn.faults.order({
      path: CS,
      effect: { kind: 'code', code: -32, message: 'Your application reached' },
    });
    await expect(send()).rejects.toMatchObject({ code: -32, outcome: 'not_executed', retryAfterMs: 60_000 });
    expect(shown()).toBe(0);
    await send();
    expect(shown()).toBe(1);
  });

  test.each([
    [{ kind: 'drop', when: 'before' }, 'dropped', 0],
    [{ kind: 'drop', when: 'after' }, 'dropped', 1],
    [{ kind: 'bad_gateway', when: 'before' }, 'server', 0],
    [{ kind: 'bad_gateway', when: 'after' }, 'server', 1],
    [{ kind: 'bad_json' }, 'not_json', 1],
  ] as const)('%j leaves the sender in doubt, whether executed or not', async (effect, fault, messages) => {
    pair.standIn.faults.order({ path: CS, effect });
    await expect(send()).rejects.toMatchObject({ fault, outcome: 'unknown' });
    expect(shown()).toBe(messages);
  });

  test('never answers although it executed the call', async () => {
    pair.standIn.faults.order({ path: CS, effect: { kind: 'silence' } });
    const impatient = pair.clientWith(pair.standIn.tokens.grant().accessToken, 2_000);
    const sending = impatient.messages.send(pair.an, { kind: 'text', text: 'a' });
    await expect(sending).rejects.toMatchObject({ fault: 'timeout', outcome: 'unknown' });
    expect(shown()).toBe(1);
  });

  test('writes the error as text', async () => {
    await pair.standIn.act(pair.an, { kind: 'block' });
    pair.standIn.faults.order({ path: CS, effect: { kind: 'error_as_text' } });
    await expect(send()).rejects.toMatchObject({ code: -244, body: { error: '-244' } });
  });

  test('can skip calls, repeat and be cleared', async () => {
    const effect = { kind: 'code', code: -200 } as const;
    pair.standIn.faults.order({ path: CS, skip: 1, times: 2, effect });
    await send();
    await expect(send()).rejects.toMatchObject({ code: -200 });
    expect(pair.standIn.faults.pending()).toHaveLength(1);
    pair.standIn.faults.clear();
    await send();
    expect(shown()).toBe(2);
  });
});

describe('a refresh under fire', () => {
  const TOKEN = '/v4/oa/access_token';

  test('whose line is cut after rotating has lost the pair: the repeat finds the token used', async () => {
    const { refreshToken } = pair.standIn.tokens.grant();
    pair.standIn.faults.order({ path: TOKEN, effect: { kind: 'drop', when: 'after' } });
    expect((await pair.oauth.refresh(refreshToken ?? '')).kind).toBe('unknown');
    expect(pair.standIn.tokens.rotations()).toBe(1);
    expect(await pair.oauth.refresh(refreshToken ?? '')).toMatchObject({
      kind: 'dead',
      error: { code: -14020 },
    });
  });

  test('whose line is cut before rotating can be repeated', async () => {
    const { refreshToken } = pair.standIn.tokens.grant();
    pair.standIn.faults.order({ path: TOKEN, effect: { kind: 'drop', when: 'before' } });
    expect((await pair.oauth.refresh(refreshToken ?? '')).kind).toBe('unknown');
    expect((await pair.oauth.refresh(refreshToken ?? '')).kind).toBe('rotated');
  });

  test('that is slow runs into the time limit', async () => {
    const { refreshToken } = pair.standIn.tokens.grant();
    pair.standIn.faults.order({ path: TOKEN, effect: { kind: 'delay', ms: 400 } });
    const { id: appId, secret: appSecret } = pair.standIn.app;
    const impatient = createZaloOAuth({ appId, appSecret, root: pair.standIn.url, timeoutMs: 50 });
    expect(await impatient.refresh(refreshToken ?? '')).toMatchObject({ error: { fault: 'timeout' } });
  });

  test('happens once when a sender with a compare-then-refresh source meets an expired token', async () => {
    const kept = pair.standIn.tokens.grant();
    let access = kept.accessToken;
    let refresh = kept.refreshToken ?? '';
    let refreshing: Promise<string | null> | null = null;
    const rotate = async () => {
      const outcome = await pair.oauth.refresh(refresh);
      if (outcome.kind !== 'rotated') return null;
      access = outcome.grant.accessToken;
      refresh = outcome.grant.refreshToken;
      return access;
    };
    const client = createZaloClient({
      roots: { openapi: pair.standIn.url },
      tokens: {
        get: async () => access,
        onTokenRefused: async (failed) => {
          if (failed !== access) return access;
          refreshing ??= rotate();
          return refreshing;
        },
      },
    });
    await pair.standIn.clock.advance(26 * 3_600_000);
    const sends = Array.from({ length: 20 }, (_, n) =>
      client.messages.send(pair.an, { kind: 'text', text: `tin ${n}` }),
    );
    expect(await Promise.all(sends)).toHaveLength(20);
    expect(pair.standIn.tokens.rotations()).toBe(1);
  });
});

describe('the rate limit', () => {
  test('counts per minute of virtual time and shows it in headers', async () => {
    await pair.close();
    pair = await startPair({ rate: { appPerMinute: 2 } });
    await send();
    expect(pair.client.rate()).toMatchObject({ limit: 2, remain: 1 });
    await send();
    await expect(send()).rejects.toMatchObject({
      code: -32,
      rate: { limit: 2, remain: 0 },
      fault: { scope: 'app' },
    });
    expect(shown()).toBe(2);
    await pair.standIn.clock.advance(60_000);
    await send();
    expect(shown()).toBe(3);
  });

  test('of the OA says so, and ZNS does not count', async () => {
    await pair.close();
    pair = await startPair({ rate: { oaPerMinute: 1 } });
    await pair.client.zns.quota();
    expect(pair.client.rate('business')).toMatchObject({ limit: 1, remain: 1 });
    await send();
    await expect(send()).rejects.toMatchObject({ fault: { scope: 'oa' } });
  });
});

describe('appsecret_proof', () => {
  const proving = (appSecret: string) =>
    createZaloClient({
      roots: { openapi: pair.standIn.url, business: pair.standIn.url },
      tokens: {
        get: async () => pair.standIn.tokens.grant().accessToken,
        onTokenRefused: async () => null,
      },
      proveWith: { appSecret },
    });

  test('is checked when sent, and demanded when so switched', async () => {
    expect((await proving(pair.standIn.app.secret).officialAccount()).oaId).toBe(pair.standIn.oa.id);
    await expect(proving('wrong').officialAccount()).rejects.toMatchObject({ code: -242 });
    await expect(proving('wrong').zns.quota()).rejects.toMatchObject({ code: -1241 });
    pair.standIn.setSwitches({ demandsSecretProof: true });
    await expect(pair.client.officialAccount()).rejects.toMatchObject({ code: -242 });
  });
});

describe('an address Zalo does not have', () => {
  test('is 404', async () => {
    const response = await fetch(`${pair.standIn.url}/v4/access_token`, { method: 'POST' });
    expect(response.status).toBe(404);
  });
});
