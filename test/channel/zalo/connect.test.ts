/** From an operator's link over Zalo's consent page back to tokens, and everything that must not end in tokens. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectOptions, createZaloConnect } from '../../../src/channel/zalo/connect.ts';
import { createZaloClient, createZaloOAuth, fixedToken } from '../../../src/channel/zalo/sdk/mod.ts';
import type { GrantStore } from '../../../src/ports/grant.ts';
import { createZaloStandIn, type ZaloStandIn } from '../../../src/simulator/zalo/stand-in.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { type TestStore, testStore } from '../../support/database.ts';
import { createLogBook } from '../log-book.ts';

const publicUrl = 'https://bot.example.vn';
const minute = 60_000;

let test: TestStore;
let zalo: ZaloStandIn;
let grants: GrantStore;

beforeAll(async () => {
  test = await testStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  zalo = await createZaloStandIn({ switches: { redirectUris: [`${publicUrl}/zalo/callback`] } });
});
afterEach(() => zalo.close());

function connectTo(change: Partial<ConnectOptions> = {}) {
  const account = change.account ?? zalo.oa.id;
  const kept = test.store.zalo(account, createSeal(new Uint8Array(32)));
  grants = kept.grants;
  const whose: ConnectOptions['whose'] = (token) =>
    createZaloClient({ tokens: fixedToken(token), roots: { openapi: zalo.url } }).officialAccount();
  const oauth = createZaloOAuth({ appId: zalo.app.id, appSecret: zalo.app.secret, root: zalo.url });
  const { log } = createLogBook();
  const now = zalo.clock.now;
  return createZaloConnect({ ...kept, account, publicUrl, oauth, whose, log, now, ...change });
}

type Connect = ReturnType<typeof connectTo>;

/** An operator opens a new link and an administrator agrees; gives what the browser brings back. */
async function consent(connect: Connect) {
  const { url } = await connect.makeLink();
  const key = new URL(url).searchParams.get('key') ?? '';
  const begun = await connect.begin(key);
  const page = await fetch(begun?.url ?? '', { redirect: 'manual' });
  const back = new URL(page.headers.get('location') ?? '');
  return { key, back: back.searchParams, state: begun?.state ?? '' };
}

describe('connecting an account', () => {
  it('leads from the link to Zalo and back to tokens', async () => {
    const connect = connectTo();
    const { url } = await connect.makeLink();
    expect(url).toMatch(/^https:\/\/bot\.example\.vn\/zalo\/connect\?key=[\w-]{32}$/);
    const { back } = await consent(connect);
    expect(await connect.finish(back, null)).toBe('connected');
    const kept = await grants.read();
    expect(zalo.tokens.check(kept?.accessToken ?? '')).toBe('good');
    expect(kept).toMatchObject({ state: 'ok', refreshToken: expect.stringContaining('refresh') });
  });

  it('heals a grant that needed consent', async () => {
    const connect = connectTo();
    await grants.replace({ accessToken: 'old', refreshToken: 'old', accessExpiresAt: 0 }, 0);
    await grants.needReconsent('old', 'refresh_refused', 0);
    const { back } = await consent(connect);
    await connect.finish(back, null);
    expect(await grants.read()).toMatchObject({ state: 'ok', reason: null });
  });

  it('works when Zalo sends no state back, for the browser that began', async () => {
    const connect = connectTo();
    const { back, state } = await consent(connect);
    back.delete('state');
    expect(await connect.finish(back, null)).toBe('over');
    expect(await connect.finish(back, 'somebody-elses')).toBe('over');
    expect(await connect.finish(back, state)).toBe('connected');
  });

  it('refuses a callback that nobody waits for, that comes twice or too late', async () => {
    const connect = connectTo();
    const { back, key } = await consent(connect);
    expect(await connect.finish(new URLSearchParams('code=x&oa_id=1&state=made-up'), null)).toBe('over');
    expect(await connect.finish(back, null)).toBe('connected');
    expect(await connect.finish(back, null)).toBe('over');
    expect(await connect.begin(key)).toBeNull();
    const late = await consent(connect);
    await zalo.clock.advance(15 * minute);
    expect(await connect.finish(late.back, null)).toBe('over');
    expect(await connect.begin(late.key)).toBeNull();
  });

  it('keeps the tokens of no other account, whether the callback says so or only Zalo', async () => {
    const connect = connectTo({ account: '111' });
    const { back } = await consent(connect);
    expect(await connect.finish(back, null)).toBe('wrong_account');
    back.set('oa_id', '111');
    expect(await connect.finish(back, null)).toBe('wrong_account');
    expect(await grants.read()).toBeNull();
  });

  it('keeps nothing when Zalo gives no tokens, and the tokens when it cannot be asked whose they are', async () => {
    const connect = connectTo({
      whose: () => Promise.reject(new Error('no answer')),
    });
    const { back } = await consent(connect);
    const wrong = new URLSearchParams(back);
    wrong.set('code', 'another');
    expect(await connect.finish(wrong, null)).toBe('refused');
    expect(await connect.finish(back, null)).toBe('connected');
  });

  it('puts no secret into the address it gives to the administrator', async () => {
    const connect = connectTo();
    const begun = await connect.begin(new URL((await connect.makeLink()).url).searchParams.get('key') ?? '');
    expect(begun?.url).not.toContain(zalo.app.secret);
    expect(new URL(begun?.url ?? '').searchParams.get('redirect_uri')).toBe(`${publicUrl}/zalo/callback`);
  });
});
