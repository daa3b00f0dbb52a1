/** Forged, malformed and oversized webhook calls, and the texts and photos that break careless bots. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { codeInText, type House, lineOf, openHouse, testMs } from './house.ts';

const secret = 'made-up-secret-of-this-test';
const marker = 'noi-dung-rieng-tu';

describe('webhook calls that are not Telegram’s', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({
      env: { PUBLIC_URL: 'http://localhost:9', TELEGRAM_WEBHOOK_SECRET: secret },
    });
  }, testMs);
  afterAll(() => house.close(), testMs);

  const update = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: 1_800_000_000,
      chat: { id: 501, type: 'private', first_name: marker },
      from: { id: 501, is_bot: false, first_name: marker },
      text: marker,
    },
  });
  const post = (body: string | ReadableStream, given: string | null = secret) =>
    fetch(`${house.app.url}/webhooks/telegram`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(given === null ? {} : { 'x-telegram-bot-api-secret-token': given }),
      },
      body,
      duplex: 'half',
    } as RequestInit);
  const huge = JSON.stringify({ update_id: 2, text: marker.repeat(30_000) });

  it.each([
    ['without the secret', () => post(update, null), 401],
    ['with a wrong secret', () => post(update, `${secret}x`), 401],
    ['without a body', () => post(''), 400],
    ['that is no JSON', () => post(`{"${marker}`), 400],
    ['that is no update', () => post(`["${marker}"]`), 400],
    ['too large', () => post(huge), 413],
    ['too large, its length not told', () => post(new Blob([huge]).stream()), 413],
  ])('refuses one %s and stores nothing', async (_, call, status) => {
    expect((await call()).status).toBe(status);
    expect(await house.rows('SELECT count(*)::int AS n FROM inbox')).toEqual([{ n: 0 }]);
  });

  it('logs each without what was in it', () => {
    expect(house.log()).toContain('webhook refused');
    expect(house.log()).not.toContain(marker);
    expect(house.log()).not.toContain(secret);
  });

  it('takes the same update with the secret, once', async () => {
    for (let n = 0; n < 3; n += 1) expect((await post(update)).status).toBe(200);
    expect(await house.rows('SELECT count(*)::int AS n FROM inbox')).toEqual([{ n: 1 }]);
    expect(house.log()).not.toContain(marker);
  });
});

describe('texts and photos that break careless bots', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  }, testMs);
  afterAll(() => house.close(), testMs);

  it(
    'keeps an odd name as typed, after normalising, and shows it back as plain text',
    async () => {
      const person = house.person(601);
      const typed = `Nguye\u0302\u0303n "O'Hoa" <b>Mẫu</b>\u200b & Robert'); DROP TABLE idea;--\u202e`;
      const kept = `Nguyễn "O'Hoa" <b>Mẫu</b> & Robert'); DROP TABLE idea;--`;
      await person.walk(0, lineOf.profileName);
      await person.ask(typed);
      await person.walk(lineOf.profileName + 1, 18);
      const review = person.heard().at(-1) ?? '';
      expect(review).toContain(kept);
      expect(await person.ask('gửi luôn')).toMatch(codeInText);
      expect(await house.rows('SELECT name FROM contact WHERE name IS NOT NULL')).toEqual([{ name: kept }]);
      expect(await house.rows("SELECT fields->>'registrantName' AS name FROM idea")).toEqual([
        { name: kept },
      ]);
      const sent = house.standIn.chat(601)?.kept.filter(({ message }) => message.from.is_bot) ?? [];
      expect(sent.some(({ message }) => 'entities' in message && message.entities !== undefined)).toBe(false);
    },
    testMs,
  );

  it(
    'answers emoji, bare marks and 10,000 characters with what it can take, and goes on',
    async () => {
      const person = house.person(602);
      await person.walk(0, lineOf.product);
      expect(await person.ask('🍯🍯🍯')).toMatch(/bằng chữ/u);
      expect(await person.ask('\u200b\u200e\u202e')).toMatch(/bằng chữ/u);
      await person.ask('Mật ong \u202eđồi keo\u202c');
      const before = person.heard().length;
      person.say(`${'dài '.repeat(2_500)}`);
      await person.hears(/chữ cái, tôi chỉ nhận được/u);
      await expect.poll(() => person.heard().length, patience).toBeGreaterThan(before + 2);
      await person.walk(lineOf.description);
      await person.hears(codeInText);
      expect(
        await house.rows("SELECT fields->>'productName' AS name FROM idea WHERE unit_code = $1", ['05503']),
      ).toContainEqual({ name: 'Mật ong đồi keo' });
    },
    testMs,
  );

  it(
    'says that a photo of 20 MB is too big and takes the next one',
    async () => {
      const person = house.person(603);
      const who = { id: 603, name: 'Người Thử (hư cấu)' };
      await person.walk(0, lineOf.photos);
      const photo = (bytes: Uint8Array) =>
        house.standIn.act(who, { kind: 'photo', bytes, mime: 'image/jpeg', name: 'anh.jpg' });
      photo(jpeg(20 * 1024 * 1024));
      await person.hears(/nặng quá/u);
      photo(jpeg(20_000));
      await expect
        .poll(() => house.rows('SELECT count(*)::int AS n FROM media'), patience)
        .toEqual([{ n: 1 }]);
    },
    testMs,
  );
});

/** Something that begins like a JPEG. */
function jpeg(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46]);
  return bytes;
}
