import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createZaloClient, fixedToken, type ZaloClient } from '../../../../src/channel/zalo/sdk/mod.ts';
import { type ScriptedServer, startScriptedServer, success } from './scripted-server.ts';

const USER = '246845883529197923';
const SENT = success({ message_id: 'm1', user_id: USER, sent_time: '1626926349402' });

let server: ScriptedServer;
let client: ZaloClient;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  client = createZaloClient({
    tokens: fixedToken('token-1'),
    roots: { openapi: `${server.url}/oa`, business: `${server.url}/zns/` },
    now: () => 1_000,
    capabilities: { csList: true },
  });
});

const sentBody = (): unknown =>
  JSON.parse(Buffer.from(server.seen[0]?.body ?? '', 'latin1').toString('utf8'));
const media = (element: object) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
});

describe('requests', () => {
  test('carry the token in a header called access_token and no bearer', async () => {
    server.script(SENT);
    await client.messages.send(USER, { kind: 'text', text: 'chào' });
    const [seen] = server.seen;
    expect(seen?.method).toBe('POST');
    expect(seen?.url).toBe('/oa/v3.0/oa/message/cs');
    expect(seen?.headers.access_token).toBe('token-1');
    expect(seen?.headers.authorization).toBeUndefined();
    expect(seen?.headers.appsecret_proof).toBeUndefined();
    expect(seen?.headers['content-type']).toBe('application/json');
  });

  test('carry appsecret_proof when the account asks for it', async () => {
    server.script(success({ oaid: '1' }));
    const proving = createZaloClient({
      tokens: fixedToken('accessToken'),
      roots: { openapi: server.url },
      proveWith: { appSecret: 'appSecretKey' },
    });
    await proving.officialAccount();
    expect(server.seen[0]?.headers.appsecret_proof).toBe(
      '0584869ec908cfecf20763760e69c4baca98ac64aaeb6a938f47ca758dfe779f',
    );
  });

  test('put a GET of openapi into one data parameter and a GET of business into plain ones', async () => {
    server.script(success({ user_id: USER }), success({ status: 1, delivery_time: '1626926349402' }));
    await client.users.detail(USER);
    await client.zns.status('a&b');
    const [detail, status] = server.seen;
    expect(detail?.url).toBe(`/oa/v3.0/oa/user/detail?data=${encodeURIComponent(`{"user_id":"${USER}"}`)}`);
    expect(detail?.headers['content-type']).toBeUndefined();
    expect(status?.url).toBe('/zns/message/status?message_id=a%26b');
  });

  test.each([
    ['text', { kind: 'text', text: 'Đăng ký 🎉' }, { text: 'Đăng ký 🎉' }],
    ['quote', { kind: 'text', text: 'a', quoteMessageId: 'q1' }, { text: 'a', quote_message_id: 'q1' }],
    [
      'image by address',
      { kind: 'image', source: { url: 'https://a.vn/x.png' }, caption: 'ảnh' },
      { text: 'ảnh', ...media({ media_type: 'image', url: 'https://a.vn/x.png' }) },
    ],
    [
      'image by upload',
      { kind: 'image', source: { attachmentId: 'at1' } },
      media({ media_type: 'image', attachment_id: 'at1' }),
    ],
    [
      'gif',
      { kind: 'gif', source: { attachmentId: 'at1' }, width: 480, height: 320 },
      media({ media_type: 'gif', attachment_id: 'at1', width: 480, height: 320 }),
    ],
    [
      'sticker',
      { kind: 'sticker', attachmentId: 'st1' },
      media({ media_type: 'sticker', attachment_id: 'st1' }),
    ],
    ['file', { kind: 'file', token: 'f1' }, { attachment: { type: 'file', payload: { token: 'f1' } } }],
    [
      'request_user_info',
      { kind: 'request_user_info', title: 'a', subtitle: 'b', imageUrl: 'https://a.vn/x.png' },
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'request_user_info',
            elements: [{ title: 'a', subtitle: 'b', image_url: 'https://a.vn/x.png' }],
          },
        },
      },
    ],
    [
      'buttons',
      {
        kind: 'buttons',
        text: 'a',
        buttons: [
          { title: 'b', type: 'oa.query.hide', payload: '#bot:menu' },
          { title: 'c', type: 'oa.open.url', payload: { url: 'https://a.vn' } },
          { title: 'd', type: 'oa.open.phone', payload: { phone_code: '0919018791' } },
        ],
      },
      {
        text: 'a',
        attachment: {
          type: 'template',
          payload: {
            buttons: [
              { title: 'b', type: 'oa.query.hide', payload: '#bot:menu' },
              { title: 'c', type: 'oa.open.url', payload: { url: 'https://a.vn' } },
              { title: 'd', type: 'oa.open.phone', payload: { phone_code: '84919018791' } },
            ],
          },
        },
      },
    ],
    [
      'list',
      {
        kind: 'list',
        elements: [{ title: 'a', subtitle: 'b', imageUrl: 'https://a.vn/x.png', openUrl: 'https://a.vn' }],
      },
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'list',
            elements: [
              {
                title: 'a',
                subtitle: 'b',
                image_url: 'https://a.vn/x.png',
                default_action: { type: 'oa.open.url', url: 'https://a.vn' },
              },
            ],
          },
        },
      },
    ],
  ] as const)('write a %s message as Zalo wants it', async (_, message, wire) => {
    server.script(SENT);
    await client.messages.send(USER, message);
    expect(sentBody()).toEqual({ recipient: { user_id: USER }, message: wire });
  });

  test('write a template by user id without recipient and without tracking id', async () => {
    server.script({ json: { data: { message_id: 'm1' }, sent_time: '1626926349402', error: 0 } });
    const sent = await client.templates.send({ userId: USER, templateId: 't1', data: { name: 'An' } });
    expect(server.seen[0]?.url).toBe('/oa/v3.0/oa/message/template');
    expect(sentBody()).toEqual({ user_id: USER, template_id: 't1', template_data: { name: 'An' } });
    expect(sent.sentAt).toBe(1_626_926_349_402);
  });

  test('write a ZNS message by phone and by hash', async () => {
    const answer = success({
      msg_id: 'z1',
      sent_time: '1626926349402',
      sending_mode: '1',
      quota: { dailyQuota: '500', remainingQuota: '499' },
    });
    server.script(answer, answer);
    const rest = { templateId: 't1', data: { code: '7' }, trackingId: 'order-1' };
    const sent = await client.zns.send({ phone: '+84 987 654 321', development: true, ...rest });
    expect(sent).toMatchObject({ messageId: 'z1', quota: { daily: 500, remaining: 499 } });
    expect(server.seen[0]?.url).toBe('/zns/message/template');
    expect(sentBody()).toEqual({
      phone: '84987654321',
      template_id: 't1',
      template_data: { code: '7' },
      tracking_id: 'order-1',
      mode: 'development',
    });
    await client.zns.send({ hashedPhone: 'a'.repeat(64), ...rest });
    expect(server.seen[1]?.url).toBe('/zns/message/template/hashphone');
    expect(server.seen[1]?.body).toContain(`"hash_phone":"${'a'.repeat(64)}"`);
  });

  test('upload a file as multipart field "file" with its name and type', async () => {
    server.script(success({ attachment_id: 'at1' }), success({ token: 'f1' }));
    const id = await client.uploads.image({
      bytes: Buffer.from('PNGBYTES'),
      name: 'a.png',
      mime: 'image/png',
    });
    expect(id).toBe('at1');
    const [seen] = server.seen;
    expect(seen?.url).toBe('/oa/v2.0/oa/upload/image');
    expect(seen?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen?.headers.access_token).toBe('token-1');
    expect(seen?.body).toContain('Content-Disposition: form-data; name="file"; filename="a.png"');
    expect(seen?.body).toContain('Content-Type: image/png\r\n\r\nPNGBYTES\r\n');
    expect(await client.uploads.file({ bytes: Buffer.from('a,b'), name: 'a.csv', mime: 'text/csv' })).toBe(
      'f1',
    );
  });

  test.each([
    ['add', '/oa/v2.0/oa/tag/tagfollower', { user_id: USER, tag_name: 'Khách' }],
    ['remove', '/oa/v2.0/oa/tag/rmfollowerfromtag', { user_id: USER, tag_name: 'Khách' }],
  ] as const)('%s a tag', async (what, url, body) => {
    server.script({ json: { error: 0, message: 'Success' } });
    await client.tags[what](USER, 'Khách');
    expect(server.seen[0]?.url).toBe(url);
    expect(sentBody()).toEqual(body);
  });

  test('drop and list tags', async () => {
    server.script({ json: { error: 0, message: 'Success' } }, success(['Khách Q1', 'Khách Q2']));
    await client.tags.drop('Khách');
    expect(server.seen[0]?.url).toBe('/oa/v2.0/oa/tag/rmtag');
    expect(await client.tags.list()).toEqual(['Khách Q1', 'Khách Q2']);
    expect(server.seen[1]?.url).toBe('/oa/v2.0/oa/tag/gettagsofoa');
  });

  test('note things about a person', async () => {
    server.script({ json: { error: 0, message: 'Success' } });
    await client.users.update({
      userId: USER,
      alias: 'An (made up)',
      sharedInfo: { name: 'An', phone: '84987654321', birthday: '31/12/1999' },
    });
    expect(server.seen[0]?.url).toBe('/oa/v3.0/oa/user/update');
    expect(sentBody()).toEqual({
      user_id: USER,
      user_alias: 'An (made up)',
      shared_info: { name: 'An', phone: '84987654321', user_dob: '31/12/1999' },
    });
  });

  test('never follow a redirect, so the token stays with the root it is for', async () => {
    server.script({ text: '', status: 302, headers: { location: `${server.url}/elsewhere` } });
    await expect(client.officialAccount()).rejects.toMatchObject({ fault: 'not_json', status: 302 });
    expect(server.seen).toHaveLength(1);
  });
});

describe('results', () => {
  test('a send tells message, time, quota and the calls left', async () => {
    server.script({
      json: {
        data: {
          message_id: '63ecf43f0df7dba892e6',
          user_id: USER,
          sent_time: '1626926349402',
          quota: { quota_type: 'reply', remain: '8', total: '8' },
        },
        error: 0,
        message: 'Success',
      },
      headers: { 'X-RateLimit-Limit': '4000', 'X-RateLimit-Remain': '3999' },
    });
    const rate = { limit: 4000, remain: 3999, seenAt: 1_000 };
    expect(await client.messages.send(USER, { kind: 'text', text: 'a' })).toEqual({
      messageId: '63ecf43f0df7dba892e6',
      userId: USER,
      sentAt: 1_626_926_349_402,
      quota: { type: 'reply', remain: 8, total: 8, expiredDate: null, ownerType: null, ownerId: null },
      rate,
    });
    expect(client.rate()).toEqual(rate);
    expect(client.rate('business')).toBeNull();
  });

  test('ids that come as numbers keep all their digits', async () => {
    server.script({
      text: `{"data":{"total":1,"count":50,"offset":0,"users":[{"user_id":${USER}}]},"error":0,"message":"Success"}`,
    });
    expect((await client.users.page({}, { offset: 0, count: 50 })).userIds).toEqual([USER]);
  });

  test('a profile comes with empty strings as null and a numeric phone as text', async () => {
    server.script(
      success({
        user_id: USER,
        user_id_by_app: '552177279717587730',
        user_external_id: '',
        display_name: 'An (made up)',
        is_sensitive: false,
        user_is_follower: true,
        user_last_interaction_date: '01/11/2026',
        tags_and_notes_info: { notes: [], tag_names: ['Khách'] },
        shared_info: { phone: 84987654321, address: '' },
      }),
    );
    expect(await client.users.detail(USER)).toMatchObject({
      userId: USER,
      externalId: null,
      isFollower: true,
      tags: ['Khách'],
      shared: { phone: '84987654321', address: null },
    });
  });

  test('pages of users follow each other until the list ends', async () => {
    const users = Array.from({ length: 50 }, (_, n) => ({ user_id: `${USER}${n}` }));
    server.script(
      success({ total: 52, users }),
      success({ total: 52, users: [{ user_id: 'x1' }, { user_id: 'x2' }] }),
    );
    const ids: string[] = [];
    const filter = { tagName: 'Khách', lastInteraction: 'L7D', isFollower: true } as const;
    for await (const page of client.users.pages(filter)) ids.push(...page.userIds);
    expect(ids).toHaveLength(52);
    const data = server.seen.map(({ url }) => JSON.parse(decodeURIComponent(url.split('data=')[1] ?? '')));
    const same = { count: 50, tag_name: 'Khách', last_interaction_period: 'L7D', is_follower: 'true' };
    expect(data).toEqual([
      { offset: 0, ...same },
      { offset: 50, ...same },
    ]);
  });

  test('a list longer than Zalo lets one filter reach says how many stay beyond', async () => {
    server.script(success({ total: 10_120, users: [] }));
    expect((await client.users.page({}, { offset: 9951, count: 50 })).beyondReach).toBe(120);
  });

  test('quotas, OA profile, history, template info and ZNS quota are read', async () => {
    server.script(
      success({
        last_interaction: '1626926349402',
        cs_reply: { remain: 8, total: 8 },
        promotion: { daily_remain: 0, daily_total: 1, monthly_remain: 4, monthly_total: 6 },
      }),
      success([{ asset_id: 'q1', product_type: 'cs', quota_type: 'sub_quota', total: 10, remain: 3 }]),
      success({ oa_id: '388613280878808645', name: 'Xã thử', is_verified: true, oa_type: 4 }),
      success([
        {
          src: 0,
          time: 1626926349402,
          type: 'text',
          message: 'a',
          message_id: 'm',
          from_id: '1',
          to_id: '2',
        },
      ]),
      success({ templateId: 't1', status: 'ENABLE', price_sdt: '800', price_uid: '560', listParams: [] }),
      success({ dailyQuota: 500, remainingQuota: 499, dailyQuotaPromotion: null }),
    );
    expect(await client.quota.ofUser(USER)).toMatchObject({
      lastInteractionAt: 1_626_926_349_402,
      promotionThisMonth: { remain: 4, total: 6 },
    });
    const query = { owner: 'OA', productType: 'cs', quotaType: 'sub_quota' } as const;
    expect(await client.quota.assets(query)).toMatchObject([{ assetId: 'q1', remain: 3, total: 10 }]);
    expect(await client.officialAccount()).toMatchObject({
      oaId: '388613280878808645',
      isVerified: true,
      type: 4,
    });
    expect(await client.conversations.withUser(USER, { offset: 0, count: 10 })).toMatchObject([
      { from: 'oa', text: 'a', messageId: 'm' },
    ]);
    expect(await client.zns.template('t1')).toMatchObject({ pricePhoneVnd: 800, priceUserVnd: 560 });
    expect(await client.zns.quota()).toMatchObject({ daily: 500, remaining: 499, monthlyPromotion: null });
  });
});
