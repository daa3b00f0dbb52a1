/** What Telegram may answer instead of taking a message: wait, blocked, somebody else polls. On the whole service. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { patience } from '../support/patience.ts';
import { codeInText, type House, openHouse, testMs } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, testMs);
afterAll(() => house.close(), testMs);

interface Pause {
  readonly until: number;
}
/** Found also when it is over by the time we look. */
const pauseAfter = (from: number) => async () =>
  (
    await house.rows<Pause>(
      `SELECT * FROM (SELECT (extract(epoch FROM paused_until) * 1000)::float8 AS until FROM channel_state
        WHERE channel = 'telegram') AS pause WHERE until > $1`,
      [from],
    )
  )[0];

/** When each message of the bot arrived, by the clock of this machine. */
function arrivals(): { readonly at: number; readonly chat: number }[] {
  const list: { at: number; chat: number }[] = [];
  house.standIn.watch((event) => {
    if (event.type === 'message' && event.kept.message.from.is_bot)
      list.push({ at: Date.now(), chat: event.chat });
  });
  return list;
}

const refuse = (times: number, seconds: number) =>
  house.standIn.faults.order({
    method: 'sendMessage',
    times,
    effect: {
      kind: 'error',
      code: 429,
      description: `Too Many Requests: retry after ${seconds}`,
      retryAfter: seconds,
    },
  });

it(
  'told to wait, the whole channel waits as long as it was told, and the attempt does not count',
  async () => {
    const [one, other] = [house.person(801), house.person(802)];
    await Promise.all([one.walk(0, 6), other.walk(0, 6)]);
    const arrived = arrivals();
    const from = Date.now();
    refuse(1, 3);
    one.say('đăng ký ý tưởng');
    const { until } = await vi.waitUntil(pauseAfter(from), patience);
    other.say('đăng ký ý tưởng');
    await vi.waitUntil(() => new Set(arrived.map(({ chat }) => chat)).size === 2, patience);
    for (const { at } of arrived) expect(at).toBeGreaterThanOrEqual(until);
    await Promise.all([one.walk(7), other.walk(7)]);
    await one.hears(codeInText);
    await other.hears(codeInText);
    await expect
      .poll(() => house.rows('SELECT DISTINCT state, attempts FROM parcel'), patience)
      .toEqual([{ state: 'handed', attempts: 1 }]);
  },
  testMs,
);

it(
  'the wait outlives a restart: nobody is written to before it is over, whoever writes to us',
  async () => {
    const [one, other] = [house.person(803), house.person(804)];
    await Promise.all([one.walk(0, 2), other.walk(0, 2)]);
    const arrived = arrivals();
    const from = Date.now();
    refuse(1, 12);
    one.say('đồng ý');
    const { until } = await vi.waitUntil(pauseAfter(from), patience);
    await house.restart();
    const before = Date.now();
    other.say('đồng ý');
    await vi.waitUntil(() => new Set(arrived.map(({ chat }) => chat)).size === 2, patience);
    // On a machine too slow to restart within the wait this says nothing; elsewhere it says all.
    if (before < until) for (const { at } of arrived) expect(at).toBeGreaterThanOrEqual(until);
  },
  testMs,
);

it(
  'who blocked the bot is marked, not tried again, and reached again after coming back',
  async () => {
    const one = house.person(805);
    const who = { id: 805, name: 'Người Thử (hư cấu)' };
    await one.walk(0, 6);
    const state = () => house.rows('SELECT state FROM address WHERE external_id = $1', ['805']);
    house.standIn.faults.order({
      method: 'sendMessage',
      times: 1,
      effect: { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' },
    });
    one.say('menu');
    await expect.poll(state, patience).toEqual([{ state: 'blocked' }]);
    await expect
      .poll(
        () => house.rows("SELECT state, reason FROM parcel WHERE address = '805' AND state <> 'handed'"),
        patience,
      )
      .toEqual([{ state: 'failed', reason: 'blocked' }]);
    house.standIn.act(who, { kind: 'block' });
    house.standIn.act(who, { kind: 'unblock' });
    await expect.poll(state, patience).toEqual([{ state: 'ok' }]);
    expect(await one.ask('menu')).not.toBe('');
  },
  testMs,
);

it(
  'somebody else who polls with the same token costs time, not messages',
  async () => {
    const [one, logged] = [house.person(806), house.log().length];
    await one.walk(0, 2);
    house.standIn.faults.order({
      method: 'getUpdates',
      times: 3,
      effect: {
        kind: 'error',
        code: 409,
        description: 'Conflict: terminated by other getUpdates request',
      },
    });
    await one.walk(2, 6);
    expect(house.log().slice(logged)).not.toContain('"level":"error"');
  },
  testMs,
);
