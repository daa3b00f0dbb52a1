/** The Zalo settings: what belongs together, what is refused, and that no secret shows. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { faultsOf } from '../support/faults.ts';

const needed = {
  ZALO_APP_ID: '360846524940903967',
  ZALO_APP_SECRET: 'AppSecretForTests',
  ZALO_OA_ID: '388613280878808645',
};

const faultsIn = (env: Environment) => faultsOf(() => readConfig(env));

describe('Zalo', () => {
  it('is off until it is configured', () => {
    expect(readConfig({})).toMatchObject({ zalo: null, zaloTokenKey: null, zaloVerification: null });
  });

  it('needs three values; the OA secret comes later, when Zalo shows it', () => {
    const { zalo, simulator } = readConfig(needed);
    expect(simulator).toBe(false);
    expect(zalo).toMatchObject({
      appId: needed.ZALO_APP_ID,
      oaId: needed.ZALO_OA_ID,
      oaSecrets: [],
      bootstrap: null,
      buttons: true,
      pkce: 'per-request',
      chargedPriceVnd: null,
      mediaHosts: expect.arrayContaining(['zdn.vn']),
      roots: { openapi: 'https://openapi.zalo.me', oauth: 'https://oauth.zaloapp.com' },
    });
  });

  it('takes one OA secret, or two while one is replaced', () => {
    const secretsOf = (ZALO_OA_SECRET: string) =>
      readConfig({ ...needed, ZALO_OA_SECRET }).zalo?.oaSecrets.map((secret) => secret.reveal());
    expect(secretsOf('one')).toEqual(['one']);
    expect(secretsOf('one, two')).toEqual(['one', 'two']);
    expect(faultsIn({ ...needed, ZALO_OA_SECRET: 'a,b,c' })).toHaveLength(1);
    expect(faultsIn({ ...needed, ZALO_OA_SECRET: 'a,' })).toHaveLength(1);
  });

  it('says what is missing when it is half configured', () => {
    expect(faultsIn({ ZALO_APP_ID: needed.ZALO_APP_ID })).toEqual([
      'ZALO_APP_SECRET is needed to connect Zalo.',
      'ZALO_OA_ID is needed to connect Zalo.',
    ]);
    expect(faultsIn({ ...needed, ZALO_ACCESS_TOKEN: 'a' })).toEqual([
      'ZALO_ACCESS_TOKEN and ZALO_REFRESH_TOKEN belong together; set both or none.',
    ]);
  });

  it('can be the only channel', () => {
    expect(faultsIn({ ...needed, SIMULATOR: 'off' })).toEqual([]);
  });

  it('takes a stand-in’s servers, a fixed verifier, other file servers and a price', () => {
    const { zalo } = readConfig({
      ...needed,
      ZALO_OPENAPI_ROOT: 'http://127.0.0.1:9/',
      ZALO_PKCE: 'v'.repeat(43),
      ZALO_MEDIA_HOSTS: 'a.example, 127.0.0.1:9',
      ZALO_PRICE_CHARGED_VND: '55',
      ZALO_BUTTONS: 'off',
    });
    expect(zalo).toMatchObject({
      roots: { openapi: 'http://127.0.0.1:9' },
      pkce: { fixedVerifier: 'v'.repeat(43) },
      mediaHosts: ['a.example', '127.0.0.1:9'],
      chargedPriceVnd: 55,
      buttons: false,
    });
  });

  it('refuses what cannot be right, all at once', () => {
    const faults = faultsIn({
      ZALO_APP_ID: 'my app',
      ZALO_APP_SECRET: 'with blank',
      ZALO_OA_ID: '12',
      ZALO_TOKEN_KEY: 'short',
      ZALO_PKCE: 'sometimes',
      ZALO_MEDIA_HOSTS: 'https://a.example',
      ZALO_SITE_VERIFICATION: '<script>',
      ZALO_PRICE_CHARGED_VND: '55 đ',
    });
    expect(faults).toHaveLength(8);
    for (const fault of faults) expect(fault).toMatch(/^ZALO_\w+ must .+\.$/);
  });

  it('never shows a secret', () => {
    const config = readConfig({
      ...needed,
      ZALO_OA_SECRET: 'HushOaSecret',
      ZALO_ACCESS_TOKEN: 'HushAccess',
      ZALO_REFRESH_TOKEN: 'HushRefresh',
      ZALO_TOKEN_KEY: 'ab'.repeat(32),
    });
    const shown = [JSON.stringify(config), inspect(config, { depth: null, showHidden: true })].join('');
    expect(shown).not.toMatch(/Hush|AppSecretForTests|abababab/);
    const lines: string[] = [];
    const log = createLog(config, { write: (line) => lines.push(line) });
    log.info({ reason: 'HushAccess AppSecretForTests' }, `key ${'ab'.repeat(32)} HushOaSecret HushRefresh`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/Hush|AppSecretForTests|abababab/);
  });
});
