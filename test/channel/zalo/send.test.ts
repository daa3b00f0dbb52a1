/** What the person sees on Zalo, and what becomes of a send that goes wrong. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { traceOf } from '../../../src/channel/zalo/trace.ts';
import { SendError } from '../../../src/core/error.ts';
import type { Bubble } from '../../../src/core/message.ts';
import type { MediaId } from '../../../src/core/model.ts';
import type { FetchedFile } from '../../../src/ports.ts';
import { createPair, type Pair } from './harness.ts';

const path = '/v3.0/oa/message/cs';
const choices = ['Có', 'Không'].map((label, n) => ({ label, payload: `welcome:service:${n}` }));
const back = { label: 'Quay lại', payload: 'welcome:service:@back', nav: true } as const;

let pair: Pair;
beforeEach(async () => {
  pair = await createPair();
});
afterEach(() => pair.close());

const files = new Map<string, FetchedFile>();
const media = { read: async (id: MediaId) => files.get(id) ?? null };
const send = (bubble: Bubble) => pair.channel.send(pair.an, bubble, media);
const shown = () => pair.zalo.chat(pair.an).map(({ content }) => content);
const faultOf = (bubble: Bubble) =>
  send(bubble).then(
    () => null,
    (error: unknown) => (error instanceof SendError ? error.fault : error),
  );
const uploads = () => pair.zalo.calls.list().filter(({ path: at }) => at.includes('/upload/')).length;

describe('choices', () => {
  it('are buttons whose taps come back as our payloads', async () => {
    await send({ text: 'Đồng ý không?', buttons: choices });
    const messageId = pair.zalo.chat(pair.an).at(-1)?.id ?? '';
    const tapped = await pair.say({ kind: 'tap', messageId, button: 1 });
    expect(tapped.input).toEqual({ kind: 'button', payload: 'welcome:service:1' });
  });

  it('become numbered text when Zalo refuses buttons, at once and from then on', async () => {
    pair.zalo.setSwitches({ csButtons: false });
    expect(pair.channel.limits.buttons).toBe(5);
    await send({ text: 'Đồng ý không?', buttons: [...choices, back] });
    expect(shown()).toEqual([{ kind: 'text', text: 'Đồng ý không?\n\n1. Có\n2. Không\n\nQuay lại' }]);
    expect(pair.channel.limits.buttons).toBe(0);
    await send({ text: 'Một lần nữa?', buttons: choices });
    const calls = pair.zalo.calls.list().filter(({ path: at }) => at === path);
    expect(calls).toHaveLength(3);
  });

  it('are not numbered twice when the text does it', async () => {
    pair.zalo.setSwitches({ csButtons: false });
    const text = 'Đồng ý không?\n1. Có – tôi gửi ngay\n2. Không – để sau';
    await send({ text, buttons: choices });
    expect(shown()).toEqual([{ kind: 'text', text }]);
  });

  it.each([-201, -210, -233])('fall back on code %i', async (layoutRefused) => {
    pair.zalo.setSwitches({ csButtons: false, layoutRefused });
    await send({ text: 'Đồng ý không?', buttons: choices });
    expect(pair.channel.limits.buttons).toBe(0);
  });

  it('stay buttons when it was the person that Zalo refused', async () => {
    const nobody = () => pair.channel.send('999', { text: 'A', buttons: choices }, media);
    await expect(nobody()).rejects.toMatchObject({ fault: { kind: 'rejected' } });
    expect(pair.channel.limits.buttons).toBe(5);
  });

  it('with long labels are cut to what Zalo takes', async () => {
    await send({ text: 'Chọn', buttons: [{ label: 'Ấ'.repeat(150), payload: 'help' }] });
    expect(shown()[0]?.buttons?.[0]?.title).toBe(`${'Ấ'.repeat(99)}…`);
  });
});

describe('a question for the phone number', () => {
  const ask: Bubble = { text: 'Số điện thoại?\nVí dụ 0912…', ask: 'phone', askLabel: 'Gửi số' };

  it('comes with Zalo’s card below it', async () => {
    await send(ask);
    expect(shown().map(({ kind }) => kind)).toEqual(['text', 'request_user_info']);
    expect(shown()[1]?.elements?.[0]).toMatchObject({ title: 'Gửi số', subtitle: 'Số điện thoại?' });
  });

  it('comes without the card when Zalo refuses it, and counts as handed', async () => {
    pair.zalo.faults.order({ path, skip: 1, effect: { kind: 'code', code: -233 } });
    const { externalId } = await send(ask);
    expect(pair.zalo.chat(pair.an).map(({ id }) => id)).toEqual([externalId]);
  });
});

describe('photos and documents', () => {
  const photo = 'photo' as MediaId;
  const jpeg = (size: number) => {
    const bytes = new Uint8Array(size);
    bytes.set([0xff, 0xd8, 0xff, 0xe0]);
    return { bytes, mime: 'image/jpeg' };
  };
  beforeEach(() => {
    files.clear();
    files.set(photo, jpeg(1000));
  });

  it('are uploaded once, with the words as caption', async () => {
    await send({ text: 'Ảnh 1', photo });
    await send({ text: 'Ảnh 1', photo });
    expect(shown().map(({ kind, text }) => [kind, text])).toEqual(Array(2).fill(['image', 'Ảnh 1']));
    expect(uploads()).toBe(1);
  });

  it('are uploaded again, once, when Zalo has forgotten them', async () => {
    await send({ text: 'Ảnh 1', photo });
    pair.zalo.faults.order({ path, effect: { kind: 'code', code: -100 } });
    await send({ text: 'Ảnh 2', photo });
    expect(uploads()).toBe(2);
    pair.zalo.faults.order({ path, times: 2, effect: { kind: 'code', code: -100 } });
    expect(await faultOf({ text: 'Ảnh 3', photo })).toEqual({ kind: 'rejected' });
    expect(uploads()).toBe(3);
  });

  it('that Zalo takes not are said to be missing, in words', async () => {
    files.set('large' as MediaId, jpeg(1024 * 1024 + 1));
    await send({ text: 'Ảnh 1', photo: 'large' as MediaId, unshown: '(không gửi được)' });
    files.set('sheet' as MediaId, { bytes: new Uint8Array(10), mime: 'application/vnd.ms-excel' });
    const document = { media: 'sheet' as MediaId, name: 'bang.xlsx' };
    await send({ text: 'Bảng', document, unshown: '(không gửi được)' });
    expect(shown().map(({ text }) => text)).toEqual([
      'Ảnh 1\n(không gửi được)',
      'bang.xlsx\n(không gửi được)',
      'Bảng',
    ]);
  });

  it('as PDF arrive as a file with its name', async () => {
    files.set('pdf' as MediaId, { bytes: new Uint8Array(10), mime: 'application/pdf' });
    await send({ text: 'Giấy mời', document: { media: 'pdf' as MediaId, name: 'giay-moi' } });
    expect(shown()).toMatchObject([{ kind: 'file', fileName: 'giay-moi.pdf' }, { text: 'Giấy mời' }]);
  });

  it('whose upload breaks off are tried again later: nothing was sent', async () => {
    pair.zalo.faults.order({ path: '/v2.0/oa/upload', effect: { kind: 'drop', when: 'after' } });
    expect(await faultOf({ text: 'Ảnh', photo })).toEqual({ kind: 'unreachable' });
  });
});

describe('a send that goes wrong', () => {
  it('in a later part goes on there, and nobody reads the beginning twice', async () => {
    const text = `${'a'.repeat(1990)}.\n\n${'b'.repeat(1990)}.\n\n${'c'.repeat(100)}`;
    pair.zalo.faults.order({ path, skip: 1, effect: { kind: 'code', code: -214 } });
    expect(await faultOf({ text })).toEqual({ kind: 'unreachable' });
    await send({ text });
    expect(shown().map((content) => content.text?.[0])).toEqual(['a', 'b', 'c']);
  });

  it('with an unknown outcome carries the trace its echo will have, when nothing is missing then', async () => {
    pair.zalo.faults.order({ path, times: 2, effect: { kind: 'drop', when: 'after' } });
    expect(await faultOf({ text: ' Chào  bà con ' })).toEqual({
      kind: 'unknown',
      trace: traceOf('Chào bà con'),
    });
    const long = `${'a'.repeat(1990)}.\n\n${'b'.repeat(1990)}`;
    expect(await faultOf({ text: long })).toEqual({ kind: 'unknown' });
  });

  it.each([
    [-32, { kind: 'throttled', afterMs: expect.any(Number) }],
    [-200, { kind: 'unknown', trace: expect.any(String) }],
    [-204, { kind: 'config' }],
    [-211, { kind: 'out_of_window' }],
    [-213, { kind: 'out_of_window' }],
    [-217, { kind: 'rejected' }],
    [-218, { kind: 'out_of_window' }],
    [-227, { kind: 'blocked' }],
    [-230, { kind: 'out_of_window' }],
    [-232, { kind: 'out_of_window' }],
    [-240, { kind: 'rejected' }],
    [-244, { kind: 'blocked' }],
    [-321, { kind: 'out_of_window' }],
    [-99999, { kind: 'rejected' }],
  ])('by code %i is named %o', async (code, fault) => {
    pair.zalo.faults.order({ path, effect: { kind: 'code', code } });
    expect(await faultOf({ text: 'một' })).toEqual(fault);
  });

  it('waits, without a call, when this minute has no calls left', async () => {
    await pair.close();
    // The clock stands still: a minute that turned over in between would have calls again.
    const startAt = Date.UTC(2026, 10, 21, 3);
    const standIn = { rate: { appPerMinute: 2 }, clock: { startAt, ticking: false } };
    pair = await createPair(standIn, { now: () => startAt, jitterMs: () => 0 });
    await send({ text: 'một' });
    await send({ text: 'hai' });
    const fault = await faultOf({ text: 'ba' });
    expect(fault).toMatchObject({ kind: 'throttled' });
    expect(pair.zalo.calls.count()).toBe(2);
  });

  it('because the grant is gone is a matter of configuration, and said aloud', async () => {
    pair.zalo.faults.order({ path, effect: { kind: 'code', code: -219 } });
    expect(await faultOf({ text: 'một' })).toEqual({ kind: 'config' });
    expect(pair.lost).toEqual(['-219']);
  });

  it('never shows what was sent, nor the token', async () => {
    pair.zalo.faults.order({ path, effect: { kind: 'code', code: -248 } });
    const error = await send({ text: 'lời riêng tư' }).catch((failure: unknown) => failure);
    expect(JSON.stringify([error, pair.logged, String(error)])).not.toMatch(/riêng tư|access-/);
    expect((error as Error).cause).toBeUndefined();
  });
});
