import { describe, expect, test } from 'vitest';
import { EVENT_TABLE } from '../../../../src/channel/zalo/sdk/event-table.ts';
import { readWebhook, signWebhook, type ZaloEvent } from '../../../../src/channel/zalo/sdk/mod.ts';
import { EVENT_SAMPLES, USER_ID } from './event-samples.ts';
import { APP_ID, OA_ID, OA_SECRET, VECTORS } from './vectors.ts';

function read(body: object | string, oaId: string | null = OA_ID): ZaloEvent {
  const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const account = { appId: APP_ID, oaSecrets: [OA_SECRET], ...(oaId === null ? {} : { oaId }) };
  const reading = readWebhook({ rawBody, signature: signWebhook(rawBody, APP_ID, OA_SECRET) }, account);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.event;
}
const base = { app_id: APP_ID, timestamp: '1717061839659' };
const fromUser = { ...base, sender: { id: USER_ID }, recipient: { id: OA_ID } };
const withAttachment = (type: string, payload: object, text?: string) =>
  read({
    ...fromUser,
    event_name: `user_send_${type}`,
    message: { msg_id: 'm1', ...(text ? { text } : {}), attachments: [{ type, payload }] },
  });

describe('every documented event', () => {
  test.each(EVENT_SAMPLES)('$name becomes $kind', ({ name, kind, body }) => {
    const event = read(body);
    expect(event).toMatchObject({ name, kind, at: 1_717_061_839_659, numericIds: [] });
  });

  test('has a sample, so that none is forgotten', () => {
    const names = new Set(EVENT_SAMPLES.map((sample) => sample.name));
    expect([...EVENT_TABLE.keys()].filter((name) => !names.has(name))).toEqual([]);
    expect(EVENT_TABLE.size).toBeGreaterThanOrEqual(50);
  });

  test.each(EVENT_SAMPLES.filter(({ body }) => 'sender' in body))('$name knows its OA', ({ body }) => {
    expect(read(body).oaId).toBe(OA_ID);
    expect(read(body, null).oaId).toBe(OA_ID);
  });
});

describe('what is not understood', () => {
  test.each(['user_click_button', '__proto__', 'constructor', ''])('the name "%s" is unknown', (name) => {
    expect(read({ ...fromUser, event_name: name })).toMatchObject({ kind: 'unknown', because: 'name', name });
  });

  test('a known event without its ids is unknown by shape, not an exception', () => {
    expect(read({ ...base, event_name: 'follow', follower: 'x' })).toMatchObject({
      kind: 'unknown',
      because: 'shape',
    });
    expect(read({ ...fromUser, event_name: 'user_send_text', message: null }).kind).toBe('unknown');
  });

  test('a missing event name is unknown', () => {
    expect(read(base)).toMatchObject({ kind: 'unknown', name: '' });
  });
});

describe('ids', () => {
  test('that come as numbers are flagged with their path and keep their digits', () => {
    const event = read(
      `{"app_id":"${APP_ID}","timestamp":"1","event_name":"user_send_text","sender":{"id":${USER_ID}},"recipient":{"id":"${OA_ID}"},"message":{"msg_id":77,"text":"a"}}`,
    );
    expect(event).toMatchObject({ kind: 'message', userId: USER_ID, messageId: '77' });
    expect(event.numericIds).toEqual(['sender.id', 'message.msg_id']);
  });

  test('that come as strings are not flagged', () => {
    expect(read(VECTORS.V1.body).numericIds).toEqual([]);
  });
});

describe('the direction of user_seen_message', () => {
  const seen = { ...base, event_name: 'user_seen_message', message: { msg_ids: ['m1'] } };
  test('is settled by our OA id, whichever side it stands on', () => {
    const one = read({ ...seen, sender: { id: OA_ID }, recipient: { id: USER_ID } });
    const other = read({ ...seen, sender: { id: USER_ID }, recipient: { id: OA_ID } });
    expect([one, other]).toMatchObject([
      { userId: USER_ID, oaId: OA_ID },
      { userId: USER_ID, oaId: OA_ID },
    ]);
  });
});

describe('attachments', () => {
  const first = (event: ZaloEvent) => ('attachments' in event ? event.attachments[0] : null);

  test('a location has numbers, its address is the text', () => {
    const payload = { coordinates: { latitude: '10.79', longitude: '106.78' } };
    const event = withAttachment('location', payload, '12 Nguyễn Huệ, Q1');
    expect(event).toMatchObject({ text: '12 Nguyễn Huệ, Q1' });
    expect(first(event)).toEqual({ type: 'location', latitude: 10.79, longitude: 106.78 });
  });

  test('a location off the globe is kept as other', () => {
    const payload = { coordinates: { latitude: '910.79', longitude: '106.78' } };
    expect(first(withAttachment('location', payload))).toMatchObject({ type: 'other', wireType: 'location' });
  });

  test.each([
    ['image', { thumbnail: 't', url: 'u' }, { type: 'image', url: 'u', thumbnail: 't' }],
    ['audio', { url: 'u' }, { type: 'audio', url: 'u' }],
    ['sticker', { url: 'u', id: 's1' }, { type: 'sticker', url: 'u', id: 's1' }],
    [
      'video',
      { url: 'u', thumbnail: 't', description: 'd' },
      { type: 'video', url: 'u', thumbnail: 't', description: 'd' },
    ],
    [
      'file',
      { size: '12', name: 'a.pdf', checksum: 'c', type: 'pdf', url: 'u' },
      { type: 'file', url: 'u', name: 'a.pdf', size: 12, checksum: 'c', fileType: 'pdf' },
    ],
    [
      'link',
      { thumbnail: 't', description: 'd', url: 'u' },
      { type: 'link', url: 'u', thumbnail: 't', description: 'd' },
    ],
    [
      'link',
      { description: '{"phone":"84987654321","qrCodeUrl":"q"}' },
      { type: 'business_card', phone: '84987654321', qrCodeUrl: 'q' },
    ],
    ['hologram', { a: 1 }, { type: 'other', wireType: 'hologram', payload: { a: 1 } }],
  ])('%s is read', (type, payload, expected) => {
    const body = {
      ...fromUser,
      event_name: 'user_send_file',
      message: { msg_id: 'm1', attachments: [{ type, payload }] },
    };
    expect(first(read(body))).toEqual(expected);
  });
});

describe('submitted info', () => {
  test('is read in the newer and in the older form, a numeric phone as text', () => {
    const newer = {
      name: 'An',
      phone: '84987654321',
      user_dob: '31/12/1999',
      full_address: { user_city: 'Huế', user_ward: 'Phú Bài', user_address: 'thôn 1' },
    };
    const older = { name: 'An', phone: 84987654321, city: 'Huế', district: 'Hương Thuỷ', ward: 'Phú Bài' };
    expect(read({ ...fromUser, event_name: 'user_submit_info', info: newer })).toMatchObject({
      info: { phone: '84987654321', birthday: '31/12/1999', city: 'Huế', ward: 'Phú Bài', address: 'thôn 1' },
    });
    expect(read({ ...fromUser, event_name: 'user_submit_info', info: older })).toMatchObject({
      info: { phone: '84987654321', city: 'Huế', district: 'Hương Thuỷ', ward: 'Phú Bài', address: null },
    });
  });
});

describe('the key against duplicates', () => {
  test('is the message id with the event name', () => {
    expect(read(VECTORS.V1.body).dedupeKey).toBe('user_send_text:96d3cdf3af150460909');
  });

  test('is the hash of the body where no message id names the event', () => {
    expect(read(VECTORS.V3.body).dedupeKey).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('differs for two reactions to one message', () => {
    const react = (icon: string) =>
      read({ ...fromUser, event_name: 'user_reacted_message', message: { msg_id: 'm1', react_icon: icon } });
    expect(react('/-heart').dedupeKey).not.toBe(react('/-strong').dedupeKey);
  });
});
