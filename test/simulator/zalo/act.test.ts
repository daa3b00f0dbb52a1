import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PairWithBot, startPairWithBot } from './pair.ts';

let pair: PairWithBot;
beforeEach(async () => {
  pair = await startPairWithBot();
});
afterEach(() => pair.close());

const say = (text: string) => pair.standIn.act(pair.an, { kind: 'text', text });

describe('what people do', () => {
  const last = () => pair.bot.arrivals.at(-1)?.event;
  beforeEach(() => pair.standIn.setSwitches({ receipts: 'none' }));

  test('follow and unfollow', async () => {
    await pair.standIn.act(pair.binh, { kind: 'follow' });
    expect(last()).toMatchObject({ kind: 'follow', userId: pair.binh, source: 'oa_profile' });
    expect(pair.standIn.person(pair.binh)).toMatchObject({ follower: true, window: { state: 'free' } });
    await pair.standIn.act(pair.binh, { kind: 'unfollow' });
    expect(last()).toMatchObject({ kind: 'unfollow', userId: pair.binh });
  });

  test('send a picture that can be fetched', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2]);
    await pair.standIn.act(pair.an, { kind: 'image', bytes, mime: 'image/jpeg', caption: 'mật ong' });
    const event = last();
    const [attachment] = event?.kind === 'message' ? event.attachments : [];
    expect(event).toMatchObject({ name: 'user_send_image', text: 'mật ong' });
    if (attachment?.type !== 'image') throw new Error('no image');
    const fetched = await fetch(attachment.url ?? '');
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
  });

  test('send a file, a sound, a sticker, a place', async () => {
    const bytes = Buffer.from('x');
    await pair.standIn.act(pair.an, { kind: 'file', bytes, mime: 'application/pdf', name: 'đơn.pdf' });
    expect(last()).toMatchObject({
      attachments: [{ type: 'file', name: 'đơn.pdf', size: 1, fileType: 'pdf' }],
    });
    await pair.standIn.act(pair.an, { kind: 'audio', bytes, mime: 'audio/amr' });
    expect(last()).toMatchObject({
      attachments: [{ type: 'audio', url: expect.stringContaining('/_media/') }],
    });
    await pair.standIn.act(pair.an, { kind: 'sticker' });
    expect(last()).toMatchObject({ attachments: [{ type: 'sticker' }] });
    const place = { latitude: 16.46, longitude: 107.6, address: 'Huế' };
    await pair.standIn.act(pair.an, { kind: 'location', ...place });
    expect(last()).toMatchObject({
      text: 'Huế',
      attachments: [{ type: 'location', latitude: 16.46, longitude: 107.6 }],
    });
  });

  test('submit their info, which the profile then shows', async () => {
    const info = { name: 'An (bịa)', phone: '84987654321', city: 'Huế', ward: 'Phú Bài', address: 'thôn 1' };
    await pair.standIn.act(pair.an, { kind: 'submit_info', info });
    expect(last()).toMatchObject({ kind: 'info_submitted', userId: pair.an, info });
    expect((await pair.client.users.detail(pair.an)).shared).toMatchObject({
      phone: '84987654321',
      city: 'Huế',
    });
  });

  test('tap buttons: a query comes back as a text with the payload, a hidden one does not show', async () => {
    const { messageId } = await pair.client.messages.send(pair.an, {
      kind: 'buttons',
      text: 'Chọn',
      buttons: [
        { title: 'Hiện', type: 'oa.query.show', payload: '#bot:a' },
        { title: 'Ẩn', type: 'oa.query.hide', payload: '#bot:b' },
        { title: 'Mở', type: 'oa.open.url', payload: { url: 'https://a.vn' } },
        { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '84919018791' } },
      ],
    });
    const tap = (button: number) => pair.standIn.act(pair.an, { kind: 'tap', messageId, button });
    await tap(0);
    expect(last()).toMatchObject({ name: 'user_send_text', text: '#bot:a' });
    await tap(1);
    expect(last()).toMatchObject({ name: 'user_send_text', text: '#bot:b' });
    expect(pair.standIn.chat(pair.an).map((message) => message.content.text)).toEqual(['Chọn', '#bot:a']);
    expect([(await tap(2)).opens, (await tap(3)).opens]).toEqual(['https://a.vn', '84919018791']);
    await expect(tap(9)).rejects.toThrow(/no button 9/);
  });

  test('open the chat (once ever), react, withdraw', async () => {
    await pair.standIn.act(pair.binh, { kind: 'open_chat' });
    await pair.standIn.act(pair.binh, { kind: 'open_chat' });
    expect(pair.bot.names()).toEqual(['user_click_chatnow']);
    const { messageId } = await pair.client.messages.send(pair.an, { kind: 'text', text: 'a' });
    await pair.standIn.act(pair.an, { kind: 'react', messageId, icon: '/-heart' });
    expect(last()).toMatchObject({ kind: 'reaction', by: 'user', messageId, icon: '/-heart' });
    await pair.standIn.act(pair.an, { kind: 'withdraw' });
    expect(last()).toMatchObject({ kind: 'withdrawn', userId: pair.an });
  });

  test('are told to whoever watches', async () => {
    const told: string[] = [];
    const stop = pair.standIn.watch((event) => told.push(event.kind));
    await say('a');
    expect(told).toEqual(['changed', 'message', 'delivery']);
    stop();
    await say('b');
    expect(told).toHaveLength(3);
  });
});
