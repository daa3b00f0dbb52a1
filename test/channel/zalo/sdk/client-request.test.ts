import { describe, expect, test } from 'vitest';
import { createZaloClient, fixedToken } from '../../../../src/channel/zalo/sdk/mod.ts';
import { scriptedClient } from './scripted-client.ts';
import { success } from './scripted-server.ts';

const USER = '246845883529197923';
const SENT = success({ message_id: 'm1', user_id: USER, sent_time: '1626926349402' });

const at = scriptedClient();

const sentBody = (): unknown =>
  JSON.parse(Buffer.from(at.server.seen[0]?.body ?? '', 'latin1').toString('utf8'));
const media = (element: object) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
});

describe('requests', () => {
  test('carry the token in a header called access_token and no bearer', async () => {
    at.server.script(SENT);
    await at.client.messages.send(USER, { kind: 'text', text: 'chào' });
    const [seen] = at.server.seen;
    expect(seen?.method).toBe('POST');
    expect(seen?.url).toBe('/oa/v3.0/oa/message/cs');
    expect(seen?.headers.access_token).toBe('token-1');
    expect(seen?.headers.authorization).toBeUndefined();
    expect(seen?.headers.appsecret_proof).toBeUndefined();
    expect(seen?.headers['content-type']).toBe('application/json');
  });

  test('carry appsecret_proof when the account asks for it', async () => {
    at.server.script(success({ oaid: '1' }));
    const proving = createZaloClient({
      tokens: fixedToken('accessToken'),
      roots: { openapi: at.server.url },
      proveWith: { appSecret: 'appSecretKey' },
    });
    await proving.officialAccount();
    expect(at.server.seen[0]?.headers.appsecret_proof).toBe(
      '0584869ec908cfecf20763760e69c4baca98ac64aaeb6a938f47ca758dfe779f',
    );
  });

  test('put a GET of openapi into one data parameter and a GET of business into plain ones', async () => {
    at.server.script(success({ user_id: USER }), success({ status: 1, delivery_time: '1626926349402' }));
    await at.client.users.detail(USER);
    await at.client.zns.status('a&b');
    const [detail, status] = at.server.seen;
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
    at.server.script(SENT);
    await at.client.messages.send(USER, message);
    expect(sentBody()).toEqual({ recipient: { user_id: USER }, message: wire });
  });

  test('write a template by user id without recipient and without tracking id', async () => {
    at.server.script({ json: { data: { message_id: 'm1' }, sent_time: '1626926349402', error: 0 } });
    const sent = await at.client.templates.send({ userId: USER, templateId: 't1', data: { name: 'An' } });
    expect(at.server.seen[0]?.url).toBe('/oa/v3.0/oa/message/template');
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
    at.server.script(answer, answer);
    const rest = { templateId: 't1', data: { code: '7' }, trackingId: 'order-1' };
    const sent = await at.client.zns.send({ phone: '+84 987 654 321', development: true, ...rest });
    expect(sent).toMatchObject({ messageId: 'z1', quota: { daily: 500, remaining: 499 } });
    expect(at.server.seen[0]?.url).toBe('/zns/message/template');
    expect(sentBody()).toEqual({
      phone: '84987654321',
      template_id: 't1',
      template_data: { code: '7' },
      tracking_id: 'order-1',
      mode: 'development',
    });
    await at.client.zns.send({ hashedPhone: 'a'.repeat(64), ...rest });
    expect(at.server.seen[1]?.url).toBe('/zns/message/template/hashphone');
    expect(at.server.seen[1]?.body).toContain(`"hash_phone":"${'a'.repeat(64)}"`);
  });

  test('upload a file as multipart field "file" with its name and type', async () => {
    at.server.script(success({ attachment_id: 'at1' }), success({ token: 'f1' }));
    const id = await at.client.uploads.image({
      bytes: Buffer.from('PNGBYTES'),
      name: 'a.png',
      mime: 'image/png',
    });
    expect(id).toBe('at1');
    const [seen] = at.server.seen;
    expect(seen?.url).toBe('/oa/v2.0/oa/upload/image');
    expect(seen?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen?.headers.access_token).toBe('token-1');
    expect(seen?.body).toContain('Content-Disposition: form-data; name="file"; filename="a.png"');
    expect(seen?.body).toContain('Content-Type: image/png\r\n\r\nPNGBYTES\r\n');
    expect(await at.client.uploads.file({ bytes: Buffer.from('a,b'), name: 'a.csv', mime: 'text/csv' })).toBe(
      'f1',
    );
  });

  test.each([
    ['add', '/oa/v2.0/oa/tag/tagfollower', { user_id: USER, tag_name: 'Khách' }],
    ['remove', '/oa/v2.0/oa/tag/rmfollowerfromtag', { user_id: USER, tag_name: 'Khách' }],
  ] as const)('%s a tag', async (what, url, body) => {
    at.server.script({ json: { error: 0, message: 'Success' } });
    await at.client.tags[what](USER, 'Khách');
    expect(at.server.seen[0]?.url).toBe(url);
    expect(sentBody()).toEqual(body);
  });

  test('drop and list tags', async () => {
    at.server.script({ json: { error: 0, message: 'Success' } }, success(['Khách Q1', 'Khách Q2']));
    await at.client.tags.drop('Khách');
    expect(at.server.seen[0]?.url).toBe('/oa/v2.0/oa/tag/rmtag');
    expect(await at.client.tags.list()).toEqual(['Khách Q1', 'Khách Q2']);
    expect(at.server.seen[1]?.url).toBe('/oa/v2.0/oa/tag/gettagsofoa');
  });

  test('note things about a person', async () => {
    at.server.script({ json: { error: 0, message: 'Success' } });
    await at.client.users.update({
      userId: USER,
      alias: 'An (made up)',
      sharedInfo: { name: 'An', phone: '84987654321', birthday: '31/12/1999' },
    });
    expect(at.server.seen[0]?.url).toBe('/oa/v3.0/oa/user/update');
    expect(sentBody()).toEqual({
      user_id: USER,
      user_alias: 'An (made up)',
      shared_info: { name: 'An', phone: '84987654321', user_dob: '31/12/1999' },
    });
  });

  test('never follow a redirect, so the token stays with the root it is for', async () => {
    at.server.script({ text: '', status: 302, headers: { location: `${at.server.url}/elsewhere` } });
    await expect(at.client.officialAccount()).rejects.toMatchObject({ fault: 'not_json', status: 302 });
    expect(at.server.seen).toHaveLength(1);
  });
});
