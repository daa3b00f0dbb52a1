import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../../src/store/store.ts';
import { patience } from '../support/patience.ts';
import { occupy } from '../support/port.ts';
import { ask, basePort, dataFolder, isAlive, postmasterOf, type Run, run } from './embedded-runs.ts';

describe('the embedded database', () => {
  let folder: ReturnType<typeof dataFolder>;
  let runs: Run[];
  const start = (...args: Parameters<typeof run> extends [string, ...infer Rest] ? Rest : never) => {
    const begun = run(folder.path, ...args);
    runs.push(begun);
    return begun;
  };
  beforeEach(() => {
    folder = dataFolder();
    runs = [];
  });
  afterEach(async () => {
    for (const begun of runs)
      if (begun.child.exitCode === null && begun.child.signalCode === null) await begun.stop();
    folder.remove();
  });

  it('keeps data from one start to the next and leaves no process behind', async () => {
    const first = start({ env: { TZ: 'Asia/Ho_Chi_Minh', LC_ALL: 'xx_NOT.there', LANG: 'vi_VN' } });
    const { url, cluster, owned, relocated } = await first.started();
    expect({ owned, relocated }).toEqual({ owned: true, relocated: false });
    await ask(url, 'CREATE TABLE kept (name text)');
    await ask(url, `INSERT INTO kept VALUES ('Chè thử')`);
    const server = postmasterOf(cluster);
    expect(await first.stop()).toBe(0);
    expect(isAlive(server)).toBe(false);
    const second = await start().started();
    expect(second.url).toBe(url);
    expect(await ask(second.url, 'SELECT name FROM kept')).toEqual([{ name: 'Chè thử' }]);
  });

  it('is closed to everybody else', async () => {
    const { url, cluster } = await start().started();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password');
    expect(await ask(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await ask(url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect(statSync(cluster).mode & 0o077).toBe(0);
    expect(statSync(join(folder.path, 'postgres.password')).mode & 0o077).toBe(0);
    expect(statSync(folder.path).mode & 0o066).toBe(0);
  });

  it('refuses a second start, names the first, and harms nothing', async () => {
    const first = await start().started();
    const fault = await start().refused();
    expect(fault).toContain('already running (đang chạy)');
    expect(fault).toContain(String(first.pid));
    expect(await ask(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets a command join the running server and leaves it running', async () => {
    const first = await start().started();
    const command = start({ join: true });
    expect(await command.started()).toMatchObject({ owned: false, url: first.url });
    expect(await command.stop()).toBe(0);
    expect(await ask(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets one of several first starts win', async () => {
    const begun = [start(), start(), start()];
    const ends = await Promise.allSettled(begun.map((one) => one.started()));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [winner] = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(await ask(winner?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    for (const one of begun)
      if (one.lines.every(({ started }) => !started)) expect(await one.refused()).toContain('đang chạy');
  });

  it('takes over what a killed process left behind', async () => {
    const first = start();
    const { url, cluster } = await first.started();
    await ask(url, 'CREATE TABLE kept (name text)');
    const orphan = postmasterOf(cluster);
    await first.kill();
    expect(isAlive(orphan)).toBe(true);
    const second = await start().started();
    expect(isAlive(orphan)).toBe(false);
    expect(await ask(second.url, 'SELECT name FROM kept')).toEqual([]);
  });

  it('starts when everything was killed', async () => {
    const first = start();
    const { url, cluster } = await first.started();
    await ask(url, 'CREATE TABLE kept (name text)');
    const orphan = postmasterOf(cluster);
    await first.kill();
    process.kill(orphan, 'SIGKILL');
    await vi.waitFor(() => expect(isAlive(orphan)).toBe(false), patience);
    const second = await start().started();
    expect(await ask(second.url, 'SELECT name FROM kept')).toEqual([]);
  });

  it('is not fooled by a lock file whose number another program has now', async () => {
    const first = start();
    const { cluster, port } = await first.started();
    await first.stop();
    const lines = [process.pid, cluster, 1_700_000_000, port, '', '127.0.0.1', '  1   1', 'ready'];
    writeFileSync(join(cluster, 'postmaster.pid'), `${lines.join('\n')}\n`, { mode: 0o600 });
    await start().started();
    expect(isAlive(process.pid)).toBe(true);
  });

  it('comes back by itself when the server is killed, and so does the store', async () => {
    const { url, cluster } = await start().started();
    const store = createStore({ url, log: { warn() {} } });
    await store.ping();
    const server = postmasterOf(cluster);
    process.kill(server, 'SIGKILL');
    await vi.waitFor(() => expect(isAlive(server)).toBe(false), patience);
    await vi.waitFor(() => store.ping(), patience);
    await store.close();
    expect(await start().refused()).toContain('đang chạy');
  });

  it('takes the next port when somebody has the one it wants', async () => {
    const other = await occupy(basePort);
    const { port, url } = await start({ port: basePort }).started();
    expect(port).toBe(basePort + 1);
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    other.close();
  });

  it('is not stopped by Ctrl-C in the terminal before we say so', async () => {
    const first = start({ detached: true });
    const { url } = await first.started();
    process.kill(-(first.child.pid ?? 0), 'SIGINT');
    await first.until(({ heard }) => heard === 'SIGINT');
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says in a sentence why it cannot use a folder', async () => {
    const first = start();
    const { cluster } = await first.started();
    await first.stop();
    writeFileSync(join(cluster, 'PG_VERSION'), '13\n');
    expect(await start().refused()).toContain('PostgreSQL 13');
    rmSync(join(cluster, 'PG_VERSION'));
    expect(await start().refused()).toContain('not a database folder');
    writeFileSync(join(folder.path, 'postgres.place'), '/nowhere/at/all\n');
    expect(await start().refused()).toContain('/nowhere/at/all');
    expect(existsSync('/nowhere')).toBe(false);
  });
});
