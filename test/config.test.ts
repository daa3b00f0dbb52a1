/** Reading the configuration: what holds without any, what is refused, and that no secret is ever repeated. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Environment, readConfig } from '../src/config.ts';
import { faultsOf } from './support/faults.ts';

const token = '123456789:AAE-made-up-token-for-tests_0123456789';

const faultsIn = (env: Environment) => faultsOf(() => readConfig(env));

describe('without any setting', () => {
  const config = readConfig({});

  it('runs everything in one process with a database of its own and the simulator on', () => {
    expect(config).toMatchObject({
      role: 'all',
      web: { host: '127.0.0.1', port: 3000, publicUrl: null },
      database: { kind: 'embedded' },
      jobs: { kind: 'database' },
      simulator: true,
      telegram: null,
      media: { maxBytes: 10_000_000 },
      graceMs: 10_000,
      logLevel: 'info',
      hints: [],
    });
  });

  it('puts data below the folder it is started in', () => {
    expect(config.dataDir).toBe(`${process.cwd()}/data`);
  });

  it('takes empty and blank values for absent ones', () => {
    expect(readConfig({ PORT: '', TELEGRAM_BOT_TOKEN: '  ', SIMULATOR: '' })).toEqual(config);
  });

  it('pays no heed to what else stands in the environment', () => {
    expect(readConfig({ HOME: '/home/x', HOSTNAME: 'box', PATH: '/bin', LANG: 'vi' })).toEqual(config);
  });
});

describe('Telegram', () => {
  it('is polled, and the simulator is off, once there is a token', () => {
    const config = readConfig({ TELEGRAM_BOT_TOKEN: token });
    expect(config.simulator).toBe(false);
    expect(config.telegram?.token.reveal()).toBe(token);
    expect(config.telegram?.apiRoot).toBe('https://api.telegram.org');
    expect(config.telegram?.webhook).toBeNull();
  });

  it('calls us below PUBLIC_URL when there is one', () => {
    const config = readConfig({ TELEGRAM_BOT_TOKEN: token, PUBLIC_URL: 'https://bot.example.vn/ocop/' });
    expect(config.web.publicUrl).toBe('https://bot.example.vn/ocop');
    expect(config.telegram?.webhook?.url).toBe('https://bot.example.vn/ocop/webhooks/telegram');
  });

  it('gets the same webhook secret in every process, a fit one that does not contain the token', () => {
    const secretOf = (bot: string) =>
      readConfig({
        TELEGRAM_BOT_TOKEN: bot,
        PUBLIC_URL: 'https://bot.example.vn',
      }).telegram?.webhook?.secret.reveal();
    expect(secretOf(token)).toMatch(/^[\w-]{32,256}$/);
    expect(secretOf(token)).toBe(secretOf(token));
    expect(secretOf(token)).not.toBe(secretOf(`${token}x`));
    expect(token).not.toContain(secretOf(token));
  });

  it('takes the webhook secret it is given', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: token,
      PUBLIC_URL: 'https://bot.example.vn',
      TELEGRAM_WEBHOOK_SECRET: 'chosen_by-hand',
    };
    expect(readConfig(env).telegram?.webhook?.secret.reveal()).toBe('chosen_by-hand');
  });

  it('may be joined by the simulator', () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: token, SIMULATOR: 'on' }).simulator).toBe(true);
  });
});

describe('faults', () => {
  it('are all listed at once, each in a sentence that begins with the name', () => {
    const faults = faultsIn({
      PORT: '80 80',
      ROLE: 'boss',
      DATABASE_URL: 'mysql://u:p@h/d',
      REDIS_URL: 'nowhere',
      PUBLIC_URL: 'http://bot.example.vn',
      TELEGRAM_BOT_TOKEN: 'secret-but-wrong',
      TELEGRAM_WEBHOOK_SECRET: 'with space',
      SIMULATOR: 'maybe',
      GRACE_MS: '-1',
      MEDIA_MAX_BYTES: '99999999999',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'ROLE',
      'DATABASE_URL',
      'REDIS_URL',
      'PUBLIC_URL',
      'SIMULATOR',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
      'MEDIA_MAX_BYTES',
      'GRACE_MS',
      'LOG_LEVEL',
    ]);
    for (const fault of faults) expect(fault).toMatch(/ must .+\.$/);
  });

  it('are one sentence per setting, whatever is wrong with it', () => {
    expect(faultsIn({ PUBLIC_URL: 'ftp://x' })).toHaveLength(1);
    expect(faultsIn({ PUBLIC_URL: 'not an address' })).toHaveLength(1);
    expect(faultsIn({ PORT: '0' })).toEqual(['PORT must be a whole number from 1 to 65535.']);
  });

  it('never repeat a value', () => {
    const faults = faultsIn({ TELEGRAM_BOT_TOKEN: 'hush hush', DATABASE_URL: 'mysql://u:hush@h/d' });
    expect(faults.join('\n')).not.toContain('hush');
  });

  it.each(['web', 'worker'])('the embedded database serves no separate %s process', (ROLE) => {
    expect(faultsIn({ ROLE, TELEGRAM_BOT_TOKEN: token })).toEqual([expect.stringContaining('DATABASE_URL')]);
    const env = { ROLE, TELEGRAM_BOT_TOKEN: token, DATABASE_URL: 'postgres://u@h/d' };
    expect(readConfig(env)).toMatchObject({ role: ROLE, database: { kind: 'server' }, simulator: false });
  });

  it('are found together with faults of single settings', () => {
    expect(faultsIn({ ROLE: 'web', TELEGRAM_BOT_TOKEN: token, PORT: 'x' })).toHaveLength(2);
  });

  it('a service without any channel is refused', () => {
    expect(faultsIn({ SIMULATOR: 'off' })).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN')]);
  });

  it('http is for this machine only', () => {
    expect(faultsIn({ PUBLIC_URL: 'http://bot.example.vn' })).toHaveLength(1);
    expect(faultsIn({ PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
    expect(faultsIn({ PUBLIC_URL: 'http://localhost.example.vn' })).toHaveLength(1);
  });
});

describe('names that look misspelt', () => {
  it.each([
    ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN'],
    ['TELEGRAM_BOTTOKEN', 'TELEGRAM_BOT_TOKEN'],
    ['TELEGRAM_WEBHOOK_SECERT', 'TELEGRAM_WEBHOOK_SECRET'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['REDIS_URI', 'REDIS_URL'],
    ['DATADIR', 'DATA_DIR'],
    ['public_url', 'PUBLIC_URL'],
  ])('%s gets a hint', (name, meant) => {
    const { hints } = readConfig({ [name]: 'x' });
    expect(hints).toEqual([`${name} is not a setting; did you mean ${meant}?`]);
  });

  it('get none when the right name is set too, or when they belong to somebody else', () => {
    expect(readConfig({ TELEGRAM_TOKEN: 'x', TELEGRAM_BOT_TOKEN: token }).hints).toEqual([]);
    const others = { TELEGRAM_API_ID: '1', TELEGRAM_API_HASH: 'x', HOSTS: 'x', PORTS: '1', ROLES: 'x' };
    expect(readConfig(others).hints).toEqual([]);
  });

  it('stand beside the faults when there are some', () => {
    expect(faultsIn({ TELEGRAM_TOKEN: token, SIMULATOR: 'off' })).toHaveLength(2);
  });
});

describe('a secret', () => {
  const config = readConfig({
    TELEGRAM_BOT_TOKEN: token,
    PUBLIC_URL: 'https://bot.example.vn',
    DATABASE_URL: 'postgres://bot:hush@db/ocop',
    REDIS_URL: 'rediss://:hush@redis:6379',
  });

  it.each([
    ['JSON', JSON.stringify(config)],
    ['inspect', inspect(config, { depth: null, showHidden: true })],
    ['text', `${config.telegram?.token} ${String(config.telegram?.webhook?.secret)}`],
  ])('shows as *** in %s', (_, shown) => {
    expect(shown).toContain('***');
    expect(shown).not.toContain('hush');
    expect(shown).not.toContain('made-up-token');
  });
});
