import { afterEach, describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../../src/channel/telegram/adapter.ts';
import type { Inbound } from '../../../src/core/message.ts';
import { createLogBook } from '../log-book.ts';
import { createInboundBook, createPair, hoa, type Pair, quick } from './harness.ts';

/** So long that a test never sees the next one. */
const oneLongPoll = { pollSeconds: 50 };

const texts = (inbounds: readonly Inbound[]) =>
  inbounds.map(({ input }) => (input.kind === 'text' ? input.text : input.kind));

describe('long polling', () => {
  let pair: Pair | null = null;
  const start = async (timing: Partial<typeof quick> = {}) => {
    pair = await createPair({}, { timing: { ...quick, ...timing } });
    return { ...pair, book: createInboundBook() };
  };
  afterEach(async () => {
    await pair?.close();
    pair = null;
  });

  const say = (text: string) => pair?.standIn.act(hoa, { kind: 'text', text });

  it('does not move the offset before a batch is stored: what the store refused comes again, in order', async () => {
    const { channel, book, logged } = await start();
    for (const text of ['một', 'hai', 'ba']) say(text);
    let refusals = 3;
    const offered: string[][] = [];
    await channel.start(async (inbounds) => {
      offered.push(texts(inbounds));
      refusals -= 1;
      if (refusals >= 0) throw new Error('database is away');
      await book.accept(inbounds);
    });
    expect(texts(await book.until(3))).toEqual(['một', 'hai', 'ba']);
    expect(offered).toHaveLength(4);
    expect(new Set(offered.map(String)).size).toBe(1);
    expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(3);
  });

  it('loses nothing when it stops before confirming: the next start gets the same numbers', async () => {
    const { channel, book, standIn } = await start();
    await channel.start(book.accept);
    say('một');
    await book.until(1);
    await channel.stop();
    const again = createInboundBook();
    const { token, apiRoot } = standIn;
    const { log } = createLogBook();
    const next = createTelegramChannel({ token, apiRoot, webhook: null, log, timing: quick });
    await next.start(again.accept);
    const [redelivered] = await again.until(1);
    expect(redelivered?.externalId).toBe(book.accepted[0]?.externalId);
    await next.stop();
  });

  it.each([
    ['a bad gateway', { kind: 'error', code: 502, description: 'Bad Gateway' }],
    ['a dropped connection', { kind: 'drop_before' }],
    ['an answer lost on the way', { kind: 'drop_after' }],
    ['a page instead of JSON', { kind: 'page' }],
    ['throttling', { kind: 'error', code: 429, description: 'Too Many Requests', retryAfter: 1 }],
    ['a wrong token for a while', { kind: 'error', code: 401, description: 'Unauthorized' }],
  ] as const)('rides out %s', async (_, effect) => {
    const { channel, book, standIn } = await start();
    standIn.faults.order({
      method: 'getUpdates',
      times: effect.kind === 'error' && effect.code === 429 ? 1 : 3,
      effect,
    });
    say('một');
    await channel.start(book.accept);
    expect(texts(await book.until(1))).toEqual(['một']);
  });

  it('waits for a network that is away at start, and says what to check for a wrong token', async () => {
    const { log, lines } = createLogBook();
    const { standIn } = await start();
    const token = '42:a-token-nobody-gave-out';
    const channel = createTelegramChannel({
      token,
      apiRoot: standIn.apiRoot,
      webhook: null,
      log,
      timing: quick,
    });
    await channel.start(async () => undefined);
    await expect.poll(() => lines.length).toBeGreaterThan(0);
    await channel.stop();
    expect(lines[0]).toMatchObject({
      level: 'error',
      message: expect.stringContaining('TELEGRAM_BOT_TOKEN'),
    });
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it('goes on beside a rival poller without losing or reordering anything', async () => {
    const { channel, book, standIn, logged } = await start(oneLongPoll);
    await channel.start(book.accept);
    const rival = () => fetch(`${standIn.apiRoot}/bot${standIn.token}/getUpdates?timeout=0`);
    await expect.poll(() => standIn.world.calls.get('getUpdates')).toBe(1);
    await rival();
    await expect.poll(() => logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged[0])).toContain('409');
    for (const text of ['một', 'hai']) say(text);
    expect(texts(await book.until(2))).toEqual(['một', 'hai']);
  });

  it('takes a webhook away that somebody set meanwhile', async () => {
    const { channel, book, standIn } = await start();
    await fetch(`${standIn.apiRoot}/bot${standIn.token}/setWebhook?url=http://127.0.0.1:9/x`);
    await channel.start(book.accept);
    say('một');
    expect(texts(await book.until(1))).toEqual(['một']);
    await fetch(`${standIn.apiRoot}/bot${standIn.token}/setWebhook?url=http://127.0.0.1:9/x`);
    say('hai');
    expect(texts(await book.until(2))).toEqual(['một', 'hai']);
  });

  it('takes updates that come in the wrong order, each once confirmed', async () => {
    const { channel, book, standIn } = await start();
    standIn.world.updates.reorderNext(3);
    for (const text of ['một', 'hai', 'ba']) say(text);
    await channel.start(book.accept);
    expect(texts(await book.until(3))).toEqual(['ba', 'hai', 'một']);
    await expect.poll(() => standIn.world.updates.pendingCount()).toBe(0);
  });

  it('skips an unreadable update and goes on with the next', async () => {
    const { channel, book, standIn, logged } = await start();
    standIn.act(hoa, { kind: 'raw', body: { message: { text: 7, secret: 'do not log me' } } });
    say('một');
    await channel.start(book.accept);
    expect(texts(await book.until(1))).toEqual(['một']);
    expect(logged.map(({ message }) => message)).toContain('telegram: unreadable update skipped');
    expect(JSON.stringify(logged)).not.toContain('do not log me');
  });

  it('ends the spinner of a tapped button; a failure there harms nothing', async () => {
    const { channel, book, standIn } = await start();
    say('/start');
    await channel.start(book.accept);
    await book.until(1);
    const bubble = { text: 'Chọn', buttons: [{ label: 'Một', payload: 'help:start:1' }] };
    await channel.send(String(hoa.id), bubble, { read: async () => null });
    standIn.faults.order({
      method: 'answerCallbackQuery',
      times: 1,
      effect: { kind: 'error', code: 400, description: 'Bad Request: query is too old' },
    });
    standIn.act(hoa, { kind: 'tap', data: 'help:start:1' });
    standIn.act(hoa, { kind: 'tap', data: 'help:start:1' });
    expect(texts(await book.until(3)).slice(1)).toEqual(['button', 'button']);
    await expect.poll(() => standIn.world.taps.size).toBe(1);
  });

  it('stops at once in the middle of a poll', async () => {
    const { channel, standIn } = await start(oneLongPoll);
    await channel.start(async () => undefined);
    await expect.poll(() => standIn.world.calls.get('getUpdates')).toBe(1);
    const from = performance.now();
    await channel.stop();
    expect(performance.now() - from).toBeLessThan(10_000);
  });
});
