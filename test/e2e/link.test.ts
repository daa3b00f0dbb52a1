/** One person on Telegram and Zalo: joined after both sides agreed, one list of ideas, news where they want it. */
import { afterEach, expect, it } from 'vitest';
import { linesOf } from '../../bench/registration-script.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { startZaloService, type ZaloService } from './zalo-service.ts';

const hoa = { id: 5_100_000_017, name: 'Bà Hoa (hư cấu)' };
let service: ZaloService;
let telegram: TelegramStandIn;
afterEach(async () => {
  await service.stop();
  await telegram.close();
});

/** Messages of the bot on Telegram. */
const read = () => (telegram.chat(hoa.id)?.kept ?? []).filter(({ message }) => message.from.is_bot);

/** Types on Telegram and waits for the answer. */
async function types(text: string): Promise<string> {
  const before = read().length;
  telegram.act(hoa, { kind: 'text', text });
  await expect.poll(() => read().length).toBeGreaterThan(before);
  await service.app.intake.idle();
  return read()
    .slice(before)
    .map(({ message }) => message.text)
    .join('\n');
}

it('is one contact on both', async () => {
  telegram = await createTelegramStandIn({ limits: null });
  service = await startZaloService(
    {},
    { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot },
  );
  const an = service.person('Hoa (bịa)');
  for (const line of linesOf(1)) await types(line);
  await types('nối tài khoản');
  const code = /l_[a-z2-9]{8}/.exec(await types('1'))?.[0] ?? '';
  expect(code).not.toBe('');

  const shown = await an.says(code);
  expect(shown.map(({ content }) => content.text).join()).toContain(`Telegram: ${hoa.name}`);
  const before = read().length;
  await an.says('Có');
  await expect.poll(() => read().length).toBe(before + 1);
  const told = read().at(-1)?.message;
  expect(told?.text).toContain('Zalo');
  expect(await service.rows('SELECT count(DISTINCT contact_id)::int AS people FROM address')).toEqual([
    { people: 2 },
  ]);

  const tapped = read().length;
  telegram.act(hoa, { kind: 'tap', data: told?.reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '' });
  await expect.poll(() => read().length).toBe(tapped + 1);
  expect(await types('có')).toContain('đã nối');
  const people = () => service.rows('SELECT count(DISTINCT contact_id)::int AS people FROM address');
  await expect.poll(people).toEqual([{ people: 1 }]);

  const onZalo = await an.says('ý tưởng của tôi');
  expect(onZalo.map(({ content }) => content.text).join()).toContain('Mật ong hoa rừng');
});
