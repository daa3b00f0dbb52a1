import { describe, expect, test } from 'vitest';
import { scriptedClient } from './scripted-client.ts';
import { success } from './scripted-server.ts';

const USER = '246845883529197923';

const at = scriptedClient();

describe('results', () => {
  test('a send tells message, time, quota and the calls left', async () => {
    at.server.script({
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
    expect(await at.client.messages.send(USER, { kind: 'text', text: 'a' })).toEqual({
      messageId: '63ecf43f0df7dba892e6',
      userId: USER,
      sentAt: 1_626_926_349_402,
      quota: { type: 'reply', remain: 8, total: 8, expiredDate: null, ownerType: null, ownerId: null },
      rate,
    });
    expect(at.client.rate()).toEqual(rate);
    expect(at.client.rate('business')).toBeNull();
  });

  test('ids that come as numbers keep all their digits', async () => {
    at.server.script({
      text: `{"data":{"total":1,"count":50,"offset":0,"users":[{"user_id":${USER}}]},"error":0,"message":"Success"}`,
    });
    expect((await at.client.users.page({}, { offset: 0, count: 50 })).userIds).toEqual([USER]);
  });

  test('a profile comes with empty strings as null and a numeric phone as text', async () => {
    at.server.script(
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
    expect(await at.client.users.detail(USER)).toMatchObject({
      userId: USER,
      externalId: null,
      isFollower: true,
      tags: ['Khách'],
      shared: { phone: '84987654321', address: null },
    });
  });

  test('pages of users follow each other until the list ends', async () => {
    const users = Array.from({ length: 50 }, (_, n) => ({ user_id: `${USER}${n}` }));
    at.server.script(
      success({ total: 52, users }),
      success({ total: 52, users: [{ user_id: 'x1' }, { user_id: 'x2' }] }),
    );
    const ids: string[] = [];
    const filter = { tagName: 'Khách', lastInteraction: 'L7D', isFollower: true } as const;
    for await (const page of at.client.users.pages(filter)) ids.push(...page.userIds);
    expect(ids).toHaveLength(52);
    const data = at.server.seen.map(({ url }) => JSON.parse(decodeURIComponent(url.split('data=')[1] ?? '')));
    const same = { count: 50, tag_name: 'Khách', last_interaction_period: 'L7D', is_follower: 'true' };
    expect(data).toEqual([
      { offset: 0, ...same },
      { offset: 50, ...same },
    ]);
  });

  test('a list longer than Zalo lets one filter reach says how many stay beyond', async () => {
    at.server.script(success({ total: 10_120, users: [] }));
    expect((await at.client.users.page({}, { offset: 9951, count: 50 })).beyondReach).toBe(120);
  });

  test('quotas, OA profile, history, template info and ZNS quota are read', async () => {
    at.server.script(
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
    expect(await at.client.quota.ofUser(USER)).toMatchObject({
      lastInteractionAt: 1_626_926_349_402,
      promotionThisMonth: { remain: 4, total: 6 },
    });
    const query = { owner: 'OA', productType: 'cs', quotaType: 'sub_quota' } as const;
    expect(await at.client.quota.assets(query)).toMatchObject([{ assetId: 'q1', remain: 3, total: 10 }]);
    expect(await at.client.officialAccount()).toMatchObject({
      oaId: '388613280878808645',
      isVerified: true,
      type: 4,
    });
    expect(await at.client.conversations.withUser(USER, { offset: 0, count: 10 })).toMatchObject([
      { from: 'oa', text: 'a', messageId: 'm' },
    ]);
    expect(await at.client.zns.template('t1')).toMatchObject({ pricePhoneVnd: 800, priceUserVnd: 560 });
    expect(await at.client.zns.quota()).toMatchObject({ daily: 500, remaining: 499, monthlyPromotion: null });
  });
});
