import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/flow/define.ts';
import { type Given, newcomer, now, replyTo, said, stranger, take, takeAll, write } from './made-up.ts';

const session: Session = {
  current: {
    flow: 'register-idea',
    version: 1,
    step: 'name',
    answers: { name: 'Chè thử', list: [1, 'hai', null] },
    trail: ['start'],
    misses: 0,
    turns: 2,
    startedAt: now,
    touchedAt: now,
  },
  parked: [],
};

export function takesTurns(given: Given): void {
  describe('turn', () => {
    it('starts a stranger with nothing known', async () => {
      const { contactId, address } = await newcomer(given().store);
      const state = await take(given().store, contactId);
      expect(state).toMatchObject({
        officer: null,
        session: { current: null, parked: [] },
        attempts: 0,
        lastError: null,
      });
      expect(state?.inbound.address).toBe(address);
      expect(state?.contact).toEqual({
        id: contactId,
        language: null,
        name: null,
        phone: null,
        unit: null,
        hamlet: null,
        consents: {},
        optedOut: [],
      });
    });

    it('hands the session on to the next turn', async () => {
      const { store } = given();
      const { contactId, address } = await newcomer(store);
      await take(store, contactId, async () => ({ session }));
      await write(store, said(address, 'tiếp'));
      expect((await take(store, contactId))?.session).toEqual(session);
    });

    it('works the oldest message first and ends when none waits', async () => {
      const { store } = given();
      const address = stranger();
      const texts = Array.from({ length: 12 }, (_, at) => `tin ${at}`);
      const [first] = await store.accept(
        texts.map((text) => said(address, text)),
        now,
      );
      const seen: unknown[] = [];
      for (;;) {
        const state = first && (await take(store, first.contactId));
        if (!state) break;
        seen.push(state.inbound.input);
      }
      expect(seen).toEqual(texts.map((text) => ({ kind: 'text', text })));
    });

    it('keeps order and handles each message once with eight workers on one contact', async () => {
      const { store, another } = given();
      const address = stranger();
      const texts = Array.from({ length: 24 }, (_, at) => `tin ${at}`);
      const [first] = await store.accept(
        texts.map((text) => said(address, text)),
        now,
      );
      if (!first) throw new Error('nothing was accepted');
      const seen: string[] = [];
      const worker = async (mine: typeof store) => {
        const one = () =>
          take(mine, first.contactId, async (_tx, { inbound, session: before }) => {
            const { input } = inbound;
            const count = before.parked.length;
            seen.push(`${input.kind === 'text' ? input.text : ''} after ${count}`);
            return {
              session: {
                current: null,
                parked: [...before.parked, ...(session.current ? [session.current] : [])],
              },
            };
          });
        while (await one());
      };
      const second = another();
      await Promise.all([store, store, store, store, second, second, second, second].map(worker));
      await second.close();
      expect(seen).toEqual(texts.map((text, at) => `${text} after ${at}`));
    });

    it('lets other contacts go on while one turn is slow', async () => {
      const { store } = given();
      const [slow, quick] = [await newcomer(store), await newcomer(store)];
      let release = () => {};
      const held = new Promise<object>((resolve) => {
        release = () => resolve({});
      });
      const running = take(store, slow.contactId, () => held);
      expect(await take(store, quick.contactId)).not.toBeNull();
      release();
      await running;
    });

    it('changes nothing when the work fails', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const failing = take(store, contactId, async (tx) => {
        await tx.saveProfile(contactId, { name: 'Không giữ' });
        throw new Error('broke');
      });
      await expect(failing).rejects.toThrow('broke');
      expect((await take(store, contactId))?.contact.name).toBeNull();
    });

    it('changes nothing when the work does not finish', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const result = await store.turn(contactId, async (tx) => {
        await tx.saveProfile(contactId, { name: 'Không giữ' });
        return 'fetch first';
      });
      expect(result).toBe('fetch first');
      expect((await take(store, contactId))?.contact.name).toBeNull();
    });

    it('goes on after a turn that failed: no connection stays behind', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      for (let turn = 0; turn < 30; turn += 1)
        await take(store, contactId, () => Promise.reject(new Error('broke'))).catch(() => {});
      expect(await takeAll(store, contactId)).toBe(1);
    });

    it('keeps the reply with the turn, already taken for sending', async () => {
      const { store } = given();
      const { contactId } = await newcomer(store);
      const state = await take(store, contactId, async (_tx, begun) => ({ reply: replyTo(begun) }));
      const reply = state && replyTo(state);
      if (!reply) throw new Error('no turn');
      expect(await store.claim(reply.id, 60_000, now)).toBeNull();
      expect(await store.claim(reply.id, 60_000, now + 60_000)).toMatchObject({
        ...reply,
        interrupted: true,
      });
    });
  });
}
