import { describe, expect, it } from 'vitest';
import { preparedPeople } from '../../../../src/simulator/page/people.ts';
import { pageIdOf, zaloIdOf } from '../../../../src/simulator/page/zalo/people.ts';
import type {
  ZaloAccountView,
  ZaloMessageView,
  ZaloPhoneView,
} from '../../../../src/simulator/page/zalo/view.ts';
import { pagePlace } from '../page-place.ts';

interface State {
  readonly zalo: ZaloAccountView;
  readonly people: readonly {
    readonly zalo: { readonly phone: ZaloPhoneView; readonly messages: readonly ZaloMessageView[] };
  }[];
}

const hoa = 700_000_001;
const buttons = {
  template_type: 'button',
  buttons: [
    { title: 'Có', type: 'oa.query.show', payload: 'co' },
    { title: 'Cẩm nang', type: 'oa.open.url', payload: { url: 'https://example.vn/cam-nang' } },
    { title: 'Lạ', type: 'oa.open.url', payload: { url: 'javascript:alert(1)' } },
    { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '84900000009' } },
  ],
};

describe('the Zalo phones of the simulator page', () => {
  const place = pagePlace<State>(undefined, { clock: { ticking: false } });
  const { get, post, state } = place;
  const act = (deed: object) => post(`/people/${hoa}/zalo/acts`, deed);
  const phone = async () => (await state()).people[0]?.zalo as State['people'][number]['zalo'];
  const send = (message: object) =>
    fetch(`${place.zalo.url}/v3.0/oa/message/cs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', access_token: place.zalo.tokens.grant().accessToken },
      body: JSON.stringify({ recipient: { user_id: zaloIdOf(hoa) }, message }),
    });

  it('gives everybody the same Zalo account after every start, with an id no number can hold', async () => {
    expect(place.zalo.view().people.map(({ id }) => id)).toEqual(
      preparedPeople().map(({ id }) => `800000000${id}`),
    );
    expect(pageIdOf(zaloIdOf(hoa))).toBe(hoa);
    expect(pageIdOf('246845883529000001')).toBeNull();
    expect(BigInt(zaloIdOf(hoa))).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    const { id } = (await (await post('/people', { name: 'Bà Tám' })).json()) as { id: number };
    await state();
    expect(place.zalo.person(zaloIdOf(id))).toMatchObject({ name: 'Bà Tám', phone: '84900001001' });
  });

  it('tells a stranger from a follower, by the window', async () => {
    expect((await phone()).phone).toMatchObject({ follower: false, window: { state: 'never' } });
    expect((await act({ kind: 'open_chat' })).status).toBe(200);
    expect((await phone()).phone.window).toMatchObject({ state: 'welcome', next: { priceVnd: null } });
    await act({ kind: 'follow' });
    expect((await phone()).phone).toMatchObject({
      follower: true,
      window: { state: 'free', next: { priceVnd: 0 } },
    });
    await act({ kind: 'unfollow' });
    expect((await phone()).phone.follower).toBe(false);
  });

  it('closes the window by silence, never guesses a price, and opens it with a word', async () => {
    expect((await act({ kind: 'be_silent', days: 3 })).status).toBe(400);
    await act({ kind: 'text', text: 'chào' });
    await act({ kind: 'be_silent', days: 3 });
    expect((await phone()).phone.window).toMatchObject({ state: 'billed', next: { priceVnd: null } });
    await send({ text: 'nhắc' });
    expect((await phone()).messages.at(-1)).toMatchObject({
      cost: { quotaType: 'sub_quota', priceVnd: null },
    });
    await act({ kind: 'be_silent', days: 8 });
    expect((await phone()).phone.window).toMatchObject({ state: 'closed', refusedWith: -230 });
    await act({ kind: 'text', text: 'tôi đây' });
    expect((await phone()).phone.window.state).toBe('free');
  });

  it('shows buttons; a tap sends the payload as the person’s text, or tells what it opens', async () => {
    await act({ kind: 'follow' });
    await send({ text: 'Chọn:', attachment: { type: 'template', payload: buttons } });
    const message = (await phone()).messages[0];
    expect(message?.buttons).toEqual([
      { label: 'Có', at: 0 },
      { label: 'Cẩm nang', at: 1, url: 'https://example.vn/cam-nang' },
      { label: 'Lạ', at: 2 },
      { label: 'Gọi', at: 3 },
    ]);
    const tap = async (button: number) =>
      (await act({ kind: 'tap', messageId: message?.id, button })).json() as Promise<unknown>;
    expect(await tap(0)).toEqual({ ok: true, opens: null });
    expect((await phone()).messages.at(-1)).toMatchObject({ mine: true, text: 'co', cost: null });
    expect(await tap(3)).toEqual({ ok: true, opens: '84900000009' });
    expect((await act({ kind: 'tap', messageId: message?.id, button: 7 })).status).toBe(400);
  });

  it('answers a card that asks for details', async () => {
    await act({ kind: 'follow' });
    const element = {
      title: 'Số điện thoại',
      subtitle: 'Để cán bộ gọi',
      image_url: 'https://example.vn/a.png',
    };
    await send({
      attachment: {
        type: 'template',
        payload: { template_type: 'request_user_info', elements: [element] },
      },
    });
    expect((await phone()).messages[0]?.asks).toEqual({ title: 'Số điện thoại', subtitle: 'Để cán bộ gọi' });
    const details = { name: 'Bà Hoa', phone: '84900000001', address: '' };
    expect((await act({ kind: 'share_info', ...details })).status).toBe(200);
    expect((await phone()).messages.at(-1)).toMatchObject({ mine: true, text: 'Bà Hoa 84900000001' });
    expect((await act({ kind: 'share_info', ...details, phone: 'không' })).status).toBe(400);
  });

  it('takes a photo and shows it, but gives nothing out that is no picture', async () => {
    const bytes = new Uint8Array([0xff, 0xd8, 0xff]);
    const image = { 'x-simulator': '1', 'content-type': 'image/jpeg' };
    expect((await post(`/people/${hoa}/zalo/photo`, bytes, image)).status).toBe(200);
    const name = (await phone()).messages[0]?.photo ?? '';
    const file = await get(`/files/${name}`);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    const html = { 'x-simulator': '1', 'content-type': 'text/html' };
    expect((await post(`/people/${hoa}/zalo/photo`, bytes, html)).status).toBe(400);
    await place.zalo.act(zaloIdOf(hoa), { kind: 'image', bytes, mime: 'text/html' });
    const forged = (await phone()).messages.at(-1)?.photo ?? 'none';
    expect((await get(`/files/${forged}`)).status).toBe(404);
    expect((await get('/files/zalo.nothing')).status).toBe(404);
  });

  it.each([
    ['share_location', { location: { latitude: 21.5942 } }],
    ['voice', { voice: true }],
    ['sticker', { sticker: '👍' }],
  ])('lets a person send: %s', async (kind, shown) => {
    expect((await act({ kind })).status).toBe(200);
    expect((await phone()).messages[0]).toMatchObject(shown);
  });

  it('blocks, unblocks, reads everything', async () => {
    await act({ kind: 'follow' });
    await send({ text: 'chào' });
    expect((await phone()).phone.seen).toEqual([]);
    await act({ kind: 'see' });
    expect((await phone()).messages[0]?.seen).toBe(true);
    expect((await phone()).phone.seen).toHaveLength(1);
    await act({ kind: 'block' });
    expect((await phone()).phone).toMatchObject({ blocked: true, window: { refusedWith: -244 } });
    await act({ kind: 'unblock' });
    expect((await phone()).phone.blocked).toBe(false);
  });

  it('switches the OA between buttons and numbered text', async () => {
    expect((await state()).zalo).toMatchObject({ buttons: true, listening: false });
    expect((await post('/zalo/mode', { buttons: false })).status).toBe(200);
    expect((await state()).zalo.buttons).toBe(false);
    expect(place.zalo.view().switches.csButtons).toBe(false);
    expect((await post('/zalo/mode', { buttons: 'no' })).status).toBe(400);
  });

  it('refuses posts of other sites, unknown people and malformed deeds', async () => {
    expect((await post(`/people/${hoa}/zalo/acts`, { kind: 'follow' }, {})).status).toBe(403);
    expect((await post('/zalo/mode', { buttons: false }, {})).status).toBe(403);
    expect((await post('/people/1/zalo/acts', { kind: 'follow' })).status).toBe(400);
    for (const deed of [
      null,
      {},
      { kind: 'text', text: ' ' },
      { kind: 'text', text: 'x'.repeat(2001) },
      { kind: 'be_silent', days: 4 },
      { kind: 'go_inactive' },
    ]) {
      expect((await post(`/people/${hoa}/zalo/acts`, deed)).status).toBe(400);
    }
    expect((await phone()).phone.window.state).toBe('never');
  });

  it('tells what happens on every phone as it happens', async () => {
    const response = await get('/events');
    const told: string[] = [];
    const reading = (async () => {
      for await (const chunk of response.body ?? []) told.push(Buffer.from(chunk).toString('utf8'));
    })();
    await expect.poll(() => told.join('')).toContain('hello');
    await act({ kind: 'text', text: 'mật ong' });
    await expect.poll(() => told.join('')).toContain('"text":"mật ong"');
    await post('/zalo/mode', { buttons: false });
    await expect.poll(() => told.join('')).toMatch(/"type":"zalo_account","account":\{[^}]*"buttons":false/u);
    expect(told.join('')).toMatch(new RegExp(`"type":"zalo_changed","person":${hoa}`, 'u'));
    place.page.close();
    await reading;
  });
});
