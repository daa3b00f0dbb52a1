import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashPhone, type ZnsMessage } from '../../../src/channel/zalo/sdk/mod.ts';
import { DAY, errorOf, HOUR, type PairWithBot, startPairWithBot } from './pair.ts';

const PHONE = '0987654321';
let pair: PairWithBot;
beforeEach(async () => {
  pair = await startPairWithBot({
    zns: { dailyQuota: 2, adminPhones: ['84987654321'] },
    templates: [
      {
        id: 't1',
        name: 'Nhắc lịch tập huấn',
        params: [
          { name: 'customer_name', minLength: 2, maxLength: 30 },
          { name: 'note', required: false },
        ],
        pricePhoneVnd: 200,
        priceUserVnd: 160,
      },
      { id: 'off', name: 'Đã tắt', enabled: false, params: [] },
    ],
  });
});
afterEach(() => pair.close());

const message = (more: Partial<ZnsMessage> = {}) =>
  ({
    ...{ phone: PHONE, templateId: 't1', data: { customer_name: 'An' }, trackingId: 'order-1956' },
    ...more,
  }) as ZnsMessage;
const send = (more: Partial<ZnsMessage> = {}) => pair.client.zns.send(message(more));

describe('a ZNS', () => {
  test('arrives on the phone, counts, and is reported delivered by webhook with its tracking id', async () => {
    const sent = await send();
    expect(sent).toMatchObject({ sendingMode: '1', quota: { daily: 2, remaining: 1 } });
    expect(pair.standIn.chat(pair.an)).toMatchObject([{ via: 'zns', cost: { priceVnd: 200 } }]);
    expect((await pair.client.zns.status(sent.messageId)).state).toBe('pushed');
    await pair.standIn.clock.advance(1000);
    expect(pair.bot.arrivals[0]?.headers['x-zevent-server']).toBe('ZNS');
    expect(pair.bot.arrivals[0]?.event).toMatchObject({
      kind: 'zns_delivered',
      messageId: sent.messageId,
      trackingId: 'order-1956',
      recipient: '84987654321',
    });
    expect(await pair.client.zns.status(sent.messageId)).toMatchObject({
      state: 'delivered',
      deliveredAt: pair.standIn.clock.now(),
    });
    expect((await pair.client.zns.status('none')).state).toBe('not_found');
  });

  test('goes to a hashed phone too', async () => {
    const { phone: _, ...rest } = message() as ZnsMessage & { phone: string };
    await pair.client.zns.send({ ...rest, hashedPhone: hashPhone(PHONE) });
    expect(pair.standIn.chat(pair.an)).toHaveLength(1);
  });

  test.each([
    ['an unknown template', { templateId: 'none' }, -109],
    ['a template that is off', { templateId: 'off', data: {} }, -131],
    ['no data', { data: {} }, -111],
    ['a missing parameter', { data: { note: 'a' } }, -1122],
    ['a parameter too long', { data: { customer_name: 'x'.repeat(31) } }, -1121],
    ['a parameter too short', { data: { customer_name: 'x' } }, -1124],
    ['a number nobody has', { phone: '0900000000' }, -118],
    ['mode 3 for a transaction template', { sendingMode: '3' }, -162],
    ['a test to somebody who is no administrator', { phone: '0912345678', development: true }, -127],
  ] as const)('with %s is refused', async (_, more, code) => {
    expect(await errorOf(send(more))).toMatchObject({ code });
  });

  test('with a bad phone, a number as value, no tracking id or a broken body is refused', async () => {
    const post = async (body: string) => {
      const headers = { access_token: pair.standIn.tokens.grant().accessToken };
      const response = await fetch(`${pair.standIn.url}/message/template`, { method: 'POST', headers, body });
      return ((await response.json()) as { error: number }).error;
    };
    const good = {
      phone: '84987654321',
      template_id: 't1',
      template_data: { customer_name: 'An' },
      tracking_id: 'a',
    };
    expect(await post(JSON.stringify({ ...good, phone: '0987654321' }))).toBe(-108);
    expect(await post(JSON.stringify({ ...good, template_data: { customer_name: 5 } }))).toBe(-1124);
    expect(await post(JSON.stringify({ ...good, tracking_id: undefined }))).toBe(-132);
    expect(await post('{"phone"')).toBe(-122);
    expect(await post('')).toBe(-121);
  });

  test('in test mode goes to administrators', async () => {
    expect(await errorOf(send({ development: true }))).toBeNull();
  });

  test('beyond the daily quota waits for the next day', async () => {
    await send();
    await send();
    expect(await pair.client.zns.quota()).toMatchObject({ daily: 2, remaining: 0 });
    await expect(send()).rejects.toMatchObject({ code: -144, fault: { class: 'quota', until: 'next_day' } });
    await pair.standIn.clock.advance(DAY);
    expect(await errorOf(send())).toBeNull();
  });

  test('at night is refused when so switched', async () => {
    await pair.standIn.clock.advance(12 * HOUR);
    expect(await errorOf(send())).toBeNull();
    pair.standIn.setSwitches({ znsNight: true });
    await expect(send()).rejects.toMatchObject({ code: -133, fault: { class: 'defer' } });
    await pair.standIn.clock.advance(8 * HOUR);
    expect(await errorOf(send())).toBeNull();
  });

  test('has a template that tells parameters and prices', async () => {
    expect(await pair.client.zns.template('t1')).toMatchObject({
      status: 'ENABLE',
      tag: 'TRANSACTION',
      pricePhoneVnd: 200,
      priceUserVnd: 160,
      params: [
        { name: 'customer_name', required: true, minLength: 2, maxLength: 30 },
        { name: 'note', required: false, maxLength: null },
      ],
    });
    expect((await pair.client.zns.template('off')).pricePhoneVnd).toBeNull();
  });
});
