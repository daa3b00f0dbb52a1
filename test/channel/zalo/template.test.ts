/** The rungs below an ordinary message: a registered template to the account, and one to the phone number. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParcelId } from '../../../src/core/model.ts';
import type { TemplateSend } from '../../../src/ports/channel.ts';
import { createPair, type Pair } from './harness.ts';

const day = 24 * 3_600_000;
const words = 'Giấy chứng nhận của anh/chị sắp hết hạn. Mời anh/chị nộp hồ sơ trước ngày 05/03/2027.';
const params = [{ name: 'noi_dung', maxLength: 60 }, { name: 'don_vi' }];
const data = { noi_dung: '{text}', don_vi: 'UBND xã Thử' };

let pair: Pair;
beforeEach(async () => {
  pair = await createPair(
    {
      people: [{ name: 'An (bịa)', lastInteractionMsAgo: 9 * day, phone: '84912345678' }],
      templates: [
        { id: 'to-account', name: 'Nhắc hạn', params, priceUserVnd: 560 },
        { id: 'to-phone', name: 'Nhắc hạn', params, pricePhoneVnd: 800 },
        { id: 'off', name: 'Đã tắt', params, enabled: false },
      ],
    },
    {
      templates: {
        reminder: { user: 'to-account', phone: 'to-phone', data },
        official_notice: { phone: 'to-phone', data },
        promotional: { user: 'off', data },
      },
    },
  );
});
afterEach(() => pair.close());

const may = (parcelClass: TemplateSend['class'], phone: string | null = null) =>
  pair.channel.may?.({
    class: parcelClass,
    address: pair.an,
    lastUsedAt: pair.zalo.clock.now() - 9 * day,
    phone,
    now: pair.zalo.clock.now(),
  });
const request = (more: Partial<TemplateSend>): TemplateSend => ({
  way: 'template',
  class: 'reminder',
  address: pair.an,
  phone: null,
  text: words,
  parcelId: `event:${'x'.repeat(80)}` as ParcelId,
  ...more,
});
const last = () => pair.zalo.view().people[0]?.lastMessage;

describe('a person silent for nine days', () => {
  it('is reached by the template to the account, at the price Zalo names', async () => {
    expect(await may('reminder')).toMatchObject({ ok: true, way: 'template', costVnd: 560 });
    const handed = await pair.channel.sendTemplate?.(request({}));
    expect(handed?.externalId).toMatch(/\S/);
    expect(last()).toMatchObject({ via: 'template' });
  });

  it('is reached by the number only where they gave one', async () => {
    expect(await may('official_notice')).toMatchObject({ ok: false, why: 'out_of_window' });
    expect(await may('official_notice', '+84912345678')).toMatchObject({
      ok: true,
      way: 'phone',
      costVnd: 800,
    });
    const asked = request({ way: 'phone', class: 'official_notice', phone: '+84912345678' });
    expect((await pair.channel.sendTemplate?.(asked))?.externalId).toMatch(/\S/);
    expect(last()).toMatchObject({ via: 'zns' });
  });

  it('is left to the call list where no template is set up or enabled', async () => {
    expect(await may('transactional')).toMatchObject({ ok: false, why: 'out_of_window' });
    expect(await may('promotional')).toMatchObject({ ok: false, why: 'out_of_window' });
    await expect(pair.channel.sendTemplate?.(request({ class: 'transactional' }))).rejects.toMatchObject({
      fault: { kind: 'out_of_window' },
    });
  });
});

it('shortens the words to what the template takes', async () => {
  await pair.channel.sendTemplate?.(request({}));
  const shown = JSON.stringify(last());
  expect(shown).toContain('Giấy chứng nhận của anh/chị');
  expect(shown).not.toContain('05/03/2027');
  expect(shown).toContain('UBND xã Thử');
});

it('asks Zalo about a template once, however many are sent', async () => {
  for (let count = 0; count < 3; count += 1) await pair.channel.sendTemplate?.(request({}));
  const looked = pair.zalo.calls.list().filter(({ path }) => path.includes('/template/info'));
  expect(looked).toHaveLength(1);
});
