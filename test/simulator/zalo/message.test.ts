import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Button, CsMessage } from '../../../src/channel/zalo/sdk/mod.ts';
import { errorOf, HOUR, type Pair, startPair } from './pair.ts';

const text: CsMessage = { kind: 'text', text: 'Chào bà con' };
const button: Button = { title: 'a', type: 'oa.query.show', payload: '#a' };

let pair: Pair;
beforeEach(async () => {
  pair = await startPair();
});
afterEach(() => pair.close());

/** Past the SDK, which would refuse these before sending. */
async function raw(message: object, userId: unknown = pair.an): Promise<{ error: number; message: string }> {
  const response = await fetch(`${pair.standIn.url}/v3.0/oa/message/cs`, {
    method: 'POST',
    headers: { access_token: pair.standIn.tokens.grant().accessToken },
    body: JSON.stringify({ recipient: { user_id: userId }, message }),
  });
  return (await response.json()) as { error: number; message: string };
}
const template = (payload: object, more = {}) => ({ ...more, attachment: { type: 'template', payload } });

describe('a consultation message', () => {
  test('appears on the phone and is answered as Zalo answers', async () => {
    const sent = await pair.client.messages.send(pair.an, text);
    expect(sent).toMatchObject({
      userId: pair.an,
      sentAt: pair.standIn.clock.now(),
      quota: { type: 'reply' },
      rate: { limit: 4000, remain: 3999 },
    });
    expect(sent.messageId).toMatch(/^[0-9a-f]{20}$/);
    expect(pair.standIn.chat(pair.an)).toMatchObject([
      { id: sent.messageId, from: 'oa', content: { kind: 'text', text: 'Chào bà con' } },
    ]);
  });

  test.each([
    ['quote', { kind: 'text', text: 'a', quoteMessageId: 'm1' }, { kind: 'text', quotedId: 'm1' }],
    [
      'image',
      { kind: 'image', source: { url: 'https://a.vn/a.png' }, caption: 'b' },
      { kind: 'image', text: 'b' },
    ],
    ['gif', { kind: 'gif', source: { url: 'https://a.vn/a.gif' }, width: 1, height: 1 }, { kind: 'gif' }],
    ['sticker', { kind: 'sticker', attachmentId: 's1' }, { kind: 'sticker' }],
    [
      'request_user_info',
      { kind: 'request_user_info', title: 'a', subtitle: 'b', imageUrl: 'https://a.vn/a.png' },
      { kind: 'request_user_info', elements: [{ title: 'a' }] },
    ],
    [
      'buttons',
      { kind: 'buttons', text: 'a', buttons: [button] },
      { kind: 'text', buttons: [{ title: 'a' }] },
    ],
  ] as const)('of kind %s is shown', async (_, message, content) => {
    await pair.client.messages.send(pair.an, message);
    expect(pair.standIn.chat(pair.an)[0]?.content).toMatchObject(content);
  });

  test.each([
    ['no text', {}, -201],
    ['text that is no text', { text: 5 }, -201],
    ['text over 2,000', { text: 'x'.repeat(2001) }, -210],
    ['six buttons', template({ buttons: Array(6).fill(button) }, { text: 'a' }), -201],
    ['buttons without text', template({ buttons: [button] }), -201],
    ['a button of unknown type', template({ buttons: [{ ...button, type: 'x' }] }, { text: 'a' }), -201],
    ['a template of unknown type', template({ template_type: 'hologram' }), -233],
    ['an attachment of unknown type', { attachment: { type: 'x' } }, -233],
    [
      'url and attachment_id together',
      template({
        template_type: 'media',
        elements: [{ media_type: 'image', url: 'https://a.vn', attachment_id: 'a' }],
      }),
      -201,
    ],
    ['two media elements', template({ template_type: 'media', elements: [{}, {}] }), -201],
    [
      'a gif without size',
      template({ template_type: 'media', elements: [{ media_type: 'gif', url: 'https://a.vn' }] }),
      -201,
    ],
    ['two forms', template({ template_type: 'request_user_info', elements: [{}, {}] }), -201],
    [
      'a form without picture',
      template({ template_type: 'request_user_info', elements: [{ title: 'a', subtitle: 'b' }] }),
      -201,
    ],
    ['an unknown file token', { attachment: { type: 'file', payload: { token: 'x' } } }, -201],
  ])('with %s is refused', async (_, message, code) => {
    expect((await raw(message)).error).toBe(code);
    expect(pair.standIn.chat(pair.an)).toEqual([]);
  });

  test('over 2,000 characters gets the other code when so switched', async () => {
    pair.standIn.setSwitches({ longText: -201 });
    expect((await raw({ text: 'x'.repeat(2001) })).error).toBe(-201);
    expect((await raw({ text: '🎉'.repeat(2000) })).error).toBe(0);
  });

  test('to nobody, or to an id cast to a number, is -201', async () => {
    await expect(pair.client.messages.send('246845883529197921', text)).rejects.toMatchObject({ code: -201 });
    const cast = Number(pair.an);
    expect(String(cast)).not.toBe(pair.an);
    expect((await raw({ text: 'a' }, cast)).error).toBe(-201);
  });

  test.each([
    [{ csButtons: false }, { kind: 'buttons', text: 'a', buttons: [button] }],
    [{ csList: false }, { kind: 'list', elements: [{ title: 'a', subtitle: 'b' }] }],
  ] as const)('with a layout the account lacks is refused: %j', async (off, message) => {
    pair.standIn.setSwitches({ csButtons: true, csList: true });
    expect((await pair.client.messages.send(pair.an, message)).messageId).not.toBe('');
    pair.standIn.setSwitches(off);
    await expect(pair.client.messages.send(pair.an, message)).rejects.toMatchObject({ code: -233 });
    pair.standIn.setSwitches({ layoutRefused: -201 });
    await expect(pair.client.messages.send(pair.an, message)).rejects.toMatchObject({ code: -201 });
  });
});

describe('dead endpoints', () => {
  const post = async (path: string, body: object) => {
    const response = await fetch(pair.standIn.url + path, {
      method: 'POST',
      headers: { access_token: pair.standIn.tokens.grant().accessToken },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { error: number }).error;
  };
  test('the v2 message to a user id is -240', async () => {
    const body = { recipient: { user_id: pair.an }, message: { text: 'a' } };
    expect(await post('/v2.0/oa/message', body)).toBe(-240);
  });
  test.each(['transaction', 'promotion'])('v3 %s is -233 unless switched', async (name) => {
    expect(await post(`/v3.0/oa/message/${name}`, {})).toBe(-233);
    pair.standIn.setSwitches({ deadEndpoint: -240 });
    expect(await post(`/v3.0/oa/message/${name}`, {})).toBe(-240);
  });
});

describe('a template by user id', () => {
  beforeEach(async () => {
    await pair.close();
    const params = [{ name: 'name', maxLength: 5 }];
    pair = await startPair({
      templates: [
        { id: 't1', name: 'Nhắc lịch', params, priceUserVnd: 560 },
        { id: 'old', name: 'Cũ', params, byUserId: false },
        { id: 'sale', name: 'Ưu đãi', params, tag: 3 },
      ],
    });
  });
  const send = (templateId: string, name = 'An', userId = pair.binh) =>
    pair.client.templates.send({ userId, templateId, data: { name } });

  test('reaches a person outside every window and knows its price', async () => {
    const sent = await send('t1');
    expect(pair.standIn.chat(pair.binh)).toMatchObject([
      { id: sent.messageId, via: 'template', cost: { priceVnd: 560 }, content: { template: { id: 't1' } } },
    ]);
  });

  test('is refused when it is old, unknown, badly filled, or promotion at night', async () => {
    await expect(send('old')).rejects.toMatchObject({ code: -249 });
    await expect(send('none')).rejects.toMatchObject({ code: -201 });
    await expect(send('t1', 'x'.repeat(6))).rejects.toMatchObject({ code: -201 });
    expect(await errorOf(send('sale'))).toBeNull();
    await pair.standIn.clock.advance(12 * HOUR);
    await expect(send('sale')).rejects.toMatchObject({ code: -234, fault: { class: 'defer' } });
    expect(await errorOf(send('t1'))).toBeNull();
  });
});
