import { describe, expect, it } from 'vitest';
import type { MediaId } from '../../../src/core/model.ts';
import { type Given, minute, newcomer, now, said, stranger, take, takeAll, write } from './made-up.ts';

export function takesIn(given: Given): void {
  describe('inbox', () => {
    it('stores a message once, however often it is delivered', async () => {
      const { store } = given();
      const message = said(stranger(), 'một');
      const [first] = await store.accept([message], now);
      const [again] = await store.accept([message], now + 5);
      expect(first).toMatchObject({ id: `telegram:${message.externalId}`, fresh: true });
      expect(again).toEqual({ ...first, fresh: false });
      expect(await takeAll(store, await write(store, message))).toBe(1);
    });

    it('stores a message once when the same delivery stands twice in one call', async () => {
      const message = said(stranger(), 'một');
      const accepted = await given().store.accept([message, message], now);
      expect(accepted.map(({ fresh }) => fresh)).toEqual([true, false]);
    });

    it('answers in the order asked, for known and new people together', async () => {
      const { store } = given();
      const [a, b] = [stranger(), stranger()];
      const known = await write(store, said(a, 'trước'));
      const accepted = await store.accept([said(b, 'x'), said(a, 'y'), said(b, 'z')], now);
      expect(accepted[1]?.contactId).toBe(known);
      expect(accepted[0]?.contactId).toBe(accepted[2]?.contactId);
      expect(accepted[0]?.contactId).not.toBe(known);
    });

    it('makes one contact of two first messages at once', async () => {
      const { store } = given();
      const rounds = Array.from({ length: 20 }, async () => {
        const address = stranger();
        const ids = await Promise.all(['một', 'hai', 'ba'].map((text) => write(store, said(address, text))));
        return new Set(ids).size;
      });
      expect(new Set(await Promise.all(rounds))).toEqual(new Set([1]));
    });

    it('stores the same new messages once from many calls in different orders', async () => {
      const { store } = given();
      const messages = Array.from({ length: 10 }, (_, at) => said(stranger(), `tin ${at}`));
      const calls = Array.from({ length: 6 }, (_, at) =>
        store.accept(at % 2 === 0 ? messages : messages.toReversed(), now),
      );
      const fresh = (await Promise.all(calls)).flat().filter((one) => one.fresh);
      expect(fresh).toHaveLength(messages.length);
      expect(new Set(fresh.map(({ id }) => id)).size).toBe(messages.length);
    });

    it('keeps what people type as they typed it, and drops only what no database can hold', async () => {
      const { store } = given();
      const text = `'; DROP TABLE contact; -- <b>${'ạ'.normalize('NFD')}</b> 🐛 \\u0000 \u200b\u202e end`;
      const contactId = await write(store, said(stranger(), `${text}\u0000\ud800`));
      const state = await take(store, contactId);
      expect(state?.inbound.input).toEqual({ kind: 'text', text: `${text}\ufffd` });
    });

    it('reads back everything that was stored', async () => {
      const { store } = given();
      const message = { ...said(stranger(), { kind: 'start', arg: 'abc' }), languageHint: 'vi' };
      const state = await take(store, await write(store, message, now + 7));
      expect(state?.inbound).toEqual({
        ...message,
        id: `telegram:${message.externalId}`,
        contactId: state?.contact.id,
        receivedAt: now + 7,
      });
    });

    it('names the contacts that wait too long, the longest waiting first', async () => {
      const { store } = given();
      const early = await newcomer(store);
      const late = await write(store, said(stranger(), 'chào'), now + 2);
      const waiting = await store.waitingContacts(minute, now + minute + 2, 10_000);
      expect(waiting.indexOf(early.contactId)).toBeGreaterThanOrEqual(0);
      expect(waiting.indexOf(late)).toBeGreaterThan(waiting.indexOf(early.contactId));
      expect(await store.waitingContacts(minute, now + minute - 1, 10_000)).not.toContain(early.contactId);
      await takeAll(store, early.contactId);
      expect(await store.waitingContacts(minute, now + minute + 2, 10_000)).not.toContain(early.contactId);
    });

    it('counts failed turns, tells the next attempt why, and gives up at the limit', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const id = (await store.turn(contactId, async (_tx, state) => state.inbound.id)) ?? '';
      expect(await store.turnFailed(id, 'turn.failed', 2, now)).toBe('retry');
      const seen = await store.turn(contactId, async (_tx, { attempts, lastError }) => ({
        attempts,
        lastError,
      }));
      expect(seen).toEqual({ attempts: 1, lastError: 'turn.failed' });
      expect(await store.turnFailed(id, 'turn.failed', 2, now)).toBe('given_up');
      expect(await take(store, contactId)).toBeNull();
    });

    it('lets a failed turn rest before it is due again', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const id = (await store.turn(contactId, async (_tx, state) => state.inbound.id)) ?? '';
      await store.turnFailed(id, 'turn.failed', 9, now + minute);
      expect(await store.waitingContacts(minute, now + minute + 1, 10_000)).not.toContain(contactId);
      expect(await store.waitingContacts(minute, now + 2 * minute, 10_000)).toContain(contactId);
    });

    it('tells the turn why a photo could not be kept', async () => {
      const { store } = given();
      const contactId = await write(
        store,
        said(stranger(), { kind: 'photo', file: { ref: 'f' }, caption: 'chè' }),
      );
      const id = (await store.turn(contactId, async (_tx, state) => state.inbound.id)) ?? '';
      await store.attachMedia(id, { problem: 'too_large' });
      const state = await take(store, contactId);
      const expected = { kind: 'photo', file: { ref: 'f' }, caption: 'chè', problem: 'too_large' };
      expect(state?.inbound.input).toEqual(expected);
      expect(state?.inbound.input).not.toHaveProperty('media', expect.anything() as MediaId);
    });
  });
}
