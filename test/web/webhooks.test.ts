/** Webhooks at the door: answered in time, stored all the same, and nothing lost in between. */
import { describe, expect, it } from 'vitest';
import { InputError, StoreUnavailable } from '../../src/core/error.ts';
import type { Received } from '../../src/ports/receipt.ts';
import type { Channel } from '../../src/ports.ts';
import { webhookRoutes } from '../../src/web/webhooks.ts';

const received: Received = {
  inbounds: [
    { channel: 'zalo', externalId: '1', address: 'a', sentAt: 0, input: { kind: 'text', text: 'chào' } },
  ],
  receipts: [],
};

/** The routes of one channel; `store` stands for the intake. */
function serve(store: (received: Received) => Promise<void>, change: Partial<Channel> = {}) {
  const channel = { name: 'zalo', receive: () => received, ...change } as Channel;
  const lines: { level: string; message: string }[] = [];
  const at = (level: string) => (_fields: object, message: string) => void lines.push({ level, message });
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const app = webhookRoutes({ channels: [channel], receive: store, log });
  const post = async (body = '{}') => (await app.request('/webhooks/zalo', { method: 'POST', body })).status;
  return { post, lines };
}

/** A promise that ends when the test says so. */
function later() {
  let ends: { resolve(): void; reject(error: Error): void } | undefined;
  const done = new Promise<void>((resolve, reject) => {
    ends = { resolve, reject };
  });
  return { done, resolve: () => ends?.resolve(), reject: (error: Error) => ends?.reject(error) };
}

describe('a webhook call', () => {
  it('is answered when everything in it is stored', async () => {
    const stored: Received[] = [];
    const { post } = serve(async (one) => void stored.push(one));
    expect(await post()).toBe(200);
    expect(stored).toEqual([received]);
  });

  it('gets 503 when storing takes longer than the platform waits, and is stored all the same', async () => {
    const storing = later();
    const stored: Received[] = [];
    const store = async (one: Received) => {
      await storing.done;
      stored.push(one);
    };
    const { post, lines } = serve(store, { answerWithinMs: 20 });
    expect(await post()).toBe(503);
    storing.resolve();
    await expect.poll(() => stored).toEqual([received]);
    expect(lines).toEqual([{ level: 'warn', message: expect.stringContaining('longer') }]);
  });

  it('that fails after its answer is told to the operator and ends nothing', async () => {
    const storing = later();
    const { post, lines } = serve(() => storing.done, { answerWithinMs: 20 });
    expect(await post()).toBe(503);
    storing.reject(new StoreUnavailable('away'));
    await expect.poll(() => lines.some(({ level }) => level === 'error')).toBe(true);
  });

  it('gets the status of what is wrong with it, and 503 while nothing can be stored', async () => {
    const store = () => Promise.resolve();
    const forged = () => {
      throw new InputError('webhook.forged', 401);
    };
    expect(await serve(store, { receive: forged }).post()).toBe(401);
    expect(await serve(store).post('x'.repeat(300_000))).toBe(413);
    expect(await serve(() => Promise.reject(new StoreUnavailable('away'))).post()).toBe(503);
    expect(
      await serve(() => Promise.reject(new StoreUnavailable('away')), { answerWithinMs: 500 }).post(),
    ).toBe(503);
  });

  it('may be empty: the channel says what that means', async () => {
    expect(
      await serve(() => Promise.resolve(), { receive: () => ({ inbounds: [], receipts: [] }) }).post(''),
    ).toBe(200);
  });
});
