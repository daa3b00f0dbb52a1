import { describe, expect, it } from 'vitest';
import type { ParcelId } from '../../../src/core/model.ts';
import type { ParcelOutcome, ParcelPlan } from '../../../src/ports.ts';
import { during, type Given, minute, newcomer, notice, now, replyTo, take } from './made-up.ts';

const lease = minute;
const handed: ParcelOutcome = { state: 'handed', externalIds: ['t1'] };
const failed: ParcelOutcome = { state: 'failed', reason: 'rejected', externalIds: [] };

function again(notBefore: number, counts = true, externalIds: readonly string[] = []): ParcelOutcome {
  return { state: 'planned', reason: 'unreachable', notBefore, counts, externalIds };
}

export function keepsLedger(given: Given): void {
  const planned = async (change: Partial<ParcelPlan> = {}) => {
    const { store } = given();
    const person = await newcomer(store);
    const plan = notice(person.contactId, person.address, change);
    await during(store, person, (tx) => tx.planParcels([plan], now));
    return { store, plan, person };
  };
  const stuckIds = async (at: number): Promise<readonly ParcelId[]> =>
    (await given().store.stuckParcels(lease, at, 100_000)).map(({ id }) => id);

  describe('ledger', () => {
    it('hands a planned parcel out whole', async () => {
      const { store, plan } = await planned();
      expect(await store.claim(plan.id, lease, now)).toEqual({
        ...plan,
        attempts: 0,
        handed: [],
        plannedAt: now,
        fence: 1,
        interrupted: false,
      });
    });

    it('plans a parcel once per id and per cause', async () => {
      const { store, plan, person } = await planned();
      const twin = { ...plan, id: `${plan.id}-twin` as ParcelId };
      await during(store, person, (tx) => tx.planParcels([plan, twin], now));
      expect(await store.claim(twin.id, lease, now)).toBeNull();
      expect(await store.claim(plan.id, lease, now)).not.toBeNull();
    });

    it('gives a parcel to one of two workers', async () => {
      const { store, plan } = await planned();
      const second = given().another();
      const claims = await Promise.all(
        [store, second, store, second].map((one) => one.claim(plan.id, lease, now)),
      );
      await second.close();
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    it('takes no outcome back once the channel has the message', async () => {
      const { store, plan } = await planned();
      await store.claim(plan.id, lease, now);
      await store.settle([{ id: plan.id, outcome: handed }], now);
      await store.settle([{ id: plan.id, outcome: again(now) }], now);
      await store.settle([{ id: plan.id, outcome: failed }], now);
      expect(await store.claim(plan.id, lease, now + 10 * lease)).toBeNull();
      expect(await stuckIds(now + 10 * lease)).not.toContain(plan.id);
    });

    it('believes a late receipt over an unknown outcome', async () => {
      const { store, plan } = await planned();
      await store.claim(plan.id, lease, now);
      await store.settle(
        [{ id: plan.id, outcome: { state: 'unknown', reason: 'no_answer', externalIds: [] } }],
        now,
      );
      await store.settle([{ id: plan.id, outcome: handed }], now);
      await store.settle([{ id: plan.id, outcome: again(now) }], now);
      expect(await store.claim(plan.id, lease, now)).toBeNull();
    });

    it('waits until a parcel is due, goes on where it stopped, and counts only attempts that count', async () => {
      const { store, plan } = await planned();
      await store.claim(plan.id, lease, now);
      await store.settle([{ id: plan.id, outcome: again(now + minute, true, ['t1']) }], now);
      expect(await store.claim(plan.id, lease, now + minute - 1)).toBeNull();
      expect(await stuckIds(now + minute - 1)).not.toContain(plan.id);
      expect(await stuckIds(now + minute)).toContain(plan.id);
      expect(await store.claim(plan.id, lease, now + minute)).toMatchObject({ attempts: 1, handed: ['t1'] });
      await store.settle([{ id: plan.id, outcome: again(now, false, ['t1']) }], now);
      expect(await store.claim(plan.id, lease, now + minute)).toMatchObject({ attempts: 1, handed: ['t1'] });
    });

    it('gives a parcel on when its process died, and says that it may have been sent', async () => {
      const { store, plan } = await planned();
      await store.claim(plan.id, lease, now);
      expect(await stuckIds(now + lease - 1)).not.toContain(plan.id);
      expect(await store.claim(plan.id, lease, now + lease - 1)).toBeNull();
      expect(await stuckIds(now + lease)).toContain(plan.id);
      expect(await store.claim(plan.id, lease, now + lease)).toMatchObject({
        interrupted: true,
        attempts: 1,
        fence: 2,
      });
    });

    it('ignores what a worker says that lost its claim, unless the message went out', async () => {
      const { store, plan } = await planned();
      await store.claim(plan.id, lease, now);
      await store.claim(plan.id, lease, now + lease);
      await store.settle([{ id: plan.id, outcome: again(now), fence: 1 }], now);
      expect(await store.claim(plan.id, lease, now + lease)).toBeNull();
      await store.settle([{ id: plan.id, outcome: handed, fence: 1 }], now);
      expect(await stuckIds(now + 9 * lease)).not.toContain(plan.id);
    });

    it('lets the later of two outcomes in one batch count', async () => {
      const { store, plan } = await planned();
      await store.claim(plan.id, lease, now);
      const both = [again(now), handed].map((outcome) => ({ id: plan.id, outcome }));
      await store.settle(both, now);
      expect(await store.claim(plan.id, lease, now)).toBeNull();
    });

    it('settles a reply that was never claimed by hand', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const state = await take(store, contactId, async (_tx, begun) => ({ reply: replyTo(begun) }));
      const id = `r:${state?.inbound.id}` as ParcelId;
      await store.settle([{ id, outcome: handed }], now);
      expect(await stuckIds(now + 9 * lease)).not.toContain(id);
    });

    it('holds a paused channel back until the very moment, after a restart too, and never shortens a pause', async () => {
      const { store, plan } = await planned({ channel: 'zalo' });
      await store.pauseChannel('zalo', now + 30_000, 'throttled');
      await store.pauseChannel('zalo', now + 5_000, 'throttled');
      const restarted = given().another();
      expect(await restarted.channelPause('zalo')).toEqual({ until: now + 30_000, reason: 'throttled' });
      expect(await restarted.claim(plan.id, lease, now + 29_999)).toBeNull();
      expect(await stuckIds(now + 29_999)).not.toContain(plan.id);
      expect(await restarted.claim(plan.id, lease, now + 30_000)).not.toBeNull();
      expect(await restarted.channelPause('terminal')).toBeNull();
      await restarted.close();
    });
  });
}
