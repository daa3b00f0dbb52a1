import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../src/channel/zalo/sdk/mod.ts';
import { DAY, type Pair, START, startPair } from './pair.ts';

let pair: Pair;
beforeEach(async () => {
  pair = await startPair();
});
afterEach(() => pair.close());

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]);
const image = (bytes: Uint8Array = PNG) => ({ bytes, name: 'a.png', mime: 'image/png' });

describe('ids', () => {
  test('have 18 digits, lie above 2^53 and are ruined by a number cast', () => {
    for (const { id } of pair.standIn.view().people) {
      expect(id).toMatch(/^\d{18,19}$/);
      expect(BigInt(id) > 2n ** 53n).toBe(true);
      expect(String(Number(id))).not.toBe(id);
    }
  });
});

describe('uploads', () => {
  test('of PNG, JPEG, GIF and documents give ids that can be sent', async () => {
    const { uploads, messages } = pair.client;
    const attachmentId = await uploads.image(image());
    await messages.send(pair.an, { kind: 'image', source: { attachmentId } });
    await uploads.image({ ...image(JPEG), mime: 'image/jpeg' });
    const gif = await uploads.gif({ bytes: Buffer.from('GIF89a'), name: 'a.gif', mime: 'image/gif' });
    await messages.send(pair.an, { kind: 'gif', source: { attachmentId: gif }, width: 1, height: 1 });
    const token = await uploads.file({ bytes: Buffer.from('a,b'), name: 'bảng.csv', mime: 'text/csv' });
    await messages.send(pair.an, { kind: 'file', token });
    const [first, , last] = pair.standIn.chat(pair.an);
    expect(last?.content).toMatchObject({ kind: 'file', fileName: 'bảng.csv' });
    const seen = await fetch(first?.content.url ?? '');
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(PNG);
    expect(seen.headers.get('content-type')).toBe('image/png');
  });

  test('are refused when the bytes are no picture or too many, and ids do not cross kinds', async () => {
    await expect(pair.client.uploads.image(image(Buffer.from('text')))).rejects.toMatchObject({ code: -201 });
    const form = new FormData();
    form.append('file', new Blob([PNG, new Uint8Array(limits.IMAGE_MAX_BYTES)]), 'a.png');
    const headers = { access_token: pair.standIn.tokens.grant().accessToken };
    const large = await fetch(`${pair.standIn.url}/v2.0/oa/upload/image`, {
      method: 'POST',
      headers,
      body: form,
    });
    expect(await large.json()).toMatchObject({ error: -210 });
    const attachmentId = await pair.client.uploads.image(image());
    const asGif = { kind: 'gif', source: { attachmentId }, width: 1, height: 1 } as const;
    await expect(pair.client.messages.send(pair.an, asGif)).rejects.toMatchObject({ code: -201 });
  });

  test('without a multipart field named file are -201', async () => {
    const headers = { access_token: pair.standIn.tokens.grant().accessToken };
    const form = new FormData();
    form.append('picture', new Blob([PNG]), 'a.png');
    for (const body of [form, '{}']) {
      const url = `${pair.standIn.url}/v2.0/oa/upload/image`;
      const response = await fetch(url, { method: 'POST', headers, body });
      expect(await response.json()).toMatchObject({ error: -201 });
    }
  });

  test('are gone after 7 days with -100', async () => {
    const attachmentId = await pair.client.uploads.image(image());
    await pair.standIn.clock.advance(7 * DAY + 1);
    await pair.standIn.act(pair.an, { kind: 'follow' });
    const client = pair.clientWith(pair.standIn.tokens.grant().accessToken);
    const sending = client.messages.send(pair.an, { kind: 'image', source: { attachmentId } });
    await expect(sending).rejects.toMatchObject({ code: -100, fault: { class: 'asset' } });
  });

  test('are counted by the month', async () => {
    pair.standIn.setSwitches({ uploadsPerMonth: 1 });
    await pair.client.uploads.image(image());
    await expect(pair.client.uploads.image(image())).rejects.toMatchObject({ code: -211 });
    await pair.standIn.clock.advance(10 * DAY);
    const client = pair.clientWith(pair.standIn.tokens.grant().accessToken);
    expect(await client.uploads.image(image())).not.toBe('');
  });
});

describe('people', () => {
  test('have a profile that shows notes kept about them', async () => {
    await pair.client.users.update({
      userId: pair.an,
      alias: 'chị An',
      sharedInfo: { phone: '84987654321' },
    });
    await pair.client.tags.add(pair.an, 'Khách Q1');
    expect(await pair.client.users.detail(pair.an)).toMatchObject({
      displayName: 'An (bịa)',
      isFollower: true,
      alias: 'chị An',
      tags: ['Khách Q1'],
      lastInteractionOn: '21/11/2026',
      shared: { phone: '84987654321' },
    });
    await expect(pair.client.users.detail('1')).rejects.toMatchObject({ code: -201 });
  });

  test('who do not follow have a profile, or -213 when so switched', async () => {
    expect((await pair.client.users.detail(pair.binh)).lastInteractionOn).toBeNull();
    pair.standIn.setSwitches({ profileOfNonFollower: -213 });
    await expect(pair.client.users.detail(pair.binh)).rejects.toMatchObject({ code: -213 });
  });

  test('are listed page by page and by filter', async () => {
    for (let n = 0; n < 60; n += 1)
      pair.standIn.addPerson({ name: `Người ${n} (bịa)`, lastInteractionMsAgo: n * DAY });
    const all = [];
    for await (const page of pair.client.users.pages()) all.push(...page.userIds);
    expect(new Set(all).size).toBe(62);
    const count = async (filter: Parameters<typeof pair.client.users.page>[0]) =>
      (await pair.client.users.page(filter, { offset: 0, count: 50 })).total;
    expect(await count({ isFollower: true })).toBe(1);
    expect(await count({ lastInteraction: 'TODAY' })).toBe(2);
    expect(await count({ lastInteraction: 'YESTERDAY' })).toBe(1);
    expect(await count({ lastInteraction: 'L7D' })).toBe(9);
    expect(await count({ lastInteraction: '2026_11_01:2026_11_02' })).toBe(2);
    await pair.client.tags.add(pair.an, 'OCOP');
    expect(await count({ tagName: 'OCOP' })).toBe(1);
    await expect(count({ lastInteraction: 'x:y' })).rejects.toMatchObject({ code: -201 });
  });

  test('cannot be listed beyond offset 9951 or 50 at once', async () => {
    const list = async (data: object) => {
      const response = await fetch(
        `${pair.standIn.url}/v3.0/oa/user/getlist?data=${encodeURIComponent(JSON.stringify(data))}`,
        { headers: { access_token: pair.standIn.tokens.grant().accessToken } },
      );
      return ((await response.json()) as { error: number }).error;
    };
    expect(await list({ offset: 9951, count: 50 })).toBe(0);
    expect(await list({ offset: 9952, count: 50 })).toBe(-210);
    expect(await list({ offset: 0, count: 51 })).toBe(-210);
  });

  test('carry tags that come into being by use and go for everybody', async () => {
    await pair.client.tags.add(pair.an, 'A');
    await pair.client.tags.add(pair.binh, 'A');
    expect(await pair.client.tags.list()).toEqual(['A']);
    await pair.client.tags.remove(pair.an, 'A');
    expect(pair.standIn.person(pair.an).tags).toEqual([]);
    await pair.client.tags.drop('A');
    expect(await pair.client.tags.list()).toEqual([]);
    expect(pair.standIn.person(pair.binh).tags).toEqual([]);
    await expect(pair.client.tags.drop('A')).rejects.toMatchObject({ code: -201 });
  });
});

describe('the account', () => {
  test('tells its profile, its quotas and a person window', async () => {
    expect(await pair.client.officialAccount()).toMatchObject({ oaId: pair.standIn.oa.id, followers: 1 });
    expect((await pair.client.quota.ofUser(pair.an)).lastInteractionAt).toBe(START);
    expect((await pair.client.quota.ofUser(pair.binh)).lastInteractionAt).toBeNull();
    const query = { owner: 'OA', productType: 'cs', quotaType: 'sub_quota' } as const;
    expect(await pair.client.quota.assets(query)).toMatchObject([{ remain: 100 }]);
  });

  test('tells the history, newest first, ten at a time', async () => {
    await pair.standIn.act(pair.an, { kind: 'text', text: 'hỏi' });
    await pair.standIn.clock.advance(1000);
    const { messageId } = await pair.client.messages.send(pair.an, { kind: 'text', text: 'đáp' });
    const chat = await pair.client.conversations.withUser(pair.an, { offset: 0, count: 10 });
    expect(chat).toMatchObject([
      { from: 'oa', text: 'đáp', messageId, toId: pair.an },
      { from: 'user', text: 'hỏi', fromId: pair.an },
    ]);
    expect(await pair.client.conversations.recent({ offset: 0, count: 10 })).toMatchObject([{ messageId }]);
  });
});
