import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CsMessage } from '../../../src/channel/zalo/sdk/mod.ts';
import { DAY, HOUR, type Pair, startPair } from './pair.ts';

const text: CsMessage = { kind: 'text', text: 'Chào bà con' };

let pair: Pair;
beforeEach(async () => {
  pair = await startPair({ quota: { sub: 1, purchase: 1, reward: 0 }, prices: { csAfter48hVnd: 55 } });
});
afterEach(() => pair.close());

const silence = (ms: number) => pair.standIn.act(pair.an, { kind: 'be_silent', ms });

describe('the window', () => {
  const quotaAfter = async (ms: number) => {
    await silence(ms);
    return (await pair.client.messages.send(pair.an, text)).quota?.type;
  };

  test('is free up to 48 hours, then draws package and purchased quota, then is out', async () => {
    expect(await quotaAfter(48 * HOUR)).toBe('reply');
    expect(await quotaAfter(1)).toBe('sub_quota');
    expect(await quotaAfter(0)).toBe('purchase_quota');
    await expect(pair.client.messages.send(pair.an, text)).rejects.toMatchObject({ code: -211 });
    pair.standIn.setSwitches({ outOfQuota: -321 });
    await expect(pair.client.messages.send(pair.an, text)).rejects.toMatchObject({ code: -321 });
  });

  test('is open up to 7 days, then -230, and -232 for somebody who never interacted', async () => {
    expect(await quotaAfter(7 * DAY)).toBe('sub_quota');
    await silence(1);
    await expect(pair.client.messages.send(pair.an, text)).rejects.toMatchObject({
      code: -230,
      fault: { class: 'window' },
    });
    await expect(pair.client.messages.send(pair.binh, text)).rejects.toMatchObject({ code: -232 });
  });

  test('moves with the clock and opens again when the person writes', async () => {
    await pair.standIn.clock.advance(8 * DAY);
    const client = pair.clientWith(pair.standIn.tokens.grant().accessToken);
    await expect(client.messages.send(pair.an, text)).rejects.toMatchObject({ code: -230 });
    await pair.standIn.act(pair.an, { kind: 'text', text: 'chào' });
    expect((await client.messages.send(pair.an, text)).quota?.type).toBe('reply');
  });

  test('allows one welcome message after the chat was opened for the first time', async () => {
    await pair.standIn.act(pair.binh, { kind: 'open_chat' });
    expect((await pair.client.messages.send(pair.binh, text)).quota?.type).toBe('welcome_msg');
    await expect(pair.client.messages.send(pair.binh, text)).rejects.toMatchObject({ code: -232 });
  });

  test('does not depend on following', async () => {
    await pair.standIn.act(pair.an, { kind: 'unfollow' });
    expect((await pair.client.messages.send(pair.an, text)).quota?.type).toBe('reply');
  });

  test('and the price of the next message can be seen; an unset price is unknown', async () => {
    const see = () => pair.standIn.person(pair.an).window;
    expect(see()).toMatchObject({ state: 'free', next: { quotaType: 'reply', priceVnd: 0 } });
    await silence(3 * DAY);
    expect(see()).toMatchObject({ state: 'billed', next: { quotaType: 'sub_quota', priceVnd: 55 } });
    await pair.client.messages.send(pair.an, text);
    expect(pair.standIn.chat(pair.an)[0]?.cost).toEqual({ quotaType: 'sub_quota', priceVnd: 55 });
    await silence(5 * DAY);
    expect(see()).toMatchObject({ state: 'closed', next: null, refusedWith: -230 });
    const other = await startPair();
    await other.standIn.act(other.an, { kind: 'be_silent', ms: 3 * DAY });
    expect(other.standIn.person(other.an).window.next?.priceVnd).toBeNull();
    await other.close();
  });
});

describe('a person who', () => {
  test.each([
    ['blocks', 'block', -244],
    ['goes inactive', 'go_inactive', -227],
  ] as const)('%s gives %s', async (_, kind, code) => {
    await pair.standIn.act(pair.an, { kind });
    await expect(pair.client.messages.send(pair.an, text)).rejects.toMatchObject({
      code,
      fault: { class: 'unreachable' },
    });
    await pair.standIn.act(pair.an, { kind: 'text', text: 'tôi đây' });
    expect((await pair.client.messages.send(pair.an, text)).quota?.type).toBe('reply');
  });
});
