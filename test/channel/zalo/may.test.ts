/** The policy on what the account really told: its quota after each send, its clock where ours may be too strict. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Permit } from '../../../src/ports/permit.ts';
import { createPair, type Pair } from './harness.ts';

const day = 24 * 3_600_000;
let pair: Pair;
beforeEach(async () => {
  pair = await createPair({ quota: { sub: 1 } }, { priceVnd: 55 });
});
afterEach(() => pair.close());

const now = () => pair.zalo.clock.now();
const silentFor = (ms: number) => pair.zalo.act(pair.an, { kind: 'be_silent', ms });
const may = async (lastUsedAt: number | null): Promise<Permit | undefined> =>
  pair.channel.may?.({ class: 'reminder', address: pair.an, lastUsedAt, phone: null, now: now() });
const send = () => pair.channel.send(pair.an, { text: 'Nhắc' }, { read: async () => null });

describe('before a message that answers nobody', () => {
  it('nothing is asked of Zalo while our own clock says yes', async () => {
    expect(await may(now())).toEqual({ ok: true, way: 'message', costVnd: 0 });
    expect(await may(now() - 3 * day)).toEqual({ ok: true, way: 'message', costVnd: 55 });
    expect(pair.zalo.calls.count()).toBe(0);
  });

  it('Zalo’s clock wins over ours when ours says no', async () => {
    expect(await may(now() - 9 * day)).toEqual({ ok: true, way: 'message', costVnd: 0 });
    expect(await may(null)).toMatchObject({ ok: true });
    await silentFor(8 * day);
    expect(await may(null)).toEqual({ ok: false, why: 'out_of_window', notBefore: null });
  });

  it('a Zalo that does not answer leaves our clock in force', async () => {
    pair.zalo.faults.order({ path: '/v3.0/oa/quota', effect: { kind: 'drop', when: 'before' } });
    expect(await may(now() - 9 * day)).toEqual({ ok: false, why: 'out_of_window', notBefore: null });
  });

  it('the package is known from the answer to the last send, and so is its end', async () => {
    await silentFor(3 * day);
    await send();
    expect(await may(now() - 3 * day)).toEqual({ ok: true, way: 'message', costVnd: 55 });
    await expect(send()).rejects.toMatchObject({ fault: { kind: 'out_of_window' } });
    expect(await may(now() - 3 * day)).toMatchObject({
      ok: false,
      why: 'quota',
      notBefore: expect.any(Number),
    });
    expect(await may(now())).toEqual({ ok: true, way: 'message', costVnd: 0 });
  });
});
