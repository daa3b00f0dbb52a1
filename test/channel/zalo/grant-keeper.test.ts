/** The tokens through everything that can happen to a refresh. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GrantKeeper } from '../../../src/channel/zalo/grant-keeper.ts';
import { bootstrapTokens, pasteTokens } from '../../../src/channel/zalo/paste.ts';
import { StoreUnavailable } from '../../../src/core/error.ts';
import { type TestStore, testStore } from '../../support/database.ts';
import { type GrantPlace, hour, openGrantPlace, senderOf, tokenPath } from './grant-place.ts';

let test: TestStore;
let place: GrantPlace;

beforeAll(async () => {
  test = await testStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  place = await openGrantPlace(test);
});
afterEach(() => place.close());

const sendWith = (keeper: GrantKeeper) => senderOf(place, keeper);

describe('a refresh', () => {
  it('happens ahead of time, when less than five hours are left, and not before', async () => {
    await place.connect();
    const keeper = place.keep();
    await keeper.refreshIfDue();
    await place.zalo.clock.advance(19 * hour);
    await keeper.refreshIfDue();
    expect(place.zalo.tokens.rotations()).toBe(0);
    await place.zalo.clock.advance(1.5 * hour);
    await keeper.refreshIfDue();
    await keeper.refreshIfDue();
    expect(place.zalo.tokens.rotations()).toBe(1);
    expect(await place.grants.read()).toMatchObject({ state: 'ok', pendingSince: null });
  });

  it('is committed before anybody uses the new token, and waits for a database that is away', async () => {
    const { accessToken } = await place.connect(-hour);
    let away = 3;
    const keeper = place.keep({
      ...place.grants,
      commitRefresh: async (...swap) => {
        expect(place.zalo.calls.list().filter(({ path }) => path !== tokenPath)).toEqual([]);
        away -= 1;
        if (away >= 0) throw new StoreUnavailable('no database');
        return place.grants.commitRefresh(...swap);
      },
    });
    await sendWith(keeper)();
    expect(away).toBe(-1);
    expect((await place.grants.read())?.accessToken).not.toBe(accessToken);
    expect(place.zalo.tokens.rotations()).toBe(1);
  });

  it('heals what another process gave up, when its pair arrives late', async () => {
    const { accessToken } = await place.connect(-hour);
    const keeper = place.keep({
      ...place.grants,
      commitRefresh: async (...swap) => {
        await place.grants.needReconsent(accessToken, 'refresh_lost', 0);
        return place.grants.commitRefresh(...swap);
      },
    });
    await sendWith(keeper)();
    expect(await place.grants.read()).toMatchObject({ state: 'ok' });
  });

  it('does not overwrite tokens that were put in place meanwhile', async () => {
    await place.connect(-hour);
    const pasted = place.zalo.tokens.grant();
    const keeper = place.keep({
      ...place.grants,
      commitRefresh: async (...swap) => {
        await pasteTokens(
          place.grants,
          { accessToken: pasted.accessToken, refreshToken: pasted.refreshToken ?? '' },
          place.zalo.clock.now(),
        );
        return place.grants.commitRefresh(...swap);
      },
    });
    await sendWith(keeper)();
    expect((await place.grants.read())?.accessToken).toBe(pasted.accessToken);
  });

  it('that surely did not arrive keeps the token: later it works', async () => {
    await place.connect(-hour);
    place.zalo.faults.order({ path: tokenPath, effect: { kind: 'code', code: -32 } });
    const keeper = place.keep();
    await expect(sendWith(keeper)()).rejects.toMatchObject({ kind: 'later', afterMs: expect.any(Number) });
    expect(await place.grants.read()).toMatchObject({ state: 'ok', pendingSince: null });
    await expect(sendWith(keeper)()).rejects.toMatchObject({ kind: 'later' });
    expect(place.refreshes()).toBe(1);
    await place.zalo.clock.advance(60_000);
    await sendWith(keeper)();
    expect(place.zalo.tokens.rotations()).toBe(1);
  });

  it('that gets no clear answer three times rests, keeps its mark, and does not loop', async () => {
    await place.connect(-hour);
    place.zalo.faults.order({ path: tokenPath, times: 3, effect: { kind: 'bad_gateway', when: 'before' } });
    const keeper = place.keep();
    const all = await Promise.allSettled([1, 2, 3, 4].map(sendWith(keeper)));
    expect(all.every((one) => one.status === 'rejected')).toBe(true);
    await expect(sendWith(keeper)()).rejects.toMatchObject({ kind: 'later' });
    expect(place.refreshes()).toBe(3);
    expect((await place.grants.read())?.pendingSince).not.toBeNull();
    await place.zalo.clock.advance(1000);
    await sendWith(keeper)();
    expect(await place.grants.read()).toMatchObject({ state: 'ok', pendingSince: null });
  });

  it('after a crash in the middle names what happened: the token may have been used up', async () => {
    const { refreshToken } = await place.connect(-hour);
    await place.grants.beginRefresh(refreshToken, place.zalo.clock.now());
    place.zalo.tokens.rotate(refreshToken);
    await expect(sendWith(place.keep())()).rejects.toMatchObject({ kind: 'needs_reconsent' });
    expect(await place.grants.read()).toMatchObject({ reason: 'refresh_lost' });
  });

  it('with a wrong app secret keeps the tokens and says so', async () => {
    const { refreshToken } = await place.connect(-hour);
    const keeper = place.keep(place.grants, 'another-secret');
    await expect(sendWith(keeper)()).rejects.toMatchObject({ kind: 'config' });
    expect(await place.grants.read()).toMatchObject({ refreshToken, state: 'ok', pendingSince: null });
    expect(place.logged().some(({ level }) => level === 'error')).toBe(true);
    expect(JSON.stringify(place.logged())).not.toContain(refreshToken);
  });
});

describe('a grant that is gone', () => {
  it('is called gone once, loudly, and the token endpoint is left alone until somebody connects again', async () => {
    await place.connect(-hour);
    place.zalo.tokens.revoke();
    const keeper = place.keep();
    for (let n = 0; n < 5; n += 1)
      await expect(sendWith(keeper)()).rejects.toMatchObject({ kind: 'needs_reconsent' });
    expect(place.refreshes()).toBe(1);
    expect(place.logged().filter(({ level }) => level === 'error')).toHaveLength(1);
    await place.connect();
    await sendWith(keeper)();
  });

  it('still lets the old access token serve as long as it lives', async () => {
    const { accessToken } = await place.connect();
    await place.grants.needReconsent(accessToken, 'refresh_refused', place.zalo.clock.now());
    await sendWith(place.keep())();
    expect(place.refreshes()).toBe(0);
  });

  it('does not try a refused access token again and again', async () => {
    const { accessToken } = await place.connect();
    await place.grants.needReconsent(accessToken, 'refresh_refused', place.zalo.clock.now());
    place.zalo.tokens.revoke();
    const keeper = place.keep();
    const send = sendWith(keeper);
    for (let n = 0; n < 5; n += 1) await send().catch(() => undefined);
    expect(place.zalo.calls.count()).toBe(1);
  });

  it('because a call said so, is looked at again after an hour', async () => {
    await place.connect();
    const keeper = place.keep();
    await keeper.lost('-219');
    expect(await place.grants.read()).toMatchObject({
      state: 'needs_reconsent',
      reason: 'call_refused: -219',
    });
    await keeper.refreshIfDue();
    expect(place.refreshes()).toBe(0);
    await place.zalo.clock.advance(hour + 1);
    await keeper.refreshIfDue();
    expect(await place.grants.read()).toMatchObject({ state: 'ok', reason: null });
  });

  it('without a refresh token ends with its access token', async () => {
    place.zalo.setSwitches({ refreshTokenGiven: false });
    const { accessToken } = place.zalo.tokens.grant();
    await place.grants.replace(
      { accessToken, refreshToken: null, accessExpiresAt: place.zalo.clock.now() - 1 },
      0,
    );
    await expect(sendWith(place.keep())()).rejects.toMatchObject({ kind: 'needs_reconsent' });
    expect(await place.grants.read()).toMatchObject({ reason: 'no_refresh_token' });
  });
});

describe('tokens put in by hand', () => {
  const handMade = () => {
    const { accessToken, refreshToken } = place.zalo.tokens.grant();
    return { accessToken, refreshToken: refreshToken ?? '' };
  };

  it('are refreshed at the next check, as nobody knows how old they are', async () => {
    await pasteTokens(place.grants, handMade(), place.zalo.clock.now());
    await place.keep().refreshIfDue();
    expect(place.zalo.tokens.rotations()).toBe(1);
  });

  it('from the environment are taken once, and again only when new ones are needed and there', async () => {
    const [old, fresh] = [handMade(), handMade()];
    await place.grants.replace({ ...old, accessExpiresAt: 0 }, 0);
    expect(await bootstrapTokens(place.grants, fresh, 1)).toBe(false);
    await place.grants.needReconsent(old.accessToken, 'refresh_refused', 2);
    expect(await bootstrapTokens(place.grants, old, 3)).toBe(false);
    expect(await bootstrapTokens(place.grants, fresh, 4)).toBe(true);
    expect(await place.grants.read()).toMatchObject({ ...fresh, state: 'ok' });
  });
});
