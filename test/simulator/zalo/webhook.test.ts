import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, type PairWithBot, startPairWithBot } from './pair.ts';
import { fromPersonForTests } from './sample-event.ts';

const MINUTE = 60_000;
let pair: PairWithBot;
beforeEach(async () => {
  pair = await startPairWithBot();
});
afterEach(() => pair.close());

const say = (text: string) => pair.standIn.act(pair.an, { kind: 'text', text });
const texts = () =>
  pair.bot.arrivals.map(({ event }) => (event?.kind === 'message' ? event.text : (event?.kind ?? 'refused')));

describe('a delivery', () => {
  test('is signed over its exact bytes and carries the headers that were seen on Zalo', async () => {
    await say('Đăng ký 🎉');
    const [arrival] = pair.bot.arrivals;
    expect(arrival?.event).toMatchObject({
      kind: 'message',
      userId: pair.an,
      text: 'Đăng ký 🎉',
      numericIds: [],
    });
    expect(arrival?.headers).toMatchObject({
      'x-zevent-signature': expect.stringMatching(/^mac=[0-9a-f]{64}$/),
      'x-zevent-server': 'OA OpenAPI',
      'user-agent': 'ZaloWebhook',
      'content-type': 'application/json',
    });
    expect(arrival?.headers).not.toHaveProperty('num_retry');
  });

  test.each([
    [{ json: 'spaced' }, /" ?: "/],
    [{ json: 'escaped' }, /\\u0110/],
    [{ numericTimestamp: true }, /"timestamp":\d/],
    [{ json: 'escaped', numericTimestamp: true }, /"timestamp":\d/],
  ] as const)('in the style %j is verified all the same', async (style, form) => {
    pair.standIn.webhook.setHabits(style);
    await say('Đăng ký');
    expect(pair.bot.arrivals[0]?.body).toMatch(form);
    expect(texts()).toEqual(['Đăng ký']);
  });

  test('comes twice, or after the next one, when so told', async () => {
    pair.standIn.webhook.setHabits({ duplicate: true });
    await say('a');
    expect(texts()).toEqual(['a', 'a']);
    const [first, second] = pair.bot.arrivals;
    expect(first?.event?.dedupeKey).toBe(second?.event?.dedupeKey);
    pair.standIn.webhook.setHabits({ duplicate: false, reorder: true });
    await say('b');
    await say('c');
    await pair.standIn.webhook.idle();
    expect(texts()).toEqual(['a', 'a', 'c', 'b']);
  });

  test('goes out only for events that are switched on', async () => {
    pair.standIn.webhook.register(pair.bot.url, ['follow']);
    await say('a');
    await pair.standIn.act(pair.binh, { kind: 'follow' });
    expect(pair.bot.names()).toEqual(['follow']);
  });

  test('with the syntax filter on goes out only for texts that begin with #', async () => {
    pair.standIn.webhook.setHabits({ onlyHashTexts: true });
    await say('a');
    await say('#bot:menu');
    expect(texts()).toEqual(['#bot:menu']);
  });
});

describe('mischief', () => {
  test('an unsigned probe, a forged event and a replay arrive as such', async () => {
    await say('a');
    expect(await pair.standIn.webhook.probe()).toBe(401);
    expect(await pair.standIn.webhook.forge(fromPersonForTests(pair))).toBe(401);
    expect(await pair.standIn.webhook.replay()).toBe(200);
    expect(pair.bot.arrivals.map((arrival) => arrival.refused)).toEqual([null, 'unsigned', 'mismatch', null]);
    expect(pair.bot.arrivals[3]?.body).toBe(pair.bot.arrivals[0]?.body);
  });
});

describe('a failed delivery', () => {
  test('is repeated after 30 s, 5, 15, 30 minutes and 1 h with num_retry, then the webhook goes off', async () => {
    pair.bot.answers = [500, 503, 404, 500, 500, 500];
    await say('a');
    for (const wait of [MINUTE / 2, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR]) {
      const before = pair.bot.arrivals.length;
      await pair.standIn.clock.advance(wait - 1);
      expect(pair.bot.arrivals).toHaveLength(before);
      await pair.standIn.clock.advance(1);
      expect(pair.bot.arrivals).toHaveLength(before + 1);
    }
    const retries = pair.bot.arrivals.map((arrival) => arrival.headers.num_retry);
    expect(retries).toEqual([undefined, '1', '2', '3', '4', '5']);
    expect(new Set(pair.bot.arrivals.map((arrival) => arrival.body)).size).toBe(1);
    expect(pair.standIn.webhook.state()).toMatchObject({ active: false, waitingForRetry: 0 });
    await say('b');
    expect(pair.bot.arrivals).toHaveLength(6);
    pair.standIn.webhook.register(pair.bot.url);
    await say('c');
    expect(pair.bot.arrivals).toHaveLength(7);
  });

  test('succeeds at a later attempt and then stays quiet', async () => {
    pair.bot.answers = [500];
    await say('a');
    await pair.standIn.clock.advance(3 * HOUR);
    expect(texts()).toEqual(['a', 'a']);
    expect(pair.standIn.webhook.state()).toMatchObject({ active: true, waitingForRetry: 0 });
  });

  test('is also one that is not answered in time', async () => {
    await pair.close();
    pair = await startPairWithBot({ webhookTimeoutMs: 2_000 });
    pair.bot.answers = [0];
    await say('a');
    expect(pair.standIn.webhook.deliveries()).toMatchObject([{ attempt: 0, status: null }]);
    await pair.standIn.clock.advance(MINUTE);
    expect(pair.standIn.webhook.deliveries()).toMatchObject([{ attempt: 0 }, { attempt: 1, status: 200 }]);
  });

  test('is repeated only without a connection when so switched', async () => {
    pair.standIn.setSwitches({ retryWebhookOn: 'no_connection' });
    pair.bot.answers = [500];
    await say('a');
    expect(pair.standIn.webhook.state().waitingForRetry).toBe(0);
    await pair.bot.close();
    await say('b');
    expect(pair.standIn.webhook.state().waitingForRetry).toBe(1);
  });
});

describe('a message of the OA', () => {
  const send = () => pair.client.messages.send(pair.an, { kind: 'text', text: 'đáp' });

  test('is echoed, then received, then seen', async () => {
    pair.standIn.setSwitches({ seenAfterMs: 5000 });
    const { messageId } = await send();
    await pair.standIn.webhook.idle();
    expect(pair.bot.names()).toEqual(['oa_send_text', 'user_received_message']);
    await pair.standIn.clock.advance(5000);
    expect(pair.bot.arrivals.map((arrival) => arrival.event)).toMatchObject([
      { kind: 'oa_message', userId: pair.an, messageId, adminId: null },
      { kind: 'received', userId: pair.an, messageId },
      { kind: 'seen', userId: pair.an, messageIds: [messageId] },
    ]);
  });

  test('is seen when the person looks, once, from either side', async () => {
    const { messageId } = await send();
    await send();
    await pair.standIn.webhook.idle();
    expect(pair.standIn.person(pair.an).unseen).toBe(2);
    pair.standIn.setSwitches({ seenSentBy: 'user' });
    await pair.standIn.act(pair.an, { kind: 'see' });
    await pair.standIn.act(pair.an, { kind: 'see' });
    const seen = pair.bot.arrivals.filter(({ event }) => event?.kind === 'seen');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.event).toMatchObject({ userId: pair.an, messageIds: [messageId, expect.any(String)] });
    expect(pair.standIn.person(pair.an).unseen).toBe(0);
  });

  test('may be echoed and received before the HTTP reply', async () => {
    pair.standIn.setSwitches({ receipts: 'before_reply' });
    const arrivedBefore = await send().then(() => pair.bot.names());
    expect(arrivedBefore).toEqual(['oa_send_text', 'user_received_message']);
    pair.standIn.setSwitches({ receipts: 'mixed' });
    const before: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      await pair.standIn.webhook.idle();
      const count = pair.bot.arrivals.length;
      await send();
      before.push(pair.bot.arrivals.length - count);
    }
    expect(before.filter((count) => count === 2).length).toBeGreaterThanOrEqual(2);
  });

  test('that Zalo took although the reply was lost still comes back as an echo', async () => {
    pair.standIn.faults.order({ path: '/v3.0/oa/message/cs', effect: { kind: 'drop', when: 'after' } });
    await expect(send()).rejects.toMatchObject({ outcome: 'unknown' });
    await pair.standIn.webhook.idle();
    expect(pair.bot.names()).toContain('oa_send_text');
  });
});
