import { describe, expect, it } from 'vitest';
import type { ContactView, ParcelClass } from '../../../src/core/model.ts';
import type { Store, TurnTx } from '../../../src/ports.ts';
import { commune, during, type Given, minute, newcomer, notice, now, said, write } from './made-up.ts';

type Person = Awaited<ReturnType<typeof newcomer>>;

async function viewOf(store: Store, person: Person): Promise<ContactView | undefined> {
  let view: ContactView | undefined;
  await during(store, person, async (tx) => {
    view = (await tx.reload(person.contactId)).contact;
  });
  return view;
}

async function recipientOf(store: Store, person: Person) {
  let found: Awaited<ReturnType<TurnTx['recipient']>> = null;
  await during(store, person, async (tx) => {
    found = await tx.recipient(person.contactId);
  });
  return found;
}

export function rememberPeople(given: Given): void {
  describe('people', () => {
    it('keeps the profile piece by piece', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const { contactId } = person;
      await during(store, person, async (tx) => {
        await tx.setLanguage(contactId, 'en');
        await tx.saveProfile(contactId, { name: 'Người Thử', phone: '+84900000001', phoneVerified: true });
        await tx.saveProfile(contactId, { unit: commune, hamlet: 'Xóm Thử' });
      });
      expect(await viewOf(store, person)).toMatchObject({
        language: 'en',
        name: 'Người Thử',
        phone: '+84900000001',
        unit: commune,
        hamlet: 'Xóm Thử',
      });
    });

    it('remembers the latest answer per purpose, and only once per message', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const answer = (granted: boolean, purpose: 'service' | 'reminders') =>
        during(store, person, (tx, { inbound }) => {
          const base = { contactId: person.contactId, textVersion: '1', inboundId: inbound.id, at: now };
          return tx.recordConsent({ ...base, purpose, granted, answer: 'ĐỒNG Ý', channel: 'telegram' });
        });
      await answer(true, 'service');
      await answer(true, 'reminders');
      await answer(false, 'reminders');
      expect((await viewOf(store, person))?.consents).toEqual({ service: true, reminders: false });
    });

    it('switches classes of messages off and on', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const set = (classes: readonly ParcelClass[], out: boolean) =>
        during(store, person, (tx) => tx.setOptOut(person.contactId, classes, out, now));
      await set(['reminder', 'promotional'], true);
      await set(['reminder', 'official_notice'], true);
      expect((await viewOf(store, person))?.optedOut).toEqual(['official_notice', 'promotional', 'reminder']);
      await set(['reminder'], false);
      expect((await viewOf(store, person))?.optedOut).toEqual(['official_notice', 'promotional']);
    });

    it('drops what was planned of a class a person switches off, even while a try is under way', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const [waiting, trying, other] = [
        notice(person.contactId, person.address),
        notice(person.contactId, person.address),
        notice(person.contactId, person.address, { class: 'official_notice' }),
      ];
      await during(store, person, (tx) => tx.planParcels([waiting, trying, other], now));
      await store.claim(trying.id, minute, now);
      await during(store, person, async (tx) => {
        await tx.setOptOut(person.contactId, ['reminder'], true, now);
        await tx.suppressPlanned(person.contactId, ['reminder']);
      });
      const retry = { state: 'planned', reason: 'x', notBefore: now, counts: true, externalIds: [] } as const;
      await store.settle([{ id: trying.id, outcome: retry }], now);
      const claimed = await Promise.all(
        [waiting, trying, other].map(({ id }) => store.claim(id, minute, now)),
      );
      expect(claimed.map(Boolean)).toEqual([false, false, true]);
    });

    it('reaches a person where they wrote last, unless that account is blocked', async () => {
      const { store } = given();
      const person = await newcomer(store);
      expect(await recipientOf(store, person)).toEqual({
        contactId: person.contactId,
        language: 'vi',
        channel: 'telegram',
        address: person.address,
      });
      let blocked: unknown = 'not looked';
      await during(store, person, async (tx) => {
        await tx.addressState('telegram', person.address, 'blocked');
        blocked = await tx.recipient(person.contactId);
      });
      expect(blocked).toBeNull();
    });

    it('takes a blocked account as open again when the person writes, but not when they leave', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const reach = async () => {
        let found: unknown;
        await during(store, person, async (tx) => {
          found = await tx.recipient(person.contactId);
        });
        return found;
      };
      await store.markAddress('telegram', person.address, 'blocked');
      expect(await reach()).not.toBeNull();
      await store.markAddress('telegram', person.address, 'blocked');
      await write(store, said(person.address, { kind: 'left' }));
      let found: unknown;
      await store.turn(person.contactId, async (tx) => {
        found = await tx.recipient(person.contactId);
      });
      expect(found).toBeNull();
    });
  });
}
