/** The log never shows what people wrote, their numbers or our secrets, at whatever depth and in whatever shape. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

const token = '123456789:AAE-made-up-token-for-tests_0123456789';
const config = readConfig({
  TELEGRAM_BOT_TOKEN: token,
  PUBLIC_URL: 'https://bot.example.vn',
  TELEGRAM_WEBHOOK_SECRET: 'hush-webhook',
  DATABASE_URL: 'postgres://bot:hu%24h-database@db/ocop',
  REDIS_URL: 'redis://:hush-redis@redis:6379',
  LOG_LEVEL: 'debug',
});

function record(isTTY = false) {
  const lines: string[] = [];
  const log = createLog(config, { write: (line) => lines.push(line), isTTY });
  return { log, lines, all: () => lines.join('') };
}

/** Everything below is made up and must not come out. */
const leaks: readonly (readonly [string, unknown])[] = [
  ['a bot token', token],
  ['a foreign bot token', '987654321:BBF_another-made-up-token-0123456789'],
  ['an address with a token', `https://api.telegram.org/bot${token}/sendMessage`],
  ['an address with a short token', 'https://tg.example.vn/bot42:short/getMe'],
  ['a file address with a token', new URL(`https://api.telegram.org/file/bot${token}/photos/1.jpg`)],
  ['the webhook secret', 'got hush-webhook instead'],
  ['the database password', 'password "hu$h-database" refused'],
  ['the database password as written', 'hu%24h-database'],
  ['the database address', 'postgres://bot:hu%24h-database@db/ocop'],
  ['any address with a login', 'https://someone:letmein@example.vn/x'],
  ['a phone number', '0912345678'],
  ['a phone number behind a hyphen', 'tel-0912345678'],
  ['a phone number with gaps', 'gọi 0912 345 678 nhé'],
  ['a phone number with dots', '0912.345.678'],
  ['a landline', '(024) 3825 1234'],
  ['an international number', '+84 912 345 678'],
  ['a number of another country', 'call +1 (202) 555-0123 now'],
  ['an international number without plus', '84912345678'],
  ['a phone number as a number', 84912345678],
  ['a phone number as a bigint', 84912345678n],
];
const traces = /AAE-made-up|BBF_another|hush|hu\$h|hu%24h|letmein|bot42:short/;
const numbers = /912345678|38251234|5550123/;

function expectNoTrace(shown: string) {
  expect(shown).not.toMatch(traces);
  expect(shown.replaceAll(/[\s().+-]/g, '')).not.toMatch(numbers);
}

describe('the log', () => {
  it.each(leaks)(
    'hides %s in a field, in a list, deep inside, in a key, in an error and in the message',
    (_, value) => {
      const { log, all } = record();
      const error = new Error(`failed for ${String(value)}`, { cause: new TypeError(String(value)) });
      log.info({ value }, 'field');
      log.info({ list: [{ deep: { deeper: [value] } }] }, 'deep');
      log.info({ [String(value)]: 1 }, 'key');
      log.error({ err: error }, 'error');
      log.warn({}, `message about ${String(value)}`);
      expectNoTrace(all());
      expect(all().split('\n').filter(Boolean)).toHaveLength(5);
    },
  );

  it.each([
    'text',
    'caption',
    'input',
    'bubbles',
    'rawBody',
    'raw_body',
    'displayName',
    'Authorization',
    'phone',
  ])('hides whatever is in a field named %s', (name) => {
    const { log, all } = record();
    log.info({ [name]: 'Tôi muốn đăng ký trà sen' }, 'one');
    log.info({ deep: [{ [name]: { kind: 'text', words: 'Tôi muốn đăng ký trà sen' } }] }, 'two');
    expect(all()).not.toContain('trà sen');
    expect(all()).toContain('hidden');
  });

  it('hides what libraries hang on their errors', () => {
    const { log, all } = record();
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(Bà Tư) exists',
      request: { body: 'Tôi muốn đăng ký' },
      on: { payload: { chat: 'Bà Tư' } },
    });
    log.error({ err: error }, 'insert failed');
    expect(all()).toContain('23505');
    expect(all()).toContain('duplicate key');
    expect(all()).not.toMatch(/Bà Tư|đăng ký/);
  });

  it('shows bytes by their number only, and a secret as ***', () => {
    const { log, all } = record();
    log.info({ bytes: Buffer.from('Tôi muốn'), config }, 'things');
    expect(all()).toContain('[11 bytes]');
    expect(all()).toContain('***');
    expectNoTrace(all());
  });

  it('leaves ids, codes, counts and times as they are', () => {
    const { log, lines } = record();
    const fields = {
      inboundId: 'telegram:123456',
      code: 'YT-0007/PĐK-19-05512-2026',
      at: 1_763_750_000_000,
      ms: 0.123456789012,
      ok: true,
      none: null,
      unit: '05512',
      day: '2026-01-02 03:04:05',
    };
    log.info(fields, 'The idea was registered');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      ...fields,
      level: 'info',
      msg: 'The idea was registered',
    });
  });

  it('does not fall over circles, odd values and very deep ones', () => {
    const { log, lines } = record();
    const circle: Record<string, unknown> = {
      fn: () => 1,
      sym: Symbol('x'),
      when: new Date(Number.NaN),
      map: new Map(),
    };
    circle.self = circle;
    const error = new Error('round');
    error.cause = error;
    log.info({ circle, err: error }, 'odd');
    expect(lines).toHaveLength(1);
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'warn' }, { write: (line) => lines.push(line) });
    log.info({}, 'no');
    log.warn({}, 'yes');
    expect(lines).toHaveLength(1);
  });

  it('writes a line for people at a terminal, with the same things hidden', () => {
    const { log, all } = record(true);
    log.warn(
      { channel: 'telegram', phone: '0912345678', err: new Error('no answer from 0912345678') },
      'Sending waits',
    );
    expect(all()).toMatch(/\d\d:\d\d:\d\d.*warn.*Sending waits.*channel=telegram/);
    expect(all()).toContain('Error: no answer from [phone]');
    expectNoTrace(all());
  });
});
