/** What comes in from Zalo: every kind of event, and everything that is none of ours. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { payloadOf } from '../../../src/channel/zalo/button.ts';
import { isAllowed } from '../../../src/channel/zalo/fetch-file.ts';
import { traceOf } from '../../../src/channel/zalo/trace.ts';
import type { Received } from '../../../src/ports/receipt.ts';
import { createPair, type Pair } from './harness.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await createPair({}, { isKnown: (payload) => payload.startsWith('help') });
});
afterAll(() => pair.close());

const user = '246845883529197922';
const at = 1_717_061_839_659;

/** Signs an event as Zalo does and receives it. */
function receive(event: object, sign = true): Received {
  const { app, webhook } = pair.zalo;
  const { body, headers } = webhook.write({ app_id: app.id, timestamp: String(at), ...event });
  return pair.channel.receive(sign ? new Headers(headers) : new Headers(), Buffer.from(body));
}

const fromUser = (event_name: string, message: object, rest: object = {}) => ({
  event_name,
  ...{ sender: { id: user }, recipient: { id: pair.zalo.oa.id }, message: { msg_id: 'm1', ...message } },
  ...rest,
});
const fromOa = (event_name: string, message: object, sender: object = {}) => ({
  event_name,
  ...{ sender: { id: pair.zalo.oa.id, ...sender }, recipient: { id: user }, message },
});
const attached = (type: string, payload: object, text?: string) =>
  fromUser(`user_send_${type}`, {
    attachments: [{ type, payload }],
    ...(text === undefined ? {} : { text }),
  });
const inputs = (event: object) => receive(event).inbounds.map(({ input }) => input);
const url = 'https://f1.zdn.vn/a';

describe('a message', () => {
  it('comes from the person, with the id of its delivery and the time Zalo gives', () => {
    expect(receive(fromUser('user_send_text', { text: 'mật ong' }))).toEqual({
      inbounds: [
        {
          ...{ channel: 'zalo', externalId: 'user_send_text:m1', address: user, sentAt: at },
          input: { kind: 'text', text: 'mật ong' },
        },
      ],
      receipts: [],
    });
  });

  it.each([
    [
      'image',
      { url, thumbnail: url },
      'Chè',
      { kind: 'photo', file: { ref: url, mime: 'image/jpeg' }, caption: 'Chè' },
    ],
    ['gif', { url }, undefined, { kind: 'unsupported', what: 'gif' }],
    [
      'file',
      { url, size: '12', name: 'a.pdf' },
      undefined,
      { kind: 'document', file: { ref: url, size: 12, name: 'a.pdf' } },
    ],
    ['audio', { url }, undefined, { kind: 'voice', file: { ref: url, mime: 'audio/amr' } }],
    ['video', { url }, undefined, { kind: 'unsupported', what: 'video' }],
    ['sticker', { id: '1', url }, undefined, { kind: 'sticker' }],
    [
      'location',
      { coordinates: { latitude: '21.5', longitude: '105.8' } },
      'Tân Cương',
      { kind: 'location', latitude: 21.5, longitude: 105.8 },
    ],
    ['link', { url: 'https://a.vn', description: 'x' }, 'xem', { kind: 'text', text: 'xem\nhttps://a.vn' }],
    [
      'link',
      { url, description: '{"phone":"84900000017","qrCodeUrl":""}' },
      undefined,
      { kind: 'phone', phone: '84900000017', own: false },
    ],
    ['poll', {}, undefined, { kind: 'unsupported', what: 'poll' }],
    ['image', {}, undefined, { kind: 'unsupported', what: 'image' }],
  ])('with %s %o is understood', (type, payload, text, input) => {
    const event = attached(type, payload, text);
    const known = ['image', 'gif', 'file', 'audio', 'video', 'sticker', 'location', 'link'].includes(type);
    expect(inputs(known ? event : { ...event, event_name: 'user_send_file' })).toEqual([input]);
  });

  it('with several pictures is several messages, each with an id of its own', () => {
    const attachments = [1, 2].map((n) => ({ type: 'image', payload: { url: `${url}${n}` } }));
    const { inbounds } = receive(fromUser('user_send_image', { attachments, text: 'Chè' }));
    expect(inbounds.map(({ externalId }) => externalId)).toEqual([
      'user_send_image:m1',
      'user_send_image:m1#1',
    ]);
    expect(inbounds.map(({ input }) => 'caption' in input)).toEqual([true, false]);
  });

  it('without words or attachment is asked about, not dropped', () => {
    expect(inputs(fromUser('user_send_text', {}))).toEqual([{ kind: 'unsupported', what: 'message' }]);
  });
});

describe('a typed payload', () => {
  it.each([
    ['#ocop:help', 'help'],
    ['#ocop:help:open:YT-0001/PĐK-19-05512-2026', 'help:open:YT-0001/PĐK-19-05512-2026'],
    ['#ocop:other:open:1', null],
    ['#ocop:Help', null],
    ['#ocop:help:a\nb:c', null],
    [`#ocop:help:a:${'x'.repeat(60)}`, null],
    ['#ocop:', null],
    ['ocop:help', null],
    ['#đăng ký', null],
  ])('%j names a place of ours only when it is written as one', (text, payload) => {
    expect(payloadOf(text, (one) => one.startsWith('help'))).toBe(payload);
    expect(inputs(fromUser('user_send_text', { text }))).toEqual([
      payload === null ? { kind: 'text', text } : { kind: 'button', payload },
    ]);
  });
});

describe('what people do', () => {
  const about = (event_name: string) => ({ event_name, oa_id: pair.zalo.oa.id, user_id: user });
  const follower = (event_name: string) => ({ event_name, oa_id: pair.zalo.oa.id, follower: { id: user } });

  it('beside writing is understood too', () => {
    expect(inputs(follower('follow'))).toEqual([{ kind: 'start' }]);
    expect(inputs(follower('unfollow'))).toEqual([{ kind: 'left' }]);
    expect(inputs(about('user_click_chatnow'))).toEqual([{ kind: 'start' }]);
    expect(inputs(about('user_withdraw'))).toEqual([{ kind: 'withdrawn' }]);
  });

  it('on the card gives the number they typed, which nobody vouches for, else the address', () => {
    const submitted = (info: object) => ({ ...fromUser('user_submit_info', {}), info });
    expect(inputs(submitted({ phone: 84_900_000_017, name: 'An' }))).toEqual([
      { kind: 'phone', phone: '84900000017', own: false },
    ]);
    const full_address = { user_address: 'Xóm 1', user_ward: 'Tân Cương', user_city: 'Thái Nguyên' };
    expect(inputs(submitted({ full_address }))).toEqual([
      { kind: 'text', text: 'Xóm 1, Tân Cương, Thái Nguyên' },
    ]);
    expect(inputs(submitted({}))).toEqual([]);
  });
});

describe('receipts', () => {
  it('tell which messages arrived and which were seen, whichever side Zalo names as sender', () => {
    const base = { channel: 'zalo', address: user, at };
    expect(receive(fromOa('user_received_message', { msg_id: 'z1' })).receipts).toEqual([
      { kind: 'delivered', externalIds: ['z1'], ...base },
    ]);
    const seen = { kind: 'seen', externalIds: ['z1', 'z2'], ...base };
    expect(receive(fromOa('user_seen_message', { msg_ids: ['z1', 'z2'] })).receipts).toEqual([seen]);
    expect(receive(fromUser('user_seen_message', { msg_ids: ['z1', 'z2'] })).receipts).toEqual([seen]);
  });

  it('of what we sent have its trace; an officer’s own words in Zalo’s tool are not ours', () => {
    const echo = { msg_id: 'z1', text: 'Chào  bà con' };
    expect(receive(fromOa('oa_send_text', echo))).toEqual({
      inbounds: [],
      receipts: [
        { kind: 'echo', channel: 'zalo', address: user, externalId: 'z1', trace: traceOf('Chào bà con'), at },
      ],
    });
    expect(receive(fromOa('oa_send_text', echo, { admin_id: '7' })).receipts).toEqual([]);
  });
});

describe('what is none of ours', () => {
  const nothing = { inbounds: [], receipts: [] };

  it.each(['new_event_of_next_year', '', 'add_user_to_tag', 'change_oa_daily_quota', 'oa_reacted_message'])(
    'event %j gives nothing and no error',
    (event_name) => {
      expect(receive({ event_name, data: {} })).toEqual(nothing);
    },
  );

  it('of another account of the same app gives nothing', () => {
    const event = fromUser('user_send_text', { text: 'chào' });
    expect(receive({ ...event, recipient: { id: '111' } })).toEqual(nothing);
  });

  it('and is not signed gives nothing, however genuine it looks', () => {
    expect(receive(fromUser('user_send_text', { text: 'chào' }), false)).toEqual(nothing);
  });
});

describe('forged calls', () => {
  let bad: Pair;
  beforeEach(async () => {
    bad = await createPair({}, { oaSecrets: ['another secret'] });
    return () => bad.close();
  });

  it('are refused, and five in a row sound the alarm: our secret may be wrong', async () => {
    for (let n = 0; n < 7; n += 1) await bad.zalo.act(bad.an, { kind: 'text', text: 'chào' });
    expect(bad.inbounds).toEqual([]);
    expect(bad.zalo.webhook.deliveries().every(({ status }) => status === 401)).toBe(true);
    expect(bad.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('a link to a file', () => {
  it.each([
    ['https://f20.zdn.vn/photo.jpg', true],
    ['https://zdn.vn/photo.jpg', true],
    ['http://127.0.0.1:81/a', true],
    ['http://f20.zdn.vn/photo.jpg', false],
    ['https://evilzdn.vn/photo.jpg', false],
    ['https://zdn.vn.evil.example/a', false],
    ['https://zdn.vn@evil.example/a', false],
    ['https://evil.example@zdn.vn/a', false],
    ['https://zdn.vn:8443/a', false],
    ['http://127.0.0.1:82/a', false],
    ['http://127.0.0.1/a', false],
    ['file:///etc/passwd', false],
    ['not a link', false],
  ])('%s is followed: %s', (link, allowed) => {
    expect(isAllowed(link, ['zdn.vn', '127.0.0.1:81'])).toBe(allowed);
  });

  it('is not followed elsewhere by a redirect', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end(),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    const one = await createPair({}, { mediaHosts: [host] });
    await expect(one.channel.fetchFile({ ref: `http://${host}/a` }, 100)).rejects.toMatchObject({
      fault: { kind: 'rejected' },
    });
    await one.close();
    server.close();
  });
});
