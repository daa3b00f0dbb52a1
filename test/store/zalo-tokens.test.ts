import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/error.ts';
import type { GrantStore } from '../../src/ports/grant.ts';
import { keepKey } from '../../src/store/key-file.ts';
import { createSeal } from '../../src/store/seal.ts';
import { createStore } from '../../src/store/store.ts';
import { type TestStore, testStore } from '../support/database.ts';

const key = new Uint8Array(32).fill(7);
const at = Date.UTC(2026, 10, 21, 3);
const hour = 3_600_000;
const pair = (n: number) => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  accessExpiresAt: at + n * hour,
});

let test: TestStore;
let accounts = 0;
/** The grant of an account no other test has, as two processes see it. */
function account(): { here: GrantStore; there: GrantStore; id: string } {
  accounts += 1;
  const id = `38861328087880864${accounts}`;
  return {
    id,
    here: test.store.zalo(id, createSeal(key)).grants,
    there: test.store.zalo(id, createSeal(key)).grants,
  };
}

beforeAll(async () => {
  test = await testStore();
});
afterAll(() => test.close());

describe('a sealed text', () => {
  const seal = createSeal(key);

  it('opens under the words it was sealed with, and is different every time', () => {
    const sealed = seal.close('mã bí mật', 'zalo 1 access');
    expect(seal.open(sealed, 'zalo 1 access')).toBe('mã bí mật');
    expect(sealed).not.toBe(seal.close('mã bí mật', 'zalo 1 access'));
    expect(sealed).not.toContain('bí mật');
  });

  it('does not open as something else, with another key, or changed in any place', () => {
    const sealed = seal.close('secret', 'zalo 1 access');
    const other = createSeal(new Uint8Array(32).fill(8));
    expect(() => seal.open(sealed, 'zalo 1 refresh')).toThrow(ConfigError);
    expect(() => other.open(sealed, 'zalo 1 access')).toThrow(/another key/);
    for (let place = sealed.lastIndexOf('.') + 1; place < sealed.length - 1; place += 1) {
      const letter = sealed[place] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, place) + letter + sealed.slice(place + 1);
      expect(() => seal.open(changed, 'zalo 1 access')).toThrow(ConfigError);
    }
  });
});

describe('the key in DATA_DIR', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-key-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once, random, for its owner only', () => {
    const made = keepKey(folder, 'one.key');
    expect(made).toHaveLength(32);
    expect(keepKey(folder, 'one.key')).toEqual(made);
    expect(keepKey(folder, 'two.key')).not.toEqual(made);
    expect(statSync(join(folder, 'one.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'one.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('is refused when it is no key, rather than replaced', () => {
    writeFileSync(join(folder, 'broken.key'), 'oops', { mode: 0o644 });
    expect(() => keepKey(folder, 'broken.key')).toThrow(ConfigError);
    expect(readFileSync(join(folder, 'broken.key'), 'utf8')).toBe('oops');
    expect(statSync(join(folder, 'broken.key')).mode & 0o777).toBe(0o600);
  });
});

describe('the grant of an account', () => {
  it('is kept sealed: neither token stands in the database', async () => {
    const { here, id } = account();
    await here.replace(pair(1), at);
    const client = new pg.Client({ connectionString: test.url });
    await client.connect();
    const { rows } = await client.query('SELECT * FROM zalo_grant WHERE account = $1', [id]);
    await client.end();
    expect(JSON.stringify(rows)).not.toMatch(/access-1|refresh-1/);
    expect(await here.read()).toEqual({
      ...pair(1),
      issuedAt: at,
      state: 'ok',
      reason: null,
      stateAt: at,
      pendingSince: null,
    });
  });

  it('is unknown until it is there, and each account has its own', async () => {
    const { here } = account();
    await account().here.replace(pair(1), at);
    expect(await here.read()).toBeNull();
  });

  it('says to connect again when it was sealed with another key', async () => {
    const { here, id } = account();
    await here.replace(pair(1), at);
    const stranger = test.store.zalo(id, createSeal(new Uint8Array(32).fill(9))).grants;
    await expect(stranger.read()).rejects.toThrow(/ZALO_TOKEN_KEY/);
    await stranger.replace(pair(2), at);
    expect(await stranger.read()).toMatchObject(pair(2));
  });

  it('remembers that a refresh began, until it is taken back or its pair is committed', async () => {
    const { here } = account();
    await here.replace(pair(1), at);
    await here.beginRefresh('refresh-0', at + 1);
    expect((await here.read())?.pendingSince).toBeNull();
    await here.beginRefresh('refresh-1', at + 1);
    expect((await here.read())?.pendingSince).toBe(at + 1);
    await here.endRefresh('refresh-1');
    expect((await here.read())?.pendingSince).toBeNull();
    await here.beginRefresh('refresh-1', at + 2);
    expect(await here.commitRefresh('refresh-1', pair(2), at + 3)).toBe(true);
    expect(await here.read()).toMatchObject({ ...pair(2), issuedAt: at + 3, pendingSince: null });
  });

  it('is swapped only for the token the pair was given for', async () => {
    const { here, there } = account();
    await here.replace(pair(1), at);
    await there.replace(pair(5), at);
    expect(await here.commitRefresh('refresh-1', pair(2), at)).toBe(false);
    expect(await here.read()).toMatchObject(pair(5));
  });

  it('is healed by a new pair even after another process gave it up', async () => {
    const { here, there } = account();
    await here.replace(pair(1), at);
    await there.needReconsent('access-1', 'refresh_lost', at + 1);
    expect(await here.read()).toMatchObject({ state: 'needs_reconsent', reason: 'refresh_lost' });
    expect(await here.commitRefresh('refresh-1', pair(2), at + 2)).toBe(true);
    expect(await there.read()).toMatchObject({ ...pair(2), state: 'ok', reason: null });
  });

  it('is not given up because of a token that is no longer kept', async () => {
    const { here, there } = account();
    await here.replace(pair(1), at);
    await there.replace(pair(2), at);
    await here.needReconsent('access-1', 'refresh_refused', at);
    expect(await here.read()).toMatchObject({ state: 'ok' });
  });
});

describe('the lock of an account', () => {
  it('lets one process after the other work, and those of other accounts at the same time', async () => {
    const { here, there } = account();
    const order: string[] = [];
    const other = account().here;
    let free: () => void = () => undefined;
    const first = here.alone(5000, async () => {
      order.push('first in');
      await new Promise<void>((resolve) => {
        free = resolve;
      });
      order.push('first out');
    });
    await expect.poll(() => order).toEqual(['first in']);
    const second = there.alone(5000, async () => {
      order.push('second');
    });
    await other.alone(5000, async () => {
      order.push('other');
      free();
    });
    await Promise.all([first, second]);
    expect(order).toEqual(['first in', 'other', 'first out', 'second']);
  });

  it('gives up waiting after the time it was given', async () => {
    const { here, there } = account();
    const late = await here.alone(5000, () => there.alone(100, async () => 'got it'));
    expect(late).toBeNull();
    expect(await there.alone(100, async () => 'got it')).toBe('got it');
  });

  it('is free again when the work fails and when the process that has it goes away', async () => {
    const { here, there, id } = account();
    await expect(here.alone(100, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    const doomed = createStore({ url: test.url, log: { warn() {} } });
    const held = doomed.zalo(id, createSeal(key)).grants.alone(100, () => new Promise(() => {}));
    await expect.poll(() => there.alone(0, async () => 'free')).toBeNull();
    await endConnections(id);
    expect(await there.alone(3000, async () => 'free')).toBe('free');
    void held.catch(() => undefined);
  });
});

/** As a crash would: the server sees the connection of whoever holds the lock end. */
async function endConnections(id: string): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND granted AND objid = hashtext($1)::bit(32)::bigint::oid`,
    [id],
  );
  await client.end();
}

describe('a consent under way', () => {
  const consentsOf = () => {
    accounts += 1;
    return test.store.zalo(`38861328087880864${accounts}`, createSeal(key)).consents;
  };

  it('is found by its state, and done once', async () => {
    const consents = consentsOf();
    await consents.addLink('key', at + hour);
    expect(await consents.start('key', { state: 'state', verifier: 'verifier' }, at)).toBe(true);
    expect(await consents.find('state', at)).toEqual({ verifier: 'verifier' });
    expect(await consents.finish('state', at)).toBe(true);
    expect(await consents.finish('state', at)).toBe(false);
    expect(await consents.find('state', at)).toBeNull();
    expect(await consents.start('key', { state: 'other', verifier: null }, at)).toBe(false);
  });

  it('ends by itself, and the last opening of a link counts', async () => {
    const consents = consentsOf();
    await consents.addLink('key-2', at + hour);
    expect(await consents.start('nobody', { state: 's0', verifier: null }, at)).toBe(false);
    await consents.start('key-2', { state: 's1', verifier: null }, at);
    await consents.start('key-2', { state: 's2', verifier: null }, at);
    expect(await consents.find('s1', at)).toBeNull();
    expect(await consents.find('s2', at)).toEqual({ verifier: null });
    expect(await consents.find('s2', at + hour)).toBeNull();
    expect(await consents.start('key-2', { state: 's3', verifier: null }, at + hour)).toBe(false);
  });
});
