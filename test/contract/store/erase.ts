import { describe, expect, it } from 'vitest';
import type { ParcelId } from '../../../src/core/model.ts';
import { register } from './ideas.ts';
import {
  during,
  type Given,
  minute,
  newcomer,
  notice,
  now,
  replyTo,
  said,
  take,
  takeAll,
  write,
} from './made-up.ts';

export function erases(given: Given): void {
  describe('erasing a person', () => {
    it('forgets the profile and starts the same account as a stranger', async () => {
      const { store } = given();
      const person = await newcomer(store);
      await during(store, person, (tx) =>
        tx.saveProfile(person.contactId, { name: 'Người Thử', phone: '+84900000002' }),
      );
      await during(store, person, (tx) => tx.eraseContact(person.contactId, now));
      const again = await write(store, said(person.address, 'chào'));
      expect(again).not.toBe(person.contactId);
      const state = await take(store, again);
      expect(state).toMatchObject({
        contact: { name: null, phone: null, consents: {} },
        session: { current: null },
      });
    });

    it('still answers the message that asked for it', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const state = await take(store, contactId, async (tx, begun) => {
        await tx.eraseContact(contactId, now);
        return { reply: replyTo(begun, 'Đã xoá') };
      });
      const reply = await store.claim(`r:${state?.inbound.id}` as ParcelId, minute, now + minute);
      expect(reply).toMatchObject({ bubbles: [{ text: 'Đã xoá' }], address: state?.inbound.address });
    });

    it('treats what was written meanwhile as a stranger writing', async () => {
      const { store } = given();
      const person = await newcomer(store);
      await takeAll(store, person.contactId);
      await store.accept([said(person.address, 'xoá'), said(person.address, 'còn đó không')], now);
      await take(store, person.contactId, async (tx) => {
        await tx.eraseContact(person.contactId, now);
        return {};
      });
      const state = await take(store, person.contactId);
      expect(state?.inbound).toMatchObject({ input: { text: 'còn đó không' }, contactId: state?.contact.id });
      expect(state?.contact.id).not.toBe(person.contactId);
      expect(await take(store, person.contactId)).toBeNull();
    });

    it('keeps the slip number of an idea and nothing that could name the person', async () => {
      const { store } = given();
      const [person, officer] = [await newcomer(store), await newcomer(store)];
      const idea = await register(store, person);
      await during(store, person, (tx) => tx.eraseContact(person.contactId, now));
      let found: unknown;
      await during(store, officer, async (tx) => {
        found = await tx.lookup({ kind: 'ideaByCode', code: idea.code });
      });
      expect(found).toMatchObject({ idea: { code: idea.code, status: 'withdrawn', version: 2 } });
      expect(found).toMatchObject({
        idea: { fields: { unit: idea.unit, workers: 3, registrantName: '', photos: [] } },
      });
      expect(JSON.stringify(found)).not.toMatch(/Thử|\+84|chè/i);
    });

    it('sends nothing more that was planned for the person, nor notices to officers about them', async () => {
      const { store } = given();
      const [person, officer] = [await newcomer(store), await newcomer(store)];
      const theirs = notice(person.contactId, person.address);
      let about = notice(officer.contactId, officer.address);
      const unrelated = notice(officer.contactId, officer.address);
      await during(store, person, (tx, { inbound }) => {
        about = { ...about, cause: { kind: 'event', id: `${inbound.id}:idea` } };
        return tx.planParcels([theirs, about, unrelated], now);
      });
      await during(store, person, (tx) => tx.eraseContact(person.contactId, now));
      const claims = await Promise.all(
        [theirs, about, unrelated].map(({ id }) => store.claim(id, minute, now)),
      );
      expect(claims.map(Boolean)).toEqual([false, false, true]);
    });
  });
}
