import { afterEach, describe, expect, it } from 'vitest';
import { usualLimits } from '../../../src/simulator/telegram/pace.ts';
import { type Caller, lan, startStandIn } from './call.ts';

describe('the sending limits', () => {
  let at: Caller;
  let now = Date.parse('2026-02-01T00:00:00Z');
  const start = async () => {
    at = await startStandIn({ limits: usualLimits, now: () => now });
  };
  afterEach(() => at.close());
  const send = (chat_id: number) => at.call('sendMessage', { chat_id, text: 'a' });
  const sendUntilRefused = async (chat: (n: number) => number) => {
    for (let n = 0; n < 1000; n += 1) {
      const answer = await send(chat(n));
      if (!answer.ok) return { sent: n, answer };
    }
    throw new Error('never refused');
  };

  it('let a short burst into one chat through, then one a second', async () => {
    await start();
    const { sent, answer } = await sendUntilRefused(() => lan.id);
    expect(sent).toBe(usualLimits.chatBurst);
    expect(answer).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    now += 999;
    expect((await send(lan.id)).ok).toBe(false);
    now += 1;
    expect((await send(lan.id)).ok).toBe(true);
    expect((await send(lan.id)).ok).toBe(false);
  });

  it('let 30 a second through over all chats', async () => {
    await start();
    for (let n = 1; n <= 60; n += 1)
      at.act({ id: n, name: `Người ${n} (hư cấu)` }, { kind: 'text', text: 'a' });
    const { sent } = await sendUntilRefused((n) => (n % 60) + 1);
    expect(sent).toBe(30);
    now += 1000;
    expect((await sendUntilRefused((n) => 60 - n)).sent).toBe(30);
  });

  it('can be lifted and set, and follow the shifted clock', async () => {
    await start();
    await sendUntilRefused(() => lan.id);
    await at.control('POST', 'clock', { offsetMs: 5000 });
    expect((await send(lan.id)).ok).toBe(true);
    await at.control('POST', 'limits', null);
    for (let n = 0; n < 50; n += 1) expect((await send(lan.id)).ok).toBe(true);
    await at.control('POST', 'limits', { overallPerSecond: 30, chatPerSecond: 0.1, chatBurst: 1 });
    expect((await sendUntilRefused(() => lan.id)).answer.parameters?.retry_after).toBe(10);
  });
});
